"""From findings and measures to a score sheet (D2): exact, whatever the order of the findings."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from yichuang.core.assessment.errors import AssessmentError
from yichuang.core.assessment.figures import ZERO
from yichuang.core.assessment.findings import NO_MEASURES, Finding, Measures, Share, each
from yichuang.core.assessment.once import Weighed, taken
from yichuang.core.assessment.other import other_score
from yichuang.core.assessment.readings import Readings
from yichuang.core.assessment.rules import Measured, Rule, Rulebook, Section, Steps
from yichuang.core.assessment.sheet import Line, ScoreSheet, SectionScore, Why
from yichuang.core.sentences import N_


def score(
    rulebook: Rulebook,
    findings: Iterable[Finding],
    measures: Measures = NO_MEASURES,
    readings: Readings | None = None,
) -> ScoreSheet:
    """Make a window's sheet; without readings, by those of the rulebook.

    Each section keeps its base less what the findings come to, never less than nothing (D2.9.2); the section without
    a base moves the total (D2.8); the total has a floor and no ceiling (D2.0.7, C-10). AssessmentError names the
    finding that does not fit its rule.
    """
    chosen = rulebook.readings if readings is None else readings
    lines = _finding_lines(rulebook, findings, chosen)
    for rule in rulebook.rules.values():
        if rule.steps is not None:
            lines.setdefault(rule.section, []).append(_measured(rule, rule.steps, measures, chosen))
    sections = tuple(_section(one, lines.get(one.id, ())) for one in rulebook.sections if one.base is not None)
    free = [line for one in rulebook.sections if one.base is None for line in lines.get(one.id, ())]
    other = other_score(_in_order(free), chosen)
    total = sum((one.score for one in sections), ZERO) + other.added - other.deducted
    if chosen.total_floor is not None:
        total = max(total, chosen.total_floor)
    silent = tuple(one for one in Measured if _silent(one, measures.of(one), chosen))
    return ScoreSheet(rulebook, chosen, sections, other, total, total >= rulebook.pass_mark, silent)


def _finding_lines(rulebook: Rulebook, findings: Iterable[Finding], readings: Readings) -> dict[str, list[Line]]:
    weighed = [_weighed(rulebook, place, one) for place, one in enumerate(findings, start=1)]
    weighed.sort(key=lambda one: one.place)
    lost = taken(rulebook, weighed, dedupe=readings.dedupe)
    lines: dict[str, list[Line]] = {}
    for place, one in enumerate(weighed):
        under = lost.get(place, "")
        points = ZERO if under else one.points if one.rule.adds else -one.points
        why = Why.FACT_COUNTED if under else Why.FINDING
        line = Line(one.rule, points, why, each=one.each, finding=one.finding, counted_under=under)
        lines.setdefault(one.rule.section, []).append(line)
    return lines


def _weighed(rulebook: Rulebook, place: int, finding: Finding) -> Weighed:
    try:
        points = each(rulebook, finding)
    except AssessmentError as error:
        said = N_("finding %(place)s: %(problem)s")
        raise AssessmentError(error.code, said, place=place, problem=error.sentence) from error
    return Weighed(finding, rulebook.rules[finding.rule], points, points * finding.times)


def _measured(rule: Rule, steps: Steps, measures: Measures, readings: Readings) -> Line:
    share = measures.of(steps.measured)
    if not share.den:
        return Line(rule, ZERO, Why.NO_DATA, share=share)
    if _silent(steps.measured, share, readings):
        return Line(rule, ZERO, Why.SMALL_SAMPLE, share=share)
    points = rule.low * counted_steps(steps, share, readings)
    if rule.cap is not None:
        points = min(points, rule.cap)
    return Line(rule, -points, Why.MEASURE, share=share)


def counted_steps(steps: Steps, share: Share, readings: Readings) -> Fraction:
    """How many steps a share lies below its target, a started one counted as the reading says (C-11)."""
    short = max(ZERO, steps.target - share.percent) / steps.size
    if readings.step == "prorata":
        return short
    return Fraction(-(-short.numerator // short.denominator) if readings.step == "ceil" else short // 1)


def _silent(measured: Measured, share: Share, readings: Readings) -> bool:
    return not share.den or (measured is Measured.SATISFACTION and share.den < readings.min_sample)


def _section(section: Section, lines: Sequence[Line]) -> SectionScore:
    base = section.base or ZERO
    if not lines:
        return SectionScore(section, base, ZERO, ZERO, base, ())
    computed = -sum((line.points for line in lines), ZERO)
    effective = min(computed, base)
    return SectionScore(section, base, computed, effective, base - effective, _in_order(lines))


def _in_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: line.rule.order))
