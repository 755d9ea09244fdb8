"""A rulebook as its file has it, before it is checked and made into values of the core."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from yichuang.core.assessment import Level, Precedence, Steps, Unit

UNREAD = Fraction(-1)  # stands for a figure that could not be read; an unread id is "", an unread choice None


class Direction(StrEnum):
    """Whether a row takes points off, gives them, or does either."""

    DEDUCT = "deduct"
    ADD = "add"
    BOTH = "both"

    @property
    def ways(self) -> tuple[bool, ...]:
        """Whether each rule made of the row adds."""
        return {"deduct": (False,), "add": (True,), "both": (True, False)}[self.value]


@dataclass(frozen=True)
class RowRules:
    id: str
    title: str
    text: str  # the sentence of the document
    unit: Unit | None
    direction: Direction | None
    low: Fraction
    high: Fraction
    levels: Mapping[Level, Fraction]
    steps: Steps | None
    cap: Fraction | None
    verified: bool
    once: bool
    clause: str

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules made of it: 3.6, or 8.2a+ and 8.2a-."""
        if self.direction is Direction.BOTH:
            return tuple(f"{self.id}{'+' if adds else '-'}" for adds in self.direction.ways)
        return (self.id,)


@dataclass(frozen=True)
class SectionRules:
    id: str
    title: str
    base: Fraction | None
    base_written: str
    clause: str
    rows: tuple[RowRules, ...]


@dataclass(frozen=True)
class OnceRules:
    across: tuple[frozenset[str], ...]
    precedence: tuple[Precedence, ...]
