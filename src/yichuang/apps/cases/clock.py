"""The due time of a case: worked out by the core from what is kept with the case, and explained on demand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from yichuang.apps.cases.models import Case, SpecialStep, Supply
from yichuang.apps.catalog.limits import limit_on
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Hall
from yichuang.core.worktime import SHANGHAI, DayLine, Due, Limit, Readings, Unit, due, explain
from yichuang.core.worktime.shorten import shortened
from yichuang.rulebook.worktime import calendar_version, load_calendar


@dataclass(frozen=True)
class Running:
    """A clock as it stands on a case: the due time, and the JSON to work it out again."""

    due: Due
    kept: dict[str, Any]


def start(
    item: ServiceItem, hall: Hall, now: datetime, promise: int | None = None, *, as_promised: bool = False
) -> Running:
    """Starts the clock of an item at formal acceptance `now`, under its limit or a shorter `promise` (D3.4.2, C-06).

    `as_promised`: an instant item taken in as a promised case; see `limit_on`.
    """
    given = limit_on(item, now.astimezone(SHANGHAI).date(), promise, as_promised=as_promised)
    if given is None:
        raise ValueError(f"{item.code} takes no cases, so it has no limit")
    kept = {
        "start": now.isoformat(),
        "amount": given.limit.amount,
        "unit": given.limit.unit.value,
        "clause": given.clause,
        "ground": given.ground,
        "local_only": given.local_only,
        "readings": readings_of(hall).as_mapping(),
        "calendar": calendar_version(hall.slug),
        "extension": None,
    }
    return Running(work_out(kept, hall), kept)


def readings_of(hall: Hall) -> Readings:
    """How the hall reads unclear points today; a case keeps those of the day it was accepted (lessons 20)."""
    return Readings.from_mapping(hall.settings.get("readings", {}))


def work_out(kept: Mapping[str, Any], hall: Hall) -> Due:
    """The due time from what is kept; the same input always gives the same answer for the same calendar.

    Once a case has been sent up, the upper body's own date stands; `original_due` stays the hall's (D3.4.9).
    """
    found = due(*_given(kept, hall), **_rest(kept))
    if cut := kept.get("shortened"):
        found = shortened(found, datetime.fromisoformat(cut))
    if not (upper := kept.get("upper")):
        return found
    given = datetime.fromisoformat(upper)
    return found._replace(due=given, nominal=given, provisional=False, original_due=found.due)


def until(limit: Limit, hall: Hall, start: datetime) -> datetime:
    """The end of a limit outside the clock of a case, by the readings of the hall."""
    return due(start, limit, load_calendar(hall.slug), readings=readings_of(hall)).due


def closing_of(day: date, hall: Hall) -> datetime:
    """When the hall closes on a day, or would if it were one of its working days: the end of a date that others set."""
    calendar = load_calendar(hall.slug)
    return calendar.closing[calendar.index(day)]


def day_by_day(kept: Mapping[str, Any], hall: Hall) -> tuple[DayLine, ...]:
    """The working of a due time, one line a day."""
    return explain(*_given(kept, hall), **_rest(kept))


def forecast(case: Case) -> Due | None:
    """When an open case would fall due if its open special steps ended on the days they are planned to; else None."""
    planned = SpecialStep.objects.filter(case=case, end=None).values_list("first_day", "planned_last_day")
    kept = standing_days(case)
    if not (found := _written(planned)):
        return None
    return work_out(case.clock | kept | {"excluded": [*kept["excluded"], *found]}, case.hall)


def standing_days(case: Case) -> dict[str, list[list[str]]]:
    """The days outside the clock as the records of a case have them, in the form that is kept; open ones not yet."""
    ended = SpecialStep.objects.filter(case=case, end__isnull=False).order_by("first_day", "id")
    supplied = Supply.objects.filter(wanted__case=case).order_by("wanted__at", "id")
    steps = ended.values_list("first_day", "end__last_day")
    pauses = ((asked.astimezone(SHANGHAI).date(), day) for asked, day in supplied.values_list("wanted__at", "day"))
    return {"excluded": _written(steps), "paused": _written(pauses)}


def _written(pairs: Any) -> list[list[str]]:
    return [[first.isoformat(), last.isoformat()] for first, last in pairs]


def _given(kept: Mapping[str, Any], hall: Hall) -> tuple[datetime, Limit, Any]:
    return datetime.fromisoformat(kept["start"]), _limit(kept["amount"], kept["unit"]), load_calendar(hall.slug)


def _rest(kept: Mapping[str, Any]) -> dict[str, Any]:
    extension = kept["extension"]
    return {
        "extension": _limit(extension["amount"], extension["unit"]) if extension else None,
        "excluded": _days(kept.get("excluded", ())),
        "paused": _days(kept.get("paused", ())),
        "readings": _readings(tuple(kept["readings"].items())),
    }


def _days(pairs: Any) -> tuple[tuple[date, date], ...]:
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs)


# Thousands of cases share a handful of limits and readings: made once, a recalculation of all of them stays quick.
@lru_cache(maxsize=256)
def _limit(amount: int, unit: str) -> Limit:
    return Limit(amount, Unit(unit))


@lru_cache(maxsize=64)
def _readings(pairs: tuple[tuple[str, Any], ...]) -> Readings:
    return Readings.from_mapping(dict(pairs))
