"""A booking becomes a number on arrival; who does not come loses his place (D3.3.1, lessons 11)."""

from datetime import datetime

from yichuang.apps.audit import command, record, refuse
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.reception.commands.appointments import move, note_event
from yichuang.apps.reception.models import Appointment, Standing
from yichuang.apps.reception.policies import appointments as policies
from yichuang.apps.reception.queries.appointments import overdue
from yichuang.apps.tickets import commands as tickets
from yichuang.apps.tickets.models import Queue, Ticket
from yichuang.core.identity import N_
from yichuang.core.queueing import TicketClass


@command
def check_in(*, appointment: Appointment, now: datetime, by: Staff | None = None) -> Ticket:
    """Gives the number of a citizen who has come: as booked, or beyond the hall's grace an ordinary one.

    Once a booking; who comes after his place was given up still gets a number.
    """
    late = policies.require_check_in(appointment, now)
    letters = appointment.window.letters
    queue = Queue.objects.select_related("hall").filter(hall=appointment.hall, letter__in=letters).first()
    if queue is None:
        refuse("no_queue", N_("This window calls no numbers."), N_("Please go straight to the window."))
    klass = TicketClass.NORMAL if late else TicketClass.APPOINTMENT
    ticket = tickets.give_number(queue=queue, priority=klass.value, now=now)
    move(appointment, Standing.ARRIVED, ticket=ticket, late=late)
    note_event(appointment, "arrived", now, by)
    record(hall=appointment.hall.slug, verb="appointment.arrived", by=by.ref if by else "citizen",
           subject=appointment.ref, now=now,
           detail={"number": appointment.number, "ticket": ticket.number, "late": late})  # fmt: skip
    return ticket


@command
def give_up_places(*, hall: Hall, now: datetime) -> int:
    """Frees the places of those who have not come within the hall's grace; returns how many there were."""
    missed = [one for one in overdue(hall, now) if _given_up(one)]
    for one in missed:
        note_event(one, "no_show", now, None)
    record(hall=hall.slug, verb="appointments.missed", by="system", subject=f"hall:{hall.slug}", now=now,
           detail={"count": len(missed)})  # fmt: skip
    return len(missed)


def _given_up(appointment: Appointment) -> bool:
    """Whether the booking still stood as it was read and its place is free now."""
    as_read = Appointment.objects.filter(pk=appointment.pk, state=Standing.BOOKED, starts_at=appointment.starts_at)
    return as_read.update(state=Standing.NO_SHOW, seat=None) == 1
