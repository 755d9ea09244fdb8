"""Taking, calling and moving tickets. All times are aware; the business day is that of Asia/Shanghai."""

import secrets
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from yichuang.apps.audit import Refusal, Refused, command, leave, record, step
from yichuang.apps.audit.rows import insert
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.numbering import next_numbers
from yichuang.apps.tickets import calling, policies
from yichuang.apps.tickets.models import LIVE, Event, Pause, Queue, State, Ticket
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI


@command
def load_queues(*, hall: Hall, now: datetime) -> int:
    """Opens a queue for every letter the hall's service points call from; returns how many there are."""
    points = hall.settings["kiosk"]
    for point in points:
        Queue.objects.update_or_create(hall=hall, letter=point["letter"], defaults={"name": point["label"]})
    record(hall=hall.slug, verb="queues.loaded", by="system", subject=f"hall:{hall.slug}", now=now,
           detail={"count": len(points)})  # fmt: skip
    return len(points)


@command
def take_ticket(*, queue: Queue, priority: str, now: datetime, holder: str = "", reason: str = "") -> Ticket:
    """Gives the next number of the queue for today. `holder` is a blind index, empty for an unknown person.

    Refused when the queue is closed, the priority is not one of the hall's, or the person still has a live ticket.
    """
    ticket = give_number(queue=queue, priority=priority, now=now, holder=holder, reason=reason)
    record(hall=queue.hall.slug, verb="ticket.taken", by="citizen", subject=ticket.ref, now=now,
           detail={"number": ticket.number, "priority": priority})  # fmt: skip
    return ticket


@step
def give_number(*, queue: Queue, priority: str, now: datetime, holder: str = "", reason: str = "") -> Ticket:
    """The next number of the queue for today, for whoever asks at the kiosk or comes at a booked time."""
    policies.require_open(queue)
    policies.require_priority(queue.hall, priority, reason)
    day = now.astimezone(SHANGHAI).date()
    sequence = next_numbers(queue.hall, [f"ticket:{queue.letter}"], day.isoformat())[f"ticket:{queue.letter}"]
    ticket = Ticket(
        hall=queue.hall,
        queue=queue,
        day=day,
        number=f"{queue.letter}{sequence:03d}",
        sequence=sequence,
        priority=priority,
        reason=reason,
        holder=holder,
        token=secrets.token_urlsafe(16),
        taken_at=now,
        waiting_since=now,
    )
    try:
        with transaction.atomic():
            insert([ticket])
    except IntegrityError:
        policies.refuse_second_ticket(queue, day, holder)
        raise
    _log(ticket, "taken", now, note=priority)
    return ticket


@command
def call_next(*, window: Window, by: Staff, now: datetime) -> Ticket:
    """Calls whoever is next for this window, exactly once however many windows ask at the same moment.

    Refused when nobody waits, when the window is paused or still has someone (finish, hold or mark him first).
    """
    policies.require_free(window)
    day = now.astimezone(SHANGHAI).date()
    ticket, why = calling.claim(window, by, day, now)
    leave([_event(ticket, "called", now, window=window, by=by, note=why)])
    record(hall=window.hall.slug, verb="ticket.called", by=by.ref, subject=ticket.ref, now=now,
           detail={"number": ticket.number, "window": window.code, "why": why})  # fmt: skip
    return ticket


@command
def recall(*, ticket: Ticket, by: Staff, now: datetime) -> Ticket:
    """Calls the same number again; only while it is called and nobody has come."""
    policies.require_state(ticket, State.CALLED)
    ticket.recalls += 1
    return _move(ticket, "recalled", State.CALLED, by, now, recalls=ticket.recalls)


@command
def mark_no_show(*, ticket: Ticket, reason: str, by: Staff, now: datetime) -> Ticket:
    """Sets aside a number nobody answered to; the reason is kept."""
    policies.require_state(ticket, State.CALLED)
    return _move(ticket, "no_show", State.NO_SHOW, by, now, note=policies.worded(reason, "reason"), ended_at=now)


@command
def return_to_queue(*, ticket: Ticket, reason: str, by: Staff, now: datetime) -> Ticket:
    """Puts a number back in its old place (a wrong call, or a no-show who came back after all)."""
    policies.require_state(ticket, State.CALLED, State.NO_SHOW)
    note = policies.worded(reason, "reason")
    try:
        with transaction.atomic():
            return _move(ticket, "returned", State.WAITING, by, now, note=note, window=None, ended_at=None)
    except IntegrityError:
        # Passed over, he has meanwhile taken another number for the same business.
        policies.refuse_second_ticket(ticket.queue, ticket.day, ticket.holder)
        raise


@command
def hold(*, ticket: Ticket, reason: str, by: Staff, now: datetime) -> Ticket:
    """Lets a citizen step aside (to copy a paper, say); the window calls him back by `resume`."""
    policies.require_state(ticket, State.CALLED, State.SERVING)
    return _move(ticket, "held", State.HELD, by, now, note=policies.worded(reason, "reason"))


@command
def resume(*, ticket: Ticket, by: Staff, now: datetime) -> Ticket:
    """Calls a held number back to the window that held it, which must be free; a visit already begun goes on.

    Refused when its visit has ended meanwhile: nothing could end the service again.
    """
    policies.require_state(ticket, State.HELD)
    _require_visit_not_ended(ticket)
    policies.require_free(ticket.window)
    state = State.SERVING if ticket.serving_at else State.CALLED
    return _move(ticket, "resumed", state, by, now, called_at=now)


