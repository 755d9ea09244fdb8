"""The steps behind each figure of a sheet, made only when somebody asks (style 8)."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from yichuang.core.assessment.figures import ZERO
from yichuang.core.assessment.readings import Readings
from yichuang.core.assessment.rules import Steps
from yichuang.core.assessment.score import counted_steps
from yichuang.core.assessment.sheet import Capped, Line, OtherScore, ScoreSheet, SectionScore, Why


class Act(StrEnum):
    """What one step does with its parts."""

    TIMES = "times"  # a × b
    PERCENT = "percent"  # 100 × a ÷ b
    BELOW = "below"  # a − b, not less than nothing
    STEPS = "steps"  # a ÷ b, in complete steps, started ones or by parts
    SUM = "sum"  # all parts together
    AT_MOST = "at_most"  # the smaller of a and b
    AT_LEAST = "at_least"  # the larger of a and b
    LESS = "less"  # a − b
    NOT_COUNTED = "not_counted"  # nothing, whatever the part


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the arithmetic: from its parts to its result. `of` names what is reckoned, a rule or a section."""

    act: Act
    of: str
    parts: tuple[Fraction, ...]
    result: Fraction


def explain_line(line: Line, readings: Readings) -> tuple[Step, ...]:
    """From the facts of a line to its points, unsigned; the last step's result are they."""
    of = line.rule.id
    if line.why is Why.FINDING and line.each is not None and line.finding is not None:
        return (Step(Act.TIMES, of, (line.each, Fraction(line.finding.times)), abs(line.points)),)
    if line.why is Why.MEASURE and line.rule.steps is not None:
        return _measured(line, line.rule.steps, readings)
    return (Step(Act.NOT_COUNTED, of, (), ZERO),)


def _measured(line: Line, steps: Steps, readings: Readings) -> tuple[Step, ...]:
    share, of = line.share, line.rule.id
    if share is None:
        return ()
    short = max(ZERO, steps.target - share.percent)
    count = counted_steps(steps, share, readings)
    points = count * line.rule.low
    made = [
        Step(Act.PERCENT, of, (Fraction(share.num), Fraction(share.den)), share.percent),
        Step(Act.BELOW, of, (steps.target, share.percent), short),
        Step(Act.STEPS, of, (short, steps.size), count),
        Step(Act.TIMES, of, (line.rule.low, count), points),
    ]
    if line.rule.cap is not None:
        made.append(Step(Act.AT_MOST, of, (points, line.rule.cap), min(points, line.rule.cap)))
    return tuple(made)


def explain_section(part: SectionScore) -> tuple[Step, ...]:
    """From the lines of a section to what it keeps."""
    of = part.section.id
    return (
        Step(Act.SUM, of, tuple(-line.points for line in part.lines), part.computed),
        Step(Act.AT_MOST, of, (part.computed, part.base), part.effective),
        Step(Act.LESS, of, (part.base, part.effective), part.score),
    )


def explain_other(part: OtherScore, readings: Readings) -> tuple[Step, ...]:
    """From the lines of the section without a base to what it adds to the total and what it takes off."""
    made = [step for row in part.rows for step in _row(row, part, readings)]
    made.append(Step(Act.SUM, "added", tuple(row.added for row in part.rows), part.added))
    taken = tuple(row.deducted for row in part.rows)
    act = Act.SUM if readings.other_deducts else Act.NOT_COUNTED
    return (*made, Step(act, "deducted", taken, part.deducted))


def _row(row: Capped, part: OtherScore, readings: Readings) -> list[Step]:
    points = [line.points for line in part.lines if line.rule.row == row.row]
    net = readings.feedback_cap_mode == "net" and any(
        line.rule.two_way for line in part.lines if line.rule.row == row.row
    )
    made: list[Step] = []
    for sign, computed, against, counts in (
        (1, row.computed_added, row.computed_deducted, row.added),
        (-1, row.computed_deducted, row.computed_added, row.deducted),
    ):
        if not computed:
            continue
        of = f"{row.row}{'+' if sign > 0 else '-'}"
        made.append(Step(Act.SUM, of, tuple(sign * one for one in points if sign * one > 0), computed))
        left = max(computed - against, ZERO) if net else computed
        if net:
            made.append(Step(Act.BELOW, of, (computed, against), left))
        if row.cap is not None:
            made.append(Step(Act.AT_MOST, of, (left, row.cap), counts))
    return made


def explain(sheet: ScoreSheet) -> tuple[Step, ...]:
    """Every step of a sheet, from the first line to the total; the last step's result is the total."""
    made = [step for line in sheet.lines for step in explain_line(line, sheet.readings)]
    for part in sheet.sections:
        made += explain_section(part)
    made += explain_other(sheet.other, sheet.readings)
    return (*made, *_total(sheet))


def _total(sheet: ScoreSheet) -> list[Step]:
    kept = tuple(part.score for part in sheet.sections)
    before = sum(kept, ZERO) + sheet.other.added
    made = [
        Step(Act.SUM, "total", (*kept, sheet.other.added), before),
        Step(Act.LESS, "total", (before, sheet.other.deducted), before - sheet.other.deducted),
    ]
    floor = sheet.readings.total_floor
    if floor is not None:
        made.append(Step(Act.AT_LEAST, "total", (before - sheet.other.deducted, floor), sheet.total))
    return made
