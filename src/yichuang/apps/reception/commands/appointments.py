"""Bookings: made, arranged, moved, cancelled, carried out (D3.3.1-3.3.3, D1.30)."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from yichuang.apps.audit import command, free_text, record, refuse, step
from yichuang.apps.audit.rows import insert
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.organization.numbering import next_numbers
from yichuang.apps.reception import booking, permissions
from yichuang.apps.reception.models import Appointment, AppointmentEvent, Place, Standing
from yichuang.apps.reception.policies import appointments as policies
from yichuang.core.identity import N_, mask_name
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer

# Digits alone, so that a kiosk's keys are enough to type it.
CODE_SIGNS, CODE_LENGTH = "0123456789", 8


@dataclass(frozen=True)
class Wish:
    """What a citizen asks for. Name, contact and matter are demanded, nothing else (D3.3.3)."""

    name: str
    contact: str
    matter: str
    window: Window
    item: ServiceItem | None = None
    starts_at: datetime | None = None
    place: str = Place.HALL
    klass: str = ""
    address: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class Arrangement:
    """When a booking is served, and for service at home by whom and where. `reason` is needed to move one."""

    starts_at: datetime
    staff: Staff | None = None
    address: str = ""
    reason: str = ""


@command
def book(*, wish: Wish, channel: str, now: datetime, by: Staff | None = None) -> Appointment:
    """Takes a booking: at a free time of the window at once, else to be arranged (D3.3.1, D3.3.3, D1.30).

    Without `by` it came by the public page. Refused for a full or impossible time, the same person at the same time,
    and a second open booking by the page.
    """
    hall = wish.window.hall
    policies.require_channel(channel, by)
    policies.require_place(hall, wish.place, wish.klass, now)
    who = policies.booker(wish.name, wish.contact, channel)
    if by is None and wish.place == Place.HALL and wish.starts_at is None:
        refuse("time_missing", N_("No time has been chosen."),
               N_("Choose one of the times shown."), "starts_at", "D3.3.1")  # fmt: skip
    timed = wish.place == Place.HALL and wish.starts_at is not None
    made = new_booking(wish, who, channel, Standing.BOOKED if timed else Standing.REQUESTED, now, by)
    _keep(made, who, _seats(made, wish.starts_at, now, lead=by is None) if timed else iter([{}]))
    note_event(made, "made", now, by)
    record(hall=hall.slug, verb="appointment.made", by=by.ref if by else "citizen", subject=made.ref, now=now,
           detail={"number": made.number, "channel": channel, "place": made.place})  # fmt: skip
    return made


@step
def new_booking(
    wish: Wish, who: policies.Booker, channel: str, state: Standing, now: datetime, by: Staff | None
) -> Appointment:
    """The row of a booking with its number, contact and address sealed; not stored yet."""
    hall, seal = wish.window.hall, sealer()
    address = free_text(wish.address, "address", most=100, needed=False)
    year = now.astimezone(SHANGHAI).year
    return Appointment(
        hall=hall, number=f"Y{year}{next_numbers(hall, ['appointment'], str(year))['appointment']:06d}",
        code=_code(), token=secrets.token_urlsafe(16), channel=channel, place=wish.place, klass=wish.klass,
        name=who.name, name_masked=mask_name(who.name), contact=seal.seal("contact", who.contact),
        contact_index=who.contact_index, person_index=who.person_index,
        address=seal.seal("address", address) if address else "",
        organisation=free_text(wish.organisation, "organisation", most=100, needed=False),
        matter=free_text(wish.matter, "matter", most=200, clause="D3.3.3"),
        item=wish.item, window=wish.window, state=state, made_at=now, made_by=by,
    )  # fmt: skip


@step
def _keep(made: Appointment, who: policies.Booker, places: Iterator[Mapping[str, Any]]) -> None:
    """Stores the booking at the first place that nobody else has; the database gives each place once."""
    for fields in places:
        for name, value in fields.items():
            setattr(made, name, value)
        policies.refuse_what_stands(made.hall, who, made.starts_at, made.channel)
        try:
            with transaction.atomic():
                insert([made])
            return
        except IntegrityError:
            made.code = _code()
            policies.refuse_what_stands(made.hall, who, made.starts_at, made.channel)
    policies.refuse_full()


def _seats(appointment: Appointment, starts_at: datetime, now: datetime, *, lead: bool) -> Iterator[dict[str, Any]]:
    """The free places of a slot, lowest first; refused when the time is none that can be booked."""
    slot = policies.require_slot(booking.slots_at(appointment.window, now, lead=lead), starts_at)
    held = set(Appointment.objects.filter(window=appointment.window, starts_at=slot.starts, seat__isnull=False)
               .values_list("seat", flat=True))  # fmt: skip
    for seat in range(1, slot.quota + 1):
        if seat not in held:
            yield {"starts_at": slot.starts, "ends_at": slot.ends, "seat": seat}


def _code() -> str:
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


@command
def arrange(*, appointment: Appointment, to: Arrangement, by: Staff, now: datetime) -> Appointment:
    """Gives a booking its time, or another one with the reason (D3.3.1); service at home also its clerk and place
    (D3.3.3)."""
    permissions.require_keeper(by, appointment)
    policies.require_standing(appointment, Standing.REQUESTED, Standing.BOOKED)
    moved = appointment.starts_at is not None
    reason = free_text(to.reason, "reason", most=300, needed=moved, clause="D3.3.1")
    if appointment.at_home:
        _at_home(appointment, to, now)
    else:
        _at_window(appointment, to.starts_at, now)
    note_event(appointment, "moved" if moved else "arranged", now, by, reason)
    verb = "appointment.moved" if moved else "appointment.arranged"
    record(hall=appointment.hall.slug, verb=verb, by=by.ref, subject=appointment.ref, now=now,
           detail={"number": appointment.number, "starts": appointment.starts_at})  # fmt: skip
    return appointment


@step
def _at_window(appointment: Appointment, starts_at: datetime, now: datetime) -> None:
    for fields in _seats(appointment, starts_at, now, lead=False):
        try:
            with transaction.atomic():
                move(appointment, Standing.BOOKED, confirmed_at=now, **fields)
            return
        except IntegrityError:
            _refuse_same_time(appointment, starts_at)
    policies.refuse_full()


def _refuse_same_time(appointment: Appointment, starts_at: datetime) -> None:
    who = policies.Booker(appointment.name, "", appointment.contact_index, appointment.person_index)
    policies.refuse_what_stands(appointment.hall, who, starts_at, "")


@step
def _at_home(appointment: Appointment, to: Arrangement, now: datetime) -> None:
    policies.require_ahead(to.starts_at, now)
    staff = policies.require_clerk(to.staff, appointment.hall)
    address = free_text(to.address, "address", most=100, needed=not appointment.address, clause="D3.3.3")
    sealed = sealer().seal("address", address) if address else appointment.address
    try:
        with transaction.atomic():
            move(appointment, Standing.BOOKED, confirmed_at=now, starts_at=to.starts_at, staff=staff, address=sealed)
    except IntegrityError:
        _refuse_same_time(appointment, to.starts_at)
        policies.refuse_clerk_taken()


@command
def confirm(*, appointment: Appointment, by: Staff, now: datetime) -> Appointment:
    """The window has seen the booking and expects the citizen."""
    permissions.require_keeper(by, appointment)
    policies.require_standing(appointment, Standing.BOOKED)
    if appointment.confirmed_at is not None:
        refuse("confirmed_already", N_("This booking has been confirmed already."))
    move(appointment, Standing.BOOKED, confirmed_at=now)
    note_event(appointment, "confirmed", now, by)
    record(hall=appointment.hall.slug, verb="appointment.confirmed", by=by.ref, subject=appointment.ref, now=now,
           detail={"number": appointment.number})  # fmt: skip
    return appointment


@command
def cancel(*, appointment: Appointment, reason: str, now: datetime, by: Staff | None = None) -> Appointment:
    """Calls a booking off and frees its place: the citizen himself, or the window with the reason (D3.3.1)."""
    if by is not None:
        permissions.require_keeper(by, appointment)
    said = free_text(reason, "reason", most=300, needed=by is not None, clause="D3.3.1")
    policies.require_standing(appointment, Standing.REQUESTED, Standing.BOOKED)
    move(appointment, Standing.CANCELLED, seat=None)
    note_event(appointment, "cancelled", now, by, said)
    record(hall=appointment.hall.slug, verb="appointment.cancelled", by=by.ref if by else "citizen",
           subject=appointment.ref, now=now, detail={"number": appointment.number})  # fmt: skip
    return appointment


@command
def note_outcome(*, appointment: Appointment, outcome: str, by: Staff, now: datetime) -> Appointment:
    """Writes down what came of a booking, at the window or at home (R09)."""
    permissions.require_keeper(by, appointment)
    policies.require_standing(appointment, Standing.BOOKED, Standing.ARRIVED)
    policies.require_due(appointment, now)
    said = free_text(outcome, "outcome", most=300, clause="D3.3.1")
    move(appointment, Standing.DONE, outcome=said)
    note_event(appointment, "done", now, by, said)
    record(hall=appointment.hall.slug, verb="appointment.done", by=by.ref, subject=appointment.ref, now=now,
           detail={"number": appointment.number})  # fmt: skip
    return appointment


@dataclass(frozen=True)
class Reached:
    """How a citizen is reached and where he is served, in full; to be shown once and kept nowhere."""

    contact: str
    address: str


@command
def show_contact(*, appointment: Appointment, by: Staff, now: datetime) -> Reached:
    """Opens contact and address for who deals with the booking; every look leaves an entry (C-35)."""
    permissions.require_keeper(by, appointment)
    record(hall=appointment.hall.slug, verb="appointment.contact_shown", by=by.ref, subject=appointment.ref, now=now,
           detail={"number": appointment.number})  # fmt: skip
    address = sealer().open("address", appointment.address) if appointment.address else ""
    return Reached(sealer().open("contact", appointment.contact), address)


@step
def move(appointment: Appointment, state: Standing, **fields: object) -> None:
    """Guarded by standing and time as they were read, so that of two people acting at once only one succeeds."""
    as_read = Appointment.objects.filter(
        pk=appointment.pk, state=appointment.state, starts_at=appointment.starts_at,
        confirmed_at=appointment.confirmed_at,
    )  # fmt: skip
    policies.require_moved(as_read.update(state=state, **fields))
    appointment.state = state
    for name, value in fields.items():
        setattr(appointment, name, value)


@step
def note_event(appointment: Appointment, verb: str, now: datetime, by: Staff | None, note: str = "") -> None:
    """Writes down what was done to a booking, beside the time it has from now on."""
    insert([AppointmentEvent(
        appointment=appointment, verb=verb, at=now, by=by, starts_at=appointment.starts_at, note=note
    )])  # fmt: skip
