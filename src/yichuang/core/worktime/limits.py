"""Amounts of time as the regulations write them."""

from dataclasses import dataclass
from enum import StrEnum

from yichuang.core.sentences import N_, Sentence


class Unit(StrEnum):
    """What a limit is counted in (C-03, C-05)."""

    MINUTE = "minute"
    WORKING_DAY = "working_day"
    DAY = "day"


UNITS = {
    Unit.MINUTE: N_("%(amount)s minutes"),
    Unit.WORKING_DAY: N_("%(amount)s working days"),
    Unit.DAY: N_("%(amount)s calendar days"),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A positive whole amount of one unit, for example 10 working days (D5.2.1)."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse what cannot be counted; `True` is no amount although Python takes it for 1."""
        if type(self.amount) is not int or self.amount < 1:
            raise ValueError(f"the amount of a limit must be a whole number of at least 1, not {self.amount!r}")
        object.__setattr__(self, "unit", Unit(self.unit))

    @property
    def words(self) -> Sentence:
        """The amount with its unit, as a part of a sentence."""
        return Sentence(UNITS[self.unit], {"amount": self.amount})
