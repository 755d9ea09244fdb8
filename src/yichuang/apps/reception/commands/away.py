"""The handler is not in the hall: who came is registered, and a time with that handler agreed (D4.5.4, R08)."""

from dataclasses import dataclass
from datetime import datetime

from yichuang.apps.audit import command, free_text, record, refuse
from yichuang.apps.audit.rows import insert
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Staff
from yichuang.apps.reception.commands.appointments import Wish, new_booking, note_event
from yichuang.apps.reception.models import AwayEntry, Channel, Standing, Visit
from yichuang.apps.reception.policies import appointments as policies
from yichuang.apps.reception.policies import away as away_policies
from yichuang.apps.reception.policies import counter
from yichuang.core.identity import N_


@dataclass(frozen=True)
class Absent:
    """Who came and what was agreed with the absent handler; `told` says how that one was reached and what he said."""

    name: str
    contact: str
    matter: str
    starts_at: datetime | None
    requirements: str
    told: str
    item: ServiceItem | None = None


@command
def register_absent(*, visit: Visit, handler: Staff | None, absent: Absent, by: Staff, now: datetime) -> AwayEntry:
    """Registers a citizen whose handler is away: time, requirements and contact are all needed (D4.5.4).

    It becomes a booking with the handler, on his list from now on. Refused while the handler is in the hall: then the
    citizen is handed over.
    """
    counter.require_open(visit)
    receiver = away_policies.require_absent(handler, by)
    if absent.starts_at is None:
        refuse("time_missing", N_("No time has been agreed with the handler."),
               N_("Agree on day and hour."), "starts_at", "D4.5.4")  # fmt: skip
    policies.require_office_time(visit.hall, absent.starts_at, now)
    missing = N_("What the citizen has to bring or do has not been said.")
    requirements = free_text(absent.requirements, "requirements", most=300, clause="D4.5.4", missing=missing)
    unsaid = N_("How the handler was reached is missing.")
    told = free_text(absent.told, "told", most=200, clause="D4.5.4", missing=unsaid)
    who = policies.booker(absent.name, absent.contact, Channel.COUNTER)
    policies.refuse_what_stands(visit.hall, who, absent.starts_at, Channel.COUNTER)
    wish = Wish(absent.name, absent.contact, absent.matter, receiver.window or visit.window, absent.item)
    made = new_booking(wish, who, Channel.COUNTER, Standing.BOOKED, now, by)
    made.starts_at, made.staff, made.requirements, made.confirmed_at = absent.starts_at, receiver, requirements, now
    insert([made])
    note_event(made, "made", now, by)
    entry = insert([AwayEntry(hall=visit.hall, visit=visit, handler=receiver, appointment=made, told=told, at=now,
                              by=by)])[0]  # fmt: skip
    record(hall=visit.hall.slug, verb="away.registered", by=by.ref, subject=entry.ref, now=now,
           detail={"visit": visit.pk, "handler": receiver.ref, "number": made.number})  # fmt: skip
    return entry