@command
def transfer(*, ticket: Ticket, to_window: Window, reason: str, by: Staff, now: datetime) -> Ticket:
    """Sends a number on to another window, ahead of later ones. Refused once service has begun: that is a hand-over."""
    policies.require_state(ticket, State.CALLED, State.HELD)
    policies.require_no_service(ticket)
    policies.require_other_window(ticket, to_window)
    note = f"{to_window.code}: {policies.worded(reason, 'reason')}"
    return _move(ticket, "transferred", State.WAITING, by, now, note=note, window=None, reserved=to_window)


@step
def begin_service(*, ticket: Ticket, by: Staff, now: datetime) -> None:
    """The citizen has come to the window: the visit begins."""
    policies.require_state(ticket, State.CALLED)
    _change(ticket, "serving", State.SERVING, by, now, serving_at=now)


@step
def end_service(*, ticket: Ticket, by: Staff, now: datetime) -> None:
    """The citizen has been served, at the window or having stepped aside."""
    policies.require_state(ticket, State.SERVING, State.HELD)
    _change(ticket, "done", State.DONE, by, now, ended_at=now)


@command
def pause_window(*, window: Window, reason: str, by: Staff, now: datetime) -> Pause:
    """Stops calling at a window for a stated reason; the time counts as idle with that reason."""
    note = policies.worded(reason, "reason")
    policies.require_not_paused(window)
    pause = Pause.objects.create(window=window, by=by, reason=note, started_at=now)
    record(hall=window.hall.slug, verb="window.paused", by=by.ref, subject=f"window:{window.pk}", now=now,
           detail={"window": window.code})  # fmt: skip
    return pause


@command
def reopen_window(*, window: Window, by: Staff, now: datetime) -> None:
    """Ends the pause of a window."""
    changed = Pause.objects.filter(window=window, ended_at=None).update(ended_at=now)
    policies.require_was_paused(changed)
    record(hall=window.hall.slug, verb="window.reopened", by=by.ref, subject=f"window:{window.pk}", now=now,
           detail={"window": window.code})  # fmt: skip


@command
def close_day(*, hall: Hall, now: datetime) -> int:
    """Expires the live tickets of earlier days whose visit is not under way; returns how many (lessons 11)."""
    today = now.astimezone(SHANGHAI).date()
    under_way = Q(state=State.SERVING) & Q(visit__closed_at=None)
    left = list(Ticket.objects.filter(hall=hall, day__lt=today, state__in=LIVE).exclude(under_way))
    left = [ticket for ticket in left if _expired(ticket, now)]
    Queue.objects.filter(hall=hall).update(streak=0)
    record(hall=hall.slug, verb="tickets.expired", by="system", subject=f"hall:{hall.slug}", now=now,
           detail={"count": len(left)})  # fmt: skip
    return len(left)


def _expired(ticket: Ticket, now: datetime) -> bool:
    """Whether the ticket still stood as it was read and is expired now."""
    changed = Ticket.objects.filter(pk=ticket.pk, state=ticket.state).update(state=State.EXPIRED, ended_at=now)
    if changed:
        _log(ticket, "expired", now)
    return bool(changed)


def _require_visit_not_ended(ticket: Ticket) -> None:
    if Ticket.objects.filter(pk=ticket.pk, visit__closed_at__isnull=False).exists():
        sentence, remedy = N_("The visit of number %(number)s has ended."), N_("Call the next number.")
        raise Refused(Refusal("visit_ended", sentence, remedy, values={"number": ticket.number}))


def _move(
    ticket: Ticket, verb: str, state: State, by: Staff, now: datetime, *, note: str = "", **fields: object
) -> Ticket:
    _change(ticket, verb, state, by, now, note=note, **fields)
    record(hall=ticket.hall.slug, verb=f"ticket.{verb}", by=by.ref, subject=ticket.ref, now=now,
           detail={"number": ticket.number})  # fmt: skip
    return ticket


def _change(
    ticket: Ticket, verb: str, state: State, by: Staff, now: datetime, *, note: str = "", **fields: object
) -> None:
    """Guarded by the state that was read, so that of two people acting at once only one succeeds."""
    window = ticket.window
    guard = {"pk": ticket.pk, "state": ticket.state, "window": window}
    policies.require_changed(Ticket.objects.filter(**guard).update(state=state, **fields))
    ticket.state = state
    for name, value in fields.items():
        setattr(ticket, name, value)
    _log(ticket, verb, now, window=window, by=by, note=note)


def _log(ticket: Ticket, verb: str, now: datetime, **more: Any) -> None:
    insert([_event(ticket, verb, now, **more)])


def _event(
    ticket: Ticket, verb: str, now: datetime, *, window: Window | None = None, by: Staff | None = None, note: str = ""
) -> Event:
    return Event(ticket=ticket, hall_id=ticket.hall_id, verb=verb, at=now, window=window, by=by, note=note)


__all__ = [
    "begin_service", "call_next", "close_day", "end_service", "give_number", "hold", "load_queues", "mark_no_show",
    "pause_window", "recall", "reopen_window", "resume", "return_to_queue", "take_ticket", "transfer",
]  # fmt: skip
