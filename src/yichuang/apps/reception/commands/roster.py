"""The duty roster of days off and its call-outs (D3.3.4, R10)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from yichuang.apps.audit import command, free_text, record
from yichuang.apps.organization.models import Staff
from yichuang.apps.reception import permissions
from yichuang.apps.reception.models import Callout, RosterDay
from yichuang.apps.reception.policies import roster as policies


@command
def put_on_duty(*, day: date, staff: Staff | None, by: Staff, now: datetime) -> RosterDay:
    """Puts a person on the roster of a day off. Refused for a working day, a day past, and the same person twice."""
    permissions.require_roster_keeper(by)
    policies.require_day_off(by.hall.slug, day, now)
    person = policies.require_person(staff, by)
    policies.require_not_twice(by.hall_id, day, person)
    try:
        with transaction.atomic():
            made = RosterDay.objects.create(hall=by.hall, day=day, staff=person, set_at=now, set_by=by)
    except IntegrityError:
        policies.require_not_twice(by.hall_id, day, person)
        raise
    record(hall=by.hall.slug, verb="roster.set", by=by.ref, subject=made.ref, now=now,
           detail={"day": day.isoformat(), "staff": person.ref})  # fmt: skip
    return made


@command
def take_off_duty(*, entry: RosterDay, by: Staff, now: datetime) -> RosterDay:
    """Takes a person off the roster of a day that has not passed; who did so stays on record."""
    permissions.require_roster_keeper(by)
    policies.require_day_off(by.hall.slug, entry.day, now)
    standing = RosterDay.objects.filter(pk=entry.pk, withdrawn_at=None)
    policies.require_withdrawn(standing.update(withdrawn_at=now, withdrawn_by=by))
    entry.withdrawn_at, entry.withdrawn_by = now, by
    record(hall=by.hall.slug, verb="roster.withdrawn", by=by.ref, subject=entry.ref, now=now,
           detail={"day": entry.day.isoformat(), "staff": f"staff:{entry.staff_id}"})  # fmt: skip
    return entry


@dataclass(frozen=True)
class Call:
    """Whom the person on duty told to come, when, for what, and where to."""

    staff: Staff | None
    matter: str
    told_at: datetime | None
    site: str = ""


@command
def call_out(*, call: Call, by: Staff, now: datetime) -> Callout:
    """Writes down that a member of a window's staff was told to come in an emergency (D3.3.4)."""
    person = policies.require_called(call.staff, by)
    made = Callout.objects.create(
        hall=by.hall, staff=person, window=person.window, matter=free_text(call.matter, "matter", most=200),
        site=free_text(call.site, "site", most=100, needed=False),
        told_at=policies.require_not_ahead(call.told_at, now, "told_at"), made_at=now, made_by=by,
    )  # fmt: skip
    record(hall=by.hall.slug, verb="callout.made", by=by.ref, subject=made.ref, now=now,
           detail={"staff": person.ref, "told": made.told_at})  # fmt: skip
    return made


@command
def note_there(*, callout: Callout, arrived_at: datetime | None, by: Staff, now: datetime) -> Callout:
    """Writes down, once, when the person was at the hall or on the spot (D3.3.4)."""
    permissions.require_of_callout(by, callout)
    moment = policies.require_not_ahead(arrived_at, now, "arrived_at")
    policies.require_after_told(callout, moment)
    on_the_way = Callout.objects.filter(pk=callout.pk, arrived_at=None)
    policies.require_on_the_way(on_the_way.update(arrived_at=moment))
    callout.arrived_at = moment
    record(hall=callout.hall.slug, verb="callout.arrived", by=by.ref, subject=callout.ref, now=now,
           detail={"minutes": callout.minutes})  # fmt: skip
    return callout


@command
def close_callout(*, callout: Callout, outcome: str, by: Staff, now: datetime) -> Callout:
    """Writes down, once, what was done."""
    permissions.require_of_callout(by, callout)
    policies.require_arrived(callout)
    said = free_text(outcome, "outcome", most=300)
    Callout.objects.filter(pk=callout.pk, outcome="").update(outcome=said)
    callout.outcome = said
    record(hall=callout.hall.slug, verb="callout.closed", by=by.ref, subject=callout.ref, now=now)
    return callout
