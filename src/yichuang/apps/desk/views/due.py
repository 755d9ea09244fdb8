"""Why this date? The clock of a case, day by day, as a month grid for paper and as JSON for programs."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.cases import queries
from yichuang.apps.cases.clock import forecast
from yichuang.apps.cases.models import Case, DueChange, SpecialStep
from yichuang.apps.cases.queries import Working, working_of
from yichuang.apps.catalog.limits import clause_words
from yichuang.apps.desk import case_words as words
from yichuang.apps.desk.clock_words import CAUSES, OUTCOME_WORDS
from yichuang.apps.desk.views.cases import load
from yichuang.core.worktime import SHANGHAI, DayLine, Limit, Readings, Why
from yichuang.ui.wording import say


@dataclass(frozen=True)
class Month:
    """One month of the grid: weeks of (day, its line); a day outside the month or the clock has no line."""

    year: int
    number: int
    weeks: Sequence[Sequence[tuple[date, DayLine | None, bool]]]


def case_due(request: HttpRequest, pk: int) -> HttpResponse:
    case, working = _load(request, pk)
    changed = working.due.due != working.stored
    return render(request, "desk/case_due.html", {
        "case": case, "working": working, "changed": changed, "words": words, "months": _months(working.lines),
        "clause": clause_words(case.clock["clause"]), "why": _why,
        "limit": say(Limit(case.clock["amount"], case.clock["unit"]).words), "grounds": _grounds(working.lines),
        "readings": _readings(working.due.readings),
        "steps": queries.special_steps(case), "lists": queries.further_lists(case), "causes": CAUSES,
        "changes": queries.changes_of(case), "outcomes": OUTCOME_WORDS, "forecast": forecast(case),
        "extended": _extension(case), "sent": _sent(case), "back_url": reverse("desk:case", args=[pk]),
        "printed_at": request.now,
    })  # fmt: skip


def case_due_json(request: HttpRequest, pk: int) -> JsonResponse:
    """The shape of `yichuang due`, with the case's number and the due time it carries."""
    case, working = _load(request, pk)
    due = working.due
    return JsonResponse({
        "case": str(case),
        "stored": working.stored.astimezone(SHANGHAI).isoformat(),
        "due": due.due.isoformat(),
        "nominal": due.nominal.isoformat(),
        "provisional": due.provisional,
        "original": {"due": due.original_due.isoformat(), "nominal": due.original_nominal.isoformat()},
        "clause": case.clock["clause"],
        "working": [_line(one) for one in working.lines],
        "readings": due.readings.as_mapping(),
        "defaults": Readings().as_mapping(),
        "standing": case.standing,
        "steps": [_step(one) for one in queries.special_steps(case)],
        "changes": [_change(one) for one in queries.changes_of(case)],
    }, json_dumps_params={"ensure_ascii": False})  # fmt: skip


def _load(request: HttpRequest, pk: int) -> tuple[Case, Working]:
    case = load(request, pk)
    working = working_of(case)
    if working is None:
        raise Http404
    return case, working


def _step(step: SpecialStep) -> dict[str, object]:
    end = getattr(step, "end", None)
    return {"kind": step.kind, "name": step.name, "basis": step.basis, "first": step.first_day.isoformat(),
            "last": end.last_day.isoformat() if end else None}  # fmt: skip


def _change(change: DueChange) -> dict[str, object]:
    old, new = (moment.astimezone(SHANGHAI).isoformat() for moment in (change.old_due_at, change.new_due_at))
    return {"old": old, "new": new, "cause": change.cause, "ground": change.ground, "at": change.at.isoformat()}


def _readings(readings: Readings) -> list[tuple[str, bool]]:
    """How each unclear point is read for this case, and whether that is the default."""
    usual = Readings().as_mapping()
    return [(_(words.READINGS[name, value]), usual[name] == value) for name, value in readings.as_mapping().items()]


def _line(line: DayLine) -> dict[str, object]:
    reason = f"{line.why}: {line.name}" if line.name else str(line.why)
    return {"date": line.date.isoformat(), "counted": line.counted, "n": line.n, "why": f"{reason} ({line.source})"}


def _months(lines: Sequence[DayLine]) -> list[Month]:
    """The calendar months the clock touches, Monday first."""
    by_day = {line.date: line for line in lines}
    months = []
    for (year, number), _days in groupby(sorted(by_day), key=lambda day: (day.year, day.month)):
        weeks = Calendar().monthdatescalendar(year, number)
        months.append(Month(year, number, [[_cell(day, number, by_day) for day in week] for week in weeks]))
    return months


def _cell(day: date, month: int, by_day: dict[date, DayLine]) -> tuple[date, DayLine | None, bool]:
    inside = day.month == month
    return day, by_day.get(day) if inside else None, inside


def _why(line: DayLine) -> str:
    """A day in a few words: its count where it counts, else the reason."""
    if line.why is Why.HOLIDAY and line.name:
        return line.name
    return _(words.DAYS[line.why.value])


def _grounds(lines: Sequence[DayLine]) -> list[tuple[str, str, int]]:
    """What each kind of day rests on: its words, article or notice, and how many such days there are."""
    found: dict[tuple[str, str], int] = {}
    for line in lines:
        key = (_(words.DAYS[line.why.value]), clause_words(line.source))
        found[key] = found.get(key, 0) + 1
    return [(said, source, count) for (said, source), count in found.items()]


def _sent(case: Case) -> Any:
    """The last sending up, since which the upper body's own date stands; None for any other case."""
    return case.forwardings.order_by("round").last() if case.clock.get("upper") else None


def _extension(case: Case) -> dict[str, Any] | None:
    given = case.clock["extension"]
    found = getattr(case, "extension", None)
    return {"words": say(Limit(given["amount"], given["unit"]).words), "row": found} if given else None
