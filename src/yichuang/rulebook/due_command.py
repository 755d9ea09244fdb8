"""`yichuang due`: one question as JSON in, the due time with its working as JSON out (issue of the legal clock)."""

import json
from typing import Any

from yichuang.core.worktime import ClockError, DayLine, Due, due, explain
from yichuang.rulebook.due_question import read_question
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.questions import REFUSED, Malformed, one_line
from yichuang.rulebook.worktime import load_calendar


def run(stdin_text: str) -> tuple[int, str, str]:
    """Answer one question; return exit code, standard output and standard error.

    Asked: `{"start": "2026-09-24T09:00:00", "limit": {"amount": 10, "unit": "working_day"|"day"|"minute"},
    "hall": "township", "extension": {"amount": 10, "unit": "day"}|null, "excluded": [["2026-10-12", "2026-10-14"]],
    "paused": [["asked for", "supplied"]], "readings": {"limit.roll": true}}`; only start and limit are required,
    a start without offset is Shanghai time. Answered: due, nominal, provisional, the due time without the extension,
    the working day by day, every reading used. What cannot be answered gives exit code 2 and one line on standard
    error (C-05, C-06, C-07, T1–T4).
    """
    try:
        question = read_question(stdin_text)
        calendar = load_calendar(question.hall)
        asked: dict[str, Any] = {
            "extension": question.extension,
            "excluded": question.excluded,
            "paused": question.paused,
            "readings": question.readings,
        }
        found = due(question.start, question.limit, calendar, **asked)
        lines = explain(question.start, question.limit, calendar, **asked)
    except (Malformed, ClockError, RulebookError) as error:
        return REFUSED, "", f"yichuang due: {one_line(str(error))}\n"
    return 0, json.dumps(_answer(found, lines), ensure_ascii=False) + "\n", ""


def _answer(found: Due, lines: tuple[DayLine, ...]) -> dict[str, object]:
    return {
        "due": found.due.isoformat(),
        "nominal": found.nominal.isoformat(),
        "provisional": found.provisional,
        "original": {"due": found.original_due.isoformat(), "nominal": found.original_nominal.isoformat()},
        "working": [_line(line) for line in lines],
        "readings": found.readings.as_mapping(),
    }


def _line(line: DayLine) -> dict[str, object]:
    reason = f"{line.why}: {line.name}" if line.name else str(line.why)
    return {"date": line.date.isoformat(), "counted": line.counted, "n": line.n, "why": f"{reason} ({line.source})"}
