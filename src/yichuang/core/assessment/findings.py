"""What is scored: findings 考核记录 and the two shares of the hall's own records."""

from dataclasses import dataclass
from fractions import Fraction

from yichuang.core.assessment.errors import AssessmentError
from yichuang.core.assessment.figures import figure
from yichuang.core.assessment.rules import Level, Measured, Rule, Rulebook

MOST_TIMES = 1_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One confirmed finding: a rule, how many times, and the fact it rests on.

    points: of one time, for the rules that leave them to discretion, with its reason. fact: what happened, under
    whatever id the hall keeps it; "" for a fact of its own. verified: 经查实. level: of the news medium (8.4).
    """

    rule: str
    times: int = 1
    points: Fraction | None = None
    fact: str = ""
    verified: bool = False
    level: Level | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, such as cases on time; of none at all when there is no data."""

    num: int
    den: int

    def __post_init__(self) -> None:
        """Refuse a share that is none."""
        if not all(type(one) is int for one in (self.num, self.den)) or not 0 <= self.num <= self.den:
            raise AssessmentError("bad_share", f"a share is of whole numbers, 0 to all: not {self.num} of {self.den}")

    @property
    def percent(self) -> Fraction:
        return Fraction(100 * self.num, self.den)


NO_DATA = Share(0, 0)


@dataclass(frozen=True, slots=True)
class Measures:
    """The shares of a window in a period: cases on time (D2.6.1), ratings good or fairly good (D2.8.1)."""

    on_time: Share = NO_DATA
    satisfaction: Share = NO_DATA

    def of(self, measured: Measured) -> Share:
        return self.on_time if measured is Measured.ON_TIME else self.satisfaction


NO_MEASURES = Measures()


def each(rulebook: Rulebook, finding: Finding) -> Fraction:
    """The points of one time, without sign; AssessmentError when the finding does not fit its rule (C-27, C-29)."""
    rule = rulebook.rule(finding.rule)
    if rule.steps is not None:
        raise _refusal("measured_rule", rule, "is worked out from a measure; give the measure, not a finding")
    if type(finding.times) is not int or not 1 <= finding.times <= MOST_TIMES:
        raise _refusal("bad_times", rule, f"needs times of 1 to {MOST_TIMES:,}")
    if rule.verified and finding.verified is not True:
        raise _refusal("not_verified", rule, 'counts only when verified (经查实); give "verified": true')
    return _level(rule, finding) if rule.levels or finding.level is not None else _points(rule, finding)


def _level(rule: Rule, finding: Finding) -> Fraction:
    if not rule.levels:
        raise _refusal("no_level", rule, "has no level; leave it out")
    if finding.points is not None:
        raise _refusal("fixed_points", rule, "takes its points from the level; leave points out")
    if finding.level not in rule.levels:
        raise _refusal("unknown_level", rule, f"needs a level: {', '.join(rule.levels)}")
    return rule.levels[finding.level]


def _points(rule: Rule, finding: Finding) -> Fraction:
    if not rule.discretionary:
        if finding.points is not None:
            raise _refusal("fixed_points", rule, f"has fixed points ({figure(rule.low)}); leave points out")
        return rule.low
    given = finding.points
    if given is None or not rule.low <= given <= rule.high:
        wrong = "no points" if given is None else figure(given)
        wanted = f"{figure(rule.low)} to {figure(rule.high)}"
        raise _refusal("points_out_of_range", rule, f"needs points of {wanted} a time, not {wrong}")
    if not finding.reason.strip():
        raise _refusal("no_reason", rule, "leaves its points to discretion and needs a reason")
    return given


def _refusal(code: str, rule: Rule, problem: str) -> AssessmentError:
    return AssessmentError(code, f"rule {rule.id} {problem} ({rule.clause})")
