"""A rulebook 考核办法 as values: sections with bases, rules with points, and which rule goes before which."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from yichuang.core.assessment.errors import AssessmentError
from yichuang.core.assessment.readings import Readings
from yichuang.core.sentences import N_


class Unit(StrEnum):
    """What one `times` of a finding is."""

    PERSON_TIME = "person_time"
    PERSON_HALF_DAY = "person_half_day"
    TIME = "time"
    ITEM_TIME = "item_time"
    ITEM = "item"
    IMPROVEMENT = "improvement"
    PERCENT_STEP = "percent_step"


class Level(StrEnum):
    """How high a news medium stands (D2.8.4, C-29)."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"


class Measured(StrEnum):
    """A share that the hall's own records give, and that a rule charges by steps."""

    ON_TIME = "on_time"
    SATISFACTION = "satisfaction"


@dataclass(frozen=True, slots=True)
class Steps:
    """A rule on a share: every `size` percentage points below `target` count once (C-11)."""

    measured: Measured
    target: Fraction
    size: Fraction


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the scoring table; a row that adds and deducts makes two rules, `8.2a+` and `8.2a-`.

    low and high are the points of one time: equal when the text fixes them, apart when they are at discretion.
    levels, where the text gives them, take their place. cap: the most that the row moves in a period. verified: the
    text asks for 经查实. once: the same fact counts once under this rule, whichever way C-08 is read.
    """

    id: str
    row: str
    section: str
    title: str
    text: str
    unit: Unit
    adds: bool
    low: Fraction
    high: Fraction
    clause: str
    order: int
    levels: Mapping[Level, Fraction] = field(default_factory=dict)
    steps: Steps | None = None
    cap: Fraction | None = None
    two_way: bool = False
    verified: bool = False
    once: bool = False

    @property
    def discretionary(self) -> bool:
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts of the sheet; one without a base moves the total itself."""

    id: str
    title: str
    base: Fraction | None
    base_written: str
    clause: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Precedence:
    """The rule a fact is scored by when it fits others too; `always`: whichever way C-08 is read."""

    rule: str
    over: frozenset[str]
    always: bool
    source: str


@dataclass(frozen=True)
class Rulebook:
    """One version of the assessment, never changed once in force: an amendment is another rulebook.

    digest: what the file said, so that a sheet can prove which text it was made by.
    """

    number: str
    document: str
    title: str
    issuer: str
    issued: date
    effective: date
    source: str
    halls: frozenset[str]
    total: Fraction
    pass_mark: Fraction
    sections: tuple[Section, ...]
    precedence: tuple[Precedence, ...]
    across: tuple[frozenset[str], ...]
    readings: Readings
    digest: str

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule by its id, in the order of the document."""
        return {rule.id: rule for section in self.sections for rule in section.rules}

    @cached_property
    def scopes(self) -> Mapping[str, str]:
        """The stretch of the sheet in which one fact is scored once: a section, or several together."""
        together = {section: min(group) for group in self.across for section in group}
        return {section.id: together.get(section.id, section.id) for section in self.sections}

    @cached_property
    def before(self) -> Mapping[str, Mapping[str, Precedence]]:
        """For a rule, the rules that go before it."""
        found: dict[str, dict[str, Precedence]] = {}
        for one in self.precedence:
            for other in one.over:
                found.setdefault(other, {})[one.rule] = one
        return found

    def rule(self, rule_id: str) -> Rule:
        """The rule of an id; AssessmentError when the rulebook has none."""
        rule = self.rules.get(rule_id)
        if rule is None:
            said = N_("no rule '%(rule)s' in %(number)s; its rules are %(known)s")
            raise AssessmentError("unknown_rule", said, rule=rule_id, number=self.number, known=tuple(self.rules))
        return rule
