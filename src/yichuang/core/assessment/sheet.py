"""The score sheet 考核表: what a window keeps of each section, and the lines it follows from."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from yichuang.core.assessment.findings import Finding, Share
from yichuang.core.assessment.readings import Readings
from yichuang.core.assessment.rules import Measured, Rule, Rulebook, Section


class Why(StrEnum):
    """Why a line has the points it has."""

    FINDING = "finding"
    FACT_COUNTED = "fact_counted"
    MEASURE = "measure"
    NO_DATA = "no_data"
    SMALL_SAMPLE = "small_sample"


@dataclass(frozen=True, slots=True)
class Line:
    """One finding or measure and its signed points, before any cap on its row and the floor of its section.

    each and finding: of a finding. share: of a measure. counted_under: the rule that scores the same fact.
    """

    rule: Rule
    points: Fraction
    why: Why
    each: Fraction | None = None
    finding: Finding | None = None
    share: Share | None = None
    counted_under: str = ""


@dataclass(frozen=True, slots=True)
class SectionScore:
    """A section: what the findings come to, what the base can bear of it (D2.9.2, C-09), what is kept."""

    section: Section
    base: Fraction
    computed: Fraction
    effective: Fraction
    score: Fraction
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Capped:
    """A row of the section without a base: what it adds and deducts as computed, and what counts of it."""

    row: str
    cap: Fraction | None
    computed_added: Fraction
    computed_deducted: Fraction
    added: Fraction
    deducted: Fraction


@dataclass(frozen=True, slots=True)
class OtherScore:
    """What moves the total itself (D2.8, D2.9.1, C-10): added without ceiling, deducted down to the rows' own caps."""

    rows: tuple[Capped, ...]
    added: Fraction
    deducted: Fraction
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """One window's sheet of one period. `unmeasured` are the shares without data, which cost nothing (C-36)."""

    rulebook: Rulebook
    readings: Readings
    sections: tuple[SectionScore, ...]
    other: OtherScore
    total: Fraction
    passed: bool
    unmeasured: tuple[Measured, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in the order of the document."""
        return tuple(line for part in (*self.sections, self.other) for line in part.lines)
