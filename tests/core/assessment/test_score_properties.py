"""What holds of every sheet, whatever the findings."""

import ast
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import yichuang.core.assessment
from tests.core.assessment.books import BOOK, RULES, findings, measures, readings
from yichuang.core.assessment import Act, Why, explain, explain_line, explain_section, score
from yichuang.rulebook.score_command import answer

lists = st.lists(findings(), max_size=14)
deductions = findings([rule for rule in RULES if not rule.adds], st.just(""))
bonuses = findings([rule for rule in RULES if rule.adds], st.just(""))


@settings(max_examples=200, deadline=None)
@given(lists, measures, readings)
def test_totals_and_sections_stay_within_their_bounds(found, shares, chosen):
    sheet = score(BOOK, found, shares, chosen)
    assert sheet.total >= 0
    assert sheet.passed == (sheet.total >= 80)
    for part in sheet.sections:
        assert 0 <= part.score <= part.base
        assert part.effective == min(part.computed, part.base)
        assert part.score == part.base - part.effective
    unfloored = sum(part.score for part in sheet.sections) + sheet.other.added - sheet.other.deducted
    assert sheet.total == max(unfloored, 0)
    assert sheet.other.added >= 0 and sheet.other.deducted >= 0


@settings(max_examples=150, deadline=None)
@given(lists, measures, readings, st.randoms(use_true_random=False))
def test_the_order_of_findings_does_not_matter(found, shares, chosen, chance):
    shuffled = list(found)
    chance.shuffle(shuffled)
    first, second = score(BOOK, found, shares, chosen), score(BOOK, shuffled, shares, chosen)
    assert answer(first) == answer(second)
    assert explain(first) == explain(second)


@settings(max_examples=150, deadline=None)
@given(lists, deductions, measures, readings)
def test_one_more_deduction_never_raises_a_total(found, more, shares, chosen):
    assert score(BOOK, [*found, more], shares, chosen).total <= score(BOOK, found, shares, chosen).total


@settings(max_examples=150, deadline=None)
@given(lists, bonuses, measures, readings)
def test_one_more_bonus_never_lowers_a_total(found, more, shares, chosen):
    assert score(BOOK, [*found, more], shares, chosen).total >= score(BOOK, found, shares, chosen).total


@settings(max_examples=150, deadline=None)
@given(lists, measures, readings)
def test_the_same_question_gives_the_same_sheet(found, shares, chosen):
    assert score(BOOK, found, shares, chosen) == score(BOOK, found, shares, chosen)


@settings(max_examples=150, deadline=None)
@given(lists, measures, readings)
def test_steps_by_parts_lie_between_complete_and_started_ones(found, shares, chosen):
    ceil, parts, floor = (
        score(BOOK, found, shares, replace(chosen, step=step)).total for step in ("ceil", "prorata", "floor")
    )
    assert ceil <= parts <= floor


@settings(max_examples=150, deadline=None)
@given(lists, measures, readings)
def test_within_a_section_a_fact_counts_at_most_once(found, shares, chosen):
    sheet = score(BOOK, found, shares, replace(chosen, dedupe=True))
    counted = [
        (BOOK.scopes[line.rule.section], line.finding.fact)
        for line in sheet.lines
        if line.why is Why.FINDING and line.finding.fact
    ]
    assert len(counted) == len(set(counted))
    facts = {(BOOK.scopes[BOOK.rules[one.rule].section], one.fact) for one in found if one.fact}
    assert set(counted) == facts, "and never less than once"


def redone(step, readings):
    """The result of a step worked out again from its parts."""
    parts = step.parts
    if step.act is Act.TIMES:
        return parts[0] * parts[1]
    if step.act is Act.PERCENT:
        return 100 * parts[0] / parts[1]
    if step.act is Act.STEPS:
        exact = parts[0] / parts[1]
        rounded = {"floor": exact.__floor__(), "ceil": exact.__ceil__(), "prorata": exact}
        return rounded[readings.step]
    return {
        Act.BELOW: lambda: max(parts[0] - parts[1], 0),
        Act.SUM: lambda: sum(parts),
        Act.AT_MOST: lambda: min(parts),
        Act.AT_LEAST: lambda: max(parts),
        Act.LESS: lambda: parts[0] - parts[1],
        Act.NOT_COUNTED: lambda: 0,
    }[step.act]()


@settings(max_examples=150, deadline=None)
@given(lists, measures, readings)
def test_a_sheet_proves_itself(found, shares, chosen):
    sheet = score(BOOK, found, shares, chosen)
    steps = explain(sheet)
    for step in steps:
        assert step.result == redone(step, chosen), step
        assert all(isinstance(one, Fraction | int) for one in (*step.parts, step.result))
    assert steps[-1].result == sheet.total
    for line in sheet.lines:
        assert explain_line(line, chosen)[-1].result == abs(line.points)
    for part in sheet.sections:
        assert explain_section(part)[-1].result == part.score
    ends = {step.of: step.result for step in steps}
    assert (ends["added"], ends["deducted"]) == (sheet.other.added, sheet.other.deducted)
    for row in sheet.other.rows:
        for of, counts in ((f"{row.row}+", row.added), (f"{row.row}-", row.deducted)):
            assert ends.get(of, 0) == counts if of not in BOOK.rules else True


def test_no_float_stands_in_the_core():
    for path in Path(yichuang.core.assessment.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), path.name
            assert not (isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("float", "round")), path.name


@settings(max_examples=100, deadline=None)
@given(lists, measures, readings)
def test_every_figure_of_a_sheet_is_a_fraction(found, shares, chosen):
    sheet = score(BOOK, found, shares, chosen)
    figures = [sheet.total, sheet.other.added, sheet.other.deducted, *(line.points for line in sheet.lines)]
    figures += [one for part in sheet.sections for one in (part.base, part.computed, part.effective, part.score)]
    assert {type(one) for one in figures} == {Fraction}
