"""What is scored: findings 考核记录 and the two shares of the hall's own records."""

from dataclasses import dataclass
from fractions import Fraction

from yichuang.core.assessment.errors import AssessmentError
from yichuang.core.assessment.figures import figure
from yichuang.core.assessment.rules import Level, Measured, Rule, Rulebook
from yichuang.core.sentences import N_, Sentence

MOST_TIMES = 1_000_000
_LEVELS = {Level.COUNTY: N_("county"), Level.CITY: N_("city"), Level.PROVINCE: N_("province")}


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
            said = N_("a share is of whole numbers, 0 to all: not %(num)s of %(den)s")
            raise AssessmentError("bad_share", said, num=self.num, den=self.den)

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


# What is wrong with a finding, by code; every sentence names the rule and its clause.
_SAID = {
    "measured_rule": N_("rule %(rule)s is worked out from a measure; give the measure, not a finding (%(clause)s)"),
    "bad_times": N_("rule %(rule)s needs times of 1 to %(most)s (%(clause)s)"),
    "not_verified": N_('rule %(rule)s counts only when verified (%(term)s); give "verified": true (%(clause)s)'),
    "no_level": N_("rule %(rule)s has no level; leave it out (%(clause)s)"),
    "unknown_level": N_("rule %(rule)s needs a level: %(levels)s (%(clause)s)"),
    "fixed_points": N_("rule %(rule)s has fixed points (%(points)s); leave points out (%(clause)s)"),
    "points_out_of_range": N_("rule %(rule)s needs points of %(low)s to %(high)s a time, not %(given)s (%(clause)s)"),
    "no_reason": N_("rule %(rule)s leaves its points to discretion and needs a reason (%(clause)s)"),
}


def each(rulebook: Rulebook, finding: Finding) -> Fraction:
    """The points of one time, without sign; AssessmentError when the finding does not fit its rule (C-27, C-29)."""
    rule = rulebook.rule(finding.rule)
    if rule.steps is not None:
        raise _refusal("measured_rule", rule)
    if type(finding.times) is not int or not 1 <= finding.times <= MOST_TIMES:
        raise _refusal("bad_times", rule, most=f"{MOST_TIMES:,}")
    if rule.verified and finding.verified is not True:
        raise _refusal("not_verified", rule, term="经查实")
    return _level(rule, finding) if rule.levels or finding.level is not None else _points(rule, finding)


def _level(rule: Rule, finding: Finding) -> Fraction:
    named = tuple(Sentence(_LEVELS[one]) for one in rule.levels)
    if not rule.levels:
        raise _refusal("no_level", rule)
    if finding.points is not None:
        raise _refusal("fixed_points", rule, points=tuple(figure(one) for one in rule.levels.values()))
    if finding.level not in rule.levels:
        raise _refusal("unknown_level", rule, levels=named)
    return rule.levels[finding.level]


def _points(rule: Rule, finding: Finding) -> Fraction:
    if not rule.discretionary:
        if finding.points is not None:
            raise _refusal("fixed_points", rule, points=figure(rule.low))
        return rule.low
    given = finding.points
    if given is None or not rule.low <= given <= rule.high:
        wrong = Sentence(N_("no points")) if given is None else figure(given)
        raise _refusal("points_out_of_range", rule, low=figure(rule.low), high=figure(rule.high), given=wrong)
    if not finding.reason.strip():
        raise _refusal("no_reason", rule)
    return given


def _refusal(code: str, rule: Rule, **facts: object) -> AssessmentError:
    return AssessmentError(code, _SAID[code], rule=rule.id, clause=rule.clause, **facts)
