"""What the core says against a charge, in words with field and clause; shared by everything that touches money."""

from datetime import date
from typing import NoReturn, TypeVar

from yichuang.apps.audit import refuse
from yichuang.apps.cases import fees
from yichuang.apps.cases.fees import Line
from yichuang.apps.cases.models import Case
from yichuang.core.fees import Wrong, WrongCode, standard_on
from yichuang.core.identity import N_

T = TypeVar("T")
ON_THE_LIST = N_("Charge only what the service guide lists.")
SAID = {
    WrongCode.UNKNOWN: (N_("The catalogue has no fee of this name for this item."), ON_THE_LIST, "fee"),
    WrongCode.NOT_YET: (N_("This fee is not in force yet."), ON_THE_LIST, "fee"),
    WrongCode.ABOLISHED: (N_("This fee has been abolished."), ON_THE_LIST, "fee"),
    WrongCode.FREE: (N_("The catalogue says that this is free of charge."), ON_THE_LIST, "fee"),
    WrongCode.NO_QUANTITY: (N_("There is no quantity."), N_("Enter how many units are charged."), "quantity"),
    WrongCode.BAD_QUANTITY: (N_("This is not a quantity."), N_("Write it in digits, such as 2 or 12.5."), "quantity"),
    WrongCode.NOT_WHOLE: (N_("Only whole units are charged."), N_("Enter a whole number."), "quantity"),
    WrongCode.TOO_FINE: (N_("The quantity has too many places."), N_("Three places after the point fit."), "quantity"),
    WrongCode.NO_AMOUNT: (N_("There is no amount."), N_("Enter what was received, in yuan."), "amount"),
    WrongCode.BAD_AMOUNT: (N_("This is not an amount."), N_("Write yuan in digits, such as 180.00."), "amount"),
    WrongCode.OTHER_AMOUNT: (N_("The standard times the quantity is %(expected)s yuan, not this amount."),
                             N_("Charge exactly the standard, or have a reduction approved first."), "amount"),
}  # fmt: skip


def right(found: T | Wrong) -> T:
    """What the core found, or Refused with its words and clause."""
    if isinstance(found, Wrong):
        no(found)
    return found


def no(wrong: Wrong) -> NoReturn:
    sentence, remedy, field = SAID[wrong.code]
    refuse(wrong.code.value, sentence, remedy, field, wrong.clause, expected=wrong.expected)


def line_for(case: Case, name: str, day: date) -> Line:
    """The line of a fee on a day, or why there is none (D2.4.2)."""
    standard = right(standard_on(fees.standards_of(fees.item_now(case)), name.strip(), day))
    return next(one for one in fees.lines_of(case, day) if one.standard == standard)
