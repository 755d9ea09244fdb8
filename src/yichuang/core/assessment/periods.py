"""The quarter, the only period a formal sheet is made for, and the month of a statement beside it (D2.0.4, C-13)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from yichuang.core.assessment.errors import AssessmentError
from yichuang.core.sentences import N_

_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])", re.ASCII)
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, written 2026-Q1."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read a quarter; AssessmentError when it is none."""
        return cls(*_read(_QUARTER, text, N_("a period is a quarter such as 2026-Q1, not %(given)s")))

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def following(self) -> date:
        """The first day after the quarter."""
        return date(self.year + self.number // 4, 3 * self.number % 12 + 1, 1)

    @property
    def last(self) -> date:
        return self.following - timedelta(days=1)

    @property
    def quarter(self) -> "Quarter":
        """Itself: whose rulebook and readings the period is scored by."""
        return self


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, written 2026-03: the period of the contest and of a statement that is not final (D1.28)."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read a month; AssessmentError when it is none."""
        return cls(*_read(_MONTH, text, N_("a period is a month such as 2026-03, not %(given)s")))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def following(self) -> date:
        """The first day after the month."""
        return date(self.year + self.number // 12, self.number % 12 + 1, 1)

    @property
    def last(self) -> date:
        return self.following - timedelta(days=1)

    @property
    def quarter(self) -> Quarter:
        """The quarter the month lies in, whose rulebook and readings it is scored by."""
        return Quarter(self.year, (self.number + 2) // 3)


Period = Quarter | Month


def _read(written: re.Pattern[str], text: str, refusal: str) -> tuple[int, int]:
    found = written.fullmatch(text)
    # The first moments of year 1 in the hall's time lie before the first moment there is.
    if found is None or not 1 < int(found[1]) < 9999:
        raise AssessmentError("bad_period", refusal, given=ascii(text[:40]))
    return int(found[1]), int(found[2])
