"""The section without a base: bonuses, deductions from the total, and the caps on single rows (D2.8, C-10, C-12)."""

from collections.abc import Sequence
from fractions import Fraction

from yichuang.core.assessment.figures import ZERO
from yichuang.core.assessment.readings import Readings
from yichuang.core.assessment.rules import Rule
from yichuang.core.assessment.sheet import Capped, Line, OtherScore


def other_score(lines: Sequence[Line], readings: Readings) -> OtherScore:
    """Fold the lines row by row, cap each row, and leave out deductions when the reading lets none count."""
    rows: dict[str, list[Line]] = {}
    for line in lines:
        rows.setdefault(line.rule.row, []).append(line)
    capped = tuple(_row(row, found, readings) for row, found in rows.items())
    added = sum((one.added for one in capped), ZERO)
    deducted = sum((one.deducted for one in capped), ZERO)
    return OtherScore(capped, added, deducted if readings.other_deducts else ZERO, tuple(lines))


def _row(row: str, lines: Sequence[Line], readings: Readings) -> Capped:
    plus = sum((line.points for line in lines if line.points > 0), ZERO)
    minus = -sum((line.points for line in lines if line.points < 0), ZERO)
    rule = lines[0].rule
    cap = cap_of(rule, readings)
    added, deducted = plus, minus
    if rule.two_way and readings.feedback_cap_mode == "net":
        added, deducted = max(plus - minus, ZERO), max(minus - plus, ZERO)
    if cap is not None:
        added, deducted = min(added, cap), min(deducted, cap)
    return Capped(row, cap, plus, minus, added, deducted)


def cap_of(rule: Rule, readings: Readings) -> Fraction | None:
    """What a row may move at most: as the rulebook says, or as the reading says of praise and criticism."""
    if rule.two_way and readings.feedback_cap is not None:
        return readings.feedback_cap
    return rule.cap
