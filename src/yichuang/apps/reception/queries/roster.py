"""Reads on the roster of days off and its call-outs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from yichuang.apps.audit.rows import LARGEST
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.organization.roles import ADMINISTRATORS
from yichuang.apps.reception.models import Callout, RosterDay
from yichuang.apps.reception.policies.roster import ON_DUTY
from yichuang.core.worktime import SHANGHAI, DayKind, DayMark
from yichuang.rulebook.worktime import load_calendar

# What a hall that was loaded before it had these settings goes by.
NEVER: Mapping[str, Any] = {"weekends": False, "warn_days": 0}


@dataclass(frozen=True)
class DayOff:
    """A day off with who is on duty; `missing` when somebody ought to be and nobody is."""

    day: date
    mark: DayMark
    entries: Sequence[RosterDay]
    missing: bool


def days_off(hall: Hall, first: date, days: int) -> list[DayOff]:
    """The days off among so many days from one on; one query."""
    calendar, weekends = load_calendar(hall.slug), _settings(hall)["weekends"]
    every = [first + timedelta(days=offset) for offset in range(days)]
    off = [day for day in every if day <= calendar.last and not calendar.is_working(day)]
    on_duty = roster_of(hall).filter(day__gte=first, day__lt=first + timedelta(days=days))
    by_day: dict[date, list[RosterDay]] = {}
    for entry in on_duty:
        by_day.setdefault(entry.day, []).append(entry)
    found = []
    for day in off:
        mark, entries = calendar.mark(day), by_day.get(day, [])
        needed = weekends or mark.kind is DayKind.HOLIDAY
        found.append(DayOff(day, mark, entries, needed and not entries))
    return found


def unmanned(hall: Hall, now: datetime) -> list[DayOff]:
    """Days off so near that their person on duty is missed (D3.3.4)."""
    today = now.astimezone(SHANGHAI).date()
    return [one for one in days_off(hall, today, _settings(hall)["warn_days"] + 1) if one.missing]


def roster_of(hall: Hall) -> QuerySet[RosterDay]:
    found = RosterDay.objects.filter(hall=hall, withdrawn_at=None)
    return found.select_related("staff").order_by("day", "id")


def on_duty_today(hall: Hall, now: datetime) -> list[RosterDay]:
    """Who keeps duty on this day off; nobody on a working day."""
    return list(roster_of(hall).filter(day=now.astimezone(SHANGHAI).date()))


def roster_entry(hall: Hall, pk: int) -> RosterDay | None:
    return roster_of(hall).filter(pk=pk).first() if pk <= LARGEST else None


def duty_people(hall: Hall) -> list[Staff]:
    """Who can be put on the roster."""
    return [one for one in staff_of(hall).filter(is_active=True) if one.has(*ON_DUTY)]


def business_people(hall: Hall) -> QuerySet[Staff]:
    """Everybody who can be called, with telephone, by window."""
    people = staff_of(hall).filter(is_active=True)
    for role in sorted(ADMINISTRATORS):
        people = people.exclude(roles=role.value)
    return people.order_by("window__number", "username")


def callouts_of(hall: Hall) -> QuerySet[Callout]:
    """The register of call-outs (R10), newest first."""
    found = Callout.objects.filter(hall=hall).select_related("hall", "staff", "window", "made_by")
    return found.order_by("-told_at", "-id")


def callout_of_hall(hall: Hall, pk: int) -> Callout | None:
    return callouts_of(hall).filter(pk=pk).first() if pk <= LARGEST else None


def unfinished_callouts(staff: Staff) -> QuerySet[Callout]:
    """Call-outs of this person, made or received, that lack arrival or outcome."""
    return callouts_of(staff.hall).filter(Q(staff=staff) | Q(made_by=staff), outcome="")


def _settings(hall: Hall) -> Mapping[str, Any]:
    return hall.settings.get("roster") or NEVER
