"""What a hall's settings say of bookings, and which of its times are still free."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count

from yichuang.apps.organization.models import Hall, Window
from yichuang.apps.reception.models import Appointment
from yichuang.core.queueing import Slot, SlotRules, slots
from yichuang.core.worktime import SHANGHAI
from yichuang.rulebook.worktime import load_calendar

# What a hall that was loaded before it had these settings goes by: no bookings, no warnings.
NOTHING: Mapping[str, Any] = {
    "lead_minutes": 0, "early_minutes": 0, "grace_minutes": 0, "windows": (), "classes": (),
}  # fmt: skip


@dataclass(frozen=True)
class HomeClass:
    """Who is served at home or on site (D3.3.3)."""

    code: str
    name: str
    english: str


def settings_of(hall: Hall) -> Mapping[str, Any]:
    return hall.settings.get("booking") or NOTHING


def classes_of(hall: Hall, on: date) -> tuple[HomeClass, ...]:
    """The classes entitled to service at home on a day."""
    day = on.isoformat()
    return tuple(
        HomeClass(one["code"], one["name"], one["english"])
        for one in settings_of(hall)["classes"]
        if one["valid_from"] <= day and (one["valid_to"] is None or day <= one["valid_to"])
    )


def early(hall: Hall) -> timedelta:
    """How long before its time a booking may be checked in."""
    return timedelta(minutes=settings_of(hall)["early_minutes"])


def grace(hall: Hall) -> timedelta:
    """How long after its time a booking still counts as one."""
    return timedelta(minutes=settings_of(hall)["grace_minutes"])


def rules_of(window: Window, *, lead: bool) -> SlotRules | None:
    """The slots of a window; None when it takes no bookings. Staff may give times on short notice (`lead` False)."""
    settings = settings_of(window.hall)
    own = next((one for one in settings["windows"] if one["window"] == window.code), None)
    if own is None:
        return None
    return SlotRules(
        minutes=own["minutes"], quota=own["quota"], days_ahead=own["days_ahead"],
        lead_minutes=settings["lead_minutes"] if lead else 0,
        weekdays=frozenset(day - 1 for day in own["weekdays"]),
    )  # fmt: skip


def slots_at(window: Window, now: datetime, *, lead: bool) -> tuple[Slot, ...]:
    """Every slot of a window from now on, the full ones too; one query."""
    rules = rules_of(window, lead=lead)
    if rules is None:
        return ()
    held = Appointment.objects.filter(window=window, seat__isnull=False, starts_at__gte=now)
    taken = dict(held.values_list("starts_at").annotate(n=Count("pk")).order_by())
    sessions_on = load_calendar(window.hall.slug).sessions_on
    return slots(sessions_on, rules, now=now, zone=SHANGHAI, taken=taken)


def is_office_time(hall: Hall, moment: datetime) -> bool:
    """Whether the hall is open at a moment that may lie ahead."""
    here = moment.astimezone(SHANGHAI)
    sessions = load_calendar(hall.slug).sessions_on(here.date())
    return any(session.opens <= here.time() < session.closes for session in sessions)
