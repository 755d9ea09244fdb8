"""The year 年终考核: the mean of the finalised quarters as proposal, a final value within bounds (D2.0.5, C-13)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from yichuang.core.assessment.errors import AssessmentError
from yichuang.core.assessment.figures import ZERO
from yichuang.core.assessment.periods import Quarter
from yichuang.core.sentences import N_

MOST = 999
_WRITTEN = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class YearProposal:
    """What the quarters of a year come to for one window. totals: of the finalised ones. missing: the others."""

    year: int
    totals: Mapping[Quarter, Fraction]
    missing: tuple[Quarter, ...]

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def mean(self) -> Fraction | None:
        """Exactly; None while no quarter is finalised."""
        return sum(self.totals.values(), ZERO) / len(self.totals) if self.totals else None


def quarters_in(year: int) -> tuple[Quarter, ...]:
    return tuple(Quarter(year, number) for number in range(1, 5))


def propose(year: int, totals: Mapping[Quarter, Fraction]) -> YearProposal:
    """The proposal of a year from the totals of its finalised quarters; those of other years are left out."""
    quarters = quarters_in(year)
    kept = {one: totals[one] for one in quarters if one in totals}
    return YearProposal(year, kept, tuple(one for one in quarters if one not in totals))


def final_value(text: str) -> Fraction:
    """A final value as it is typed: 0 to 999 with two decimals at most; AssessmentError for anything else."""
    value = Fraction(text) if _WRITTEN.fullmatch(text) else None
    if value is None or value > MOST:
        raise AssessmentError(
            "bad_value", N_("a year's value is 0 to %(most)s with two decimals at most, not %(given)s"),
            most=MOST, given=ascii(text[:40]),
        )  # fmt: skip
    return value


def two_places(value: Fraction) -> str:
    """A value that is not negative with two decimals, rounded half away from zero: 92.00, 88.67."""
    hundredths = (2 * 100 * value.numerator + value.denominator) // (2 * value.denominator)
    return f"{hundredths // 100}.{hundredths % 100:02}"
