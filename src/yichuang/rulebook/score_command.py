"""`yichuang score`: findings and measures of one window as JSON in, its score sheet as JSON out."""

import json

from yichuang.core.assessment import (
    Act,
    AssessmentError,
    Line,
    Readings,
    ScoreSheet,
    SectionScore,
    Step,
    Why,
    explain_line,
    figure,
    score,
)
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.questions import REFUSED, Malformed, one_line
from yichuang.rulebook.score_question import read_question

_WORDS = {Act.TIMES: "×", Act.PERCENT: "of", Act.BELOW: "less", Act.STEPS: "in steps of", Act.AT_MOST: "at most"}


def run(stdin_text: str) -> tuple[int, str, str]:
    """Score one window; return exit code, standard output and standard error.

    Asked: `{"rulebook": "wan-2017-49", "window": "w3", "period": "2026-Q1", "findings": [{"rule": "1.2a", "times": 1,
    "points": null, "fact": "f1", "verified": true, "level": null, "reason": null}], "measures": {"on_time": [27, 28],
    "satisfaction": [83, 100]}, "readings": {"score.step": "floor"}}`; the first three are required, of a finding its
    rule. Answered: total, passed, every section, what the section without a base adds and deducts, a line a finding
    and measure. Figures are decimal texts; what no decimal can hold is rounded to three decimals. What cannot be
    scored gives exit code 2 and one line on standard error (D2, C-08 to C-12).
    """
    try:
        asked = read_question(stdin_text)
        sheet = score(asked.rulebook, asked.findings, asked.measures, asked.readings)
    except (Malformed, AssessmentError, RulebookError) as error:
        return REFUSED, "", f"yichuang score: {one_line(str(error))}\n"
    return 0, json.dumps(answer(sheet), ensure_ascii=False) + "\n", ""


def answer(sheet: ScoreSheet) -> dict[str, object]:
    """A sheet as JSON has it."""
    return {
        "total": figure(sheet.total),
        "passed": sheet.passed,
        "sections": [_section(part) for part in sheet.sections],
        "other": {"added": figure(sheet.other.added), "deducted": figure(sheet.other.deducted)},
        "lines": [_line(line, sheet.readings) for line in sheet.lines],
    }


def _section(part: SectionScore) -> dict[str, str]:
    return {
        "id": part.section.id,
        "base": part.section.base_written,
        "computed": figure(part.computed),
        "effective": figure(part.effective),
        "score": figure(part.score),
    }


def _line(line: Line, readings: Readings) -> dict[str, str]:
    return {
        "rule": line.rule.id,
        "points": figure(line.points),
        "clause": line.rule.clause,
        "why": f"{line.rule.title}: {_why(line, readings)}",
    }


def _why(line: Line, readings: Readings) -> str:
    if line.why is Why.FACT_COUNTED:
        other = "another finding" if line.counted_under == line.rule.id else f"rule {line.counted_under}"
        return f"this fact is scored by {other} (C-08)"
    if line.why is Why.NO_DATA:
        return "no data"
    if line.why is Why.SMALL_SAMPLE:
        return f"no data: fewer than {readings.min_sample}"
    return ", ".join(_step(step) for step in explain_line(line, readings))


def _step(step: Step) -> str:
    one, other, result = (figure(each).removesuffix(".0") for each in (*step.parts, step.result))
    percent = "%" if step.act is Act.PERCENT else ""
    return f"{one} {_WORDS[step.act]} {other} = {result}{percent}"
