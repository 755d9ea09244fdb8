"""The call display: the last calls, spoken; never a name, never an old call as a new one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from yichuang.apps.organization.models import Hall
from yichuang.apps.organization.web import public_hall
from yichuang.apps.screens.language import in_the_halls_language
from yichuang.apps.tickets.models import Event, State
from yichuang.apps.tickets.queries import business_day, called_lately, feed_version, queues_of, waiting_counts
from yichuang.core.worktime.opening import opening
from yichuang.rulebook.worktime import load_calendar

UNCHANGED = 204
SHOWN, READ = 5, 24
# A call older than this is not spoken and not shown as the present one, whenever the screen comes back.
FRESH_SECONDS = 90


@dataclass(frozen=True)
class Call:
    """One row: the event that is the call, number, window; `fresh` when it is still to be spoken."""

    event: int
    number: str
    window: int
    window_name: str
    direction: str
    at: datetime
    fresh: bool
    passed_over: bool


@never_cache
@in_the_halls_language
def display(request: HttpRequest) -> HttpResponse:
    hall = public_hall(request)
    version = _version(hall, request)
    slogans = [one["text"] for one in hall.settings.get("slogans", []) if one["placement"] == "indoor"]
    return render(request, "screens/display.html", _shown(hall, request) | {"version": version, "slogans": slogans})


@never_cache
@in_the_halls_language
def display_feed(request: HttpRequest) -> HttpResponse:
    """204 while nothing happened to any ticket since `version`; else the rows anew, with their version."""
    hall = public_hall(request)
    version = _version(hall, request)
    if request.GET.get("version") == version:
        return HttpResponse(status=UNCHANGED)
    answer = render(request, "screens/calls.html", _shown(hall, request))
    answer["X-Version"] = version
    return answer


def _version(hall: Hall, request: HttpRequest) -> str:
    """Changes with every event, with the day, and when the hall opens or closes."""
    is_open = opening(load_calendar(hall.slug), request.now).is_open  # type: ignore[attr-defined]
    return f"{business_day(request.now)}.{feed_version(hall)}.{int(is_open)}"  # type: ignore[attr-defined]


def _shown(hall: Hall, request: HttpRequest) -> dict[str, Any]:
    now: datetime = request.now  # type: ignore[attr-defined]
    day = business_day(now)
    counts = waiting_counts(hall, day)
    return {
        "calls": _calls(hall, now), "shown": SHOWN, "opening": opening(load_calendar(hall.slug), now),
        "waiting": [(queue.letter, queue.name, counts.get(queue.letter, 0)) for queue in queues_of(hall)],
    }  # fmt: skip


def _calls(hall: Hall, now: datetime) -> list[Call]:
    """The last call of each number, newest first; numbers back in the queue are no longer called anywhere."""
    directions = hall.settings.get("directions", {})
    latest: dict[int, Call] = {}
    for event in called_lately(hall, business_day(now), READ):
        if event.ticket_id not in latest and event.ticket.state != State.WAITING:
            latest[event.ticket_id] = _call(event, directions, now)
    return list(latest.values())[: 2 * SHOWN]


def _call(event: Event, directions: dict[str, str], now: datetime) -> Call:
    window = event.window or event.ticket.window
    return Call(
        event=event.pk, number=event.ticket.number, window=window.number, window_name=window.name,
        direction=directions.get(window.code, ""), at=event.at,
        fresh=event.ticket.state == State.CALLED and (now - event.at).total_seconds() <= FRESH_SECONDS,
        passed_over=event.ticket.state == State.NO_SHOW,
    )  # fmt: skip
