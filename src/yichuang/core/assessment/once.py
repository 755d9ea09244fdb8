"""One fact is scored once (C-08): which of several findings on the same fact counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from yichuang.core.assessment.findings import Finding
from yichuang.core.assessment.rules import Rule, Rulebook


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding with its rule and its points, not yet signed."""

    finding: Finding
    rule: Rule
    each: Fraction
    points: Fraction

    @property
    def place(self) -> tuple[object, ...]:
        """Where it stands on a sheet, whatever order the findings came in."""
        one = self.finding
        return (self.rule.order, one.fact, one.times, self.each, one.reason, one.verified)


def taken(rulebook: Rulebook, weighed: Sequence[Weighed], *, dedupe: bool) -> dict[int, str]:
    """The findings that do not count, by their place in the list, each with the rule its fact is scored by."""
    facts: dict[tuple[str, str], list[int]] = {}
    for place, one in enumerate(weighed):
        if one.finding.fact:
            facts.setdefault((rulebook.scopes[one.rule.section], one.finding.fact), []).append(place)
    lost: dict[int, str] = {}
    for places in facts.values():
        if len(places) > 1:
            lost.update(_of_one_fact(rulebook, weighed, places, dedupe))
    return lost


def _of_one_fact(
    rulebook: Rulebook, weighed: Sequence[Weighed], places: Sequence[int], dedupe: bool
) -> Iterable[tuple[int, str]]:
    rules = {weighed[place].rule.id for place in places}
    ahead = {rule: _ahead(rulebook, rule, rules, dedupe) for rule in rules}
    free = [place for place in places if not ahead[weighed[place].rule.id]]
    if dedupe:
        best = max(free, key=lambda place: _weight(weighed[place]))
        return [(place, weighed[best].rule.id) for place in places if place != best]
    behind = [(place, ahead[weighed[place].rule.id]) for place in places if place not in free]
    return behind + [pair for rule in rules for pair in _doubled(weighed, free, rule)]


def _ahead(rulebook: Rulebook, rule: str, present: set[str], dedupe: bool) -> str:
    """A rule present that goes before this one, or "" when none does."""
    going = rulebook.before.get(rule, {})
    return min((one for one in present if one in going and (dedupe or going[one].always)), default="")


def _doubled(weighed: Sequence[Weighed], places: Sequence[int], rule: str) -> Iterable[tuple[int, str]]:
    """Under a one-off rule, all findings on the fact but the heaviest."""
    same = [place for place in places if weighed[place].rule.id == rule and weighed[place].rule.once]
    best = max(same, key=lambda place: _weight(weighed[place]), default=-1)
    return [(place, rule) for place in same if place != best]


def _weight(one: Weighed) -> tuple[Fraction, int]:
    return one.points, -one.rule.order
