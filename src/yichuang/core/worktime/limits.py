"""Amounts of time as the regulations write them."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a limit is counted in (C-03, C-05)."""

    MINUTE = "minute"
    WORKING_DAY = "working_day"
    DAY = "day"


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
