"""The quarter, the only period a formal sheet is made for (D2.0.4, C-13)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from yichuang.core.assessment.errors import AssessmentError

_WRITTEN = re.compile(r"([0-9]{4})-Q([1-4])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, written 2026-Q1."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read a quarter; AssessmentError when it is none."""
        found = _WRITTEN.fullmatch(text)
        if found is None or not 1 <= int(found[1]) < 9999:
            raise AssessmentError("bad_period", f"a period is a quarter such as 2026-Q1, not {ascii(text[:40])}")
        return cls(int(found[1]), int(found[2]))

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
