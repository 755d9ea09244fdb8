"""Amount = standard in force on that day × quantity (D2.4.0). Decimals throughout; a float never enters.

The product is rounded to a whole fen, half a fen upwards. With a whole quantity there is nothing to round.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

FEN = Decimal("0.01")
MOST_DECIMALS = 3
# Beyond these nobody charges at a counter; within them every product fits an integer column of a database.
_QUANTITY = re.compile(r"([0-9]{1,6})(?:\.([0-9]+))?", re.ASCII)
_MONEY = re.compile(r"([0-9]{1,9})(?:\.([0-9]+))?", re.ASCII)


class WrongCode(StrEnum):
    UNKNOWN = "fee_unknown"
    NOT_YET = "fee_not_yet"
    ABOLISHED = "fee_abolished"
    FREE = "fee_free"
    NO_QUANTITY = "quantity_missing"
    BAD_QUANTITY = "quantity_wrong"
    NOT_WHOLE = "quantity_not_whole"
    TOO_FINE = "quantity_too_fine"
    BAD_AMOUNT = "amount_wrong"
    NO_AMOUNT = "amount_missing"
    OTHER_AMOUNT = "amount_differs"


CLAUSES = {
    WrongCode.UNKNOWN: "D2.4.2", WrongCode.NOT_YET: "D2.4.2", WrongCode.ABOLISHED: "D2.4.2",
    WrongCode.FREE: "D2.4.2", WrongCode.OTHER_AMOUNT: "D2.4.1",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standard:
    """A fee standard of the catalogue. `amount` is yuan per `unit`; None means assessed case by case."""

    name: str
    amount: Decimal | None
    unit: str
    first_day: date
    last_day: date | None = None
    divisible: bool = False

    def in_force(self, day: date) -> bool:
        """Whether it may be charged on a day; the last day counts."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    @property
    def free(self) -> bool:
        return self.amount == 0


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why something may not be charged; `clause` is the rule behind it, `expected` the amount that would be right."""

    code: WrongCode
    expected: Decimal | None = None

    @property
    def clause(self) -> str:
        return CLAUSES.get(self.code, "D2.4.0")


@dataclass(frozen=True, slots=True)
class Charge:
    """What is to be paid, with its working: `product` = standard × quantity unrounded, `whole` rounded to a fen,
    `reduced` what the township government took off, `amount` what remains."""

    standard: Standard
    quantity: Decimal
    product: Decimal
    whole: Decimal
    reduced: Decimal
    amount: Decimal


def standard_on(standards: Iterable[Standard], name: str, day: date) -> Standard | Wrong:
    """The standard of this name in force on a day; else whether it is unknown, abolished or not yet begun (D2.4.2)."""
    named = [one for one in standards if one.name == name]
    found = next((one for one in named if one.in_force(day)), None)
    if found is not None:
        return Wrong(WrongCode.FREE) if found.free else found
    if not named:
        return Wrong(WrongCode.UNKNOWN)
    begun = any(one.first_day <= day for one in named)
    return Wrong(WrongCode.ABOLISHED if begun else WrongCode.NOT_YET)


def charge(standard: Standard, quantity: Decimal, *, reduced: Decimal = Decimal(0), assessed: Decimal | None = None) \
        -> Charge | Wrong:  # fmt: skip
    """What a quantity costs by a standard. An assessed fee has no product: its amount is what was assessed.

    A reduction above the amount leaves nothing to pay; it never turns the sum round.
    """
    if quantity <= 0:
        return Wrong(WrongCode.NO_QUANTITY)
    if not standard.divisible and quantity != quantity.to_integral_value():
        return Wrong(WrongCode.NOT_WHOLE)
    if standard.amount is None:
        if assessed is None or assessed <= 0:
            return Wrong(WrongCode.NO_AMOUNT)
        product = assessed
    else:
        product = standard.amount * quantity
    whole = product.quantize(FEN, ROUND_HALF_UP)
    taken = min(reduced, whole)
    return Charge(standard, quantity, product, whole, taken, whole - taken)


def read_quantity(text: str) -> Decimal | Wrong:
    """A quantity as typed: digits, at most three places after the point; no signs, exponents or infinities."""
    found = _QUANTITY.fullmatch(text.strip())
    if found is None:
        return Wrong(WrongCode.BAD_QUANTITY if text.strip() else WrongCode.NO_QUANTITY)
    if len((found[2] or "").rstrip("0")) > MOST_DECIMALS:
        return Wrong(WrongCode.TOO_FINE)
    quantity = Decimal(found[0])
    return quantity if quantity > 0 else Wrong(WrongCode.NO_QUANTITY)


def read_money(text: str) -> Decimal | Wrong:
    """An amount of yuan as typed, at most two places after the point."""
    found = _MONEY.fullmatch(text.strip().removeprefix("¥").replace(",", ""))
    if found is None or len((found[2] or "").rstrip("0")) > 2:
        return Wrong(WrongCode.BAD_AMOUNT if text.strip() else WrongCode.NO_AMOUNT)
    return Decimal(found[0])


def in_fen(amount: Decimal) -> int:
    """Yuan as a whole number of fen; ValueError when it is not one."""
    fen = amount * 100
    if fen != fen.to_integral_value():
        raise ValueError(f"{amount} is not a whole number of fen")
    return int(fen)
