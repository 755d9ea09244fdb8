"""Claiming the next ticket: the class by the pure rule, the row by one guarded statement."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from yichuang.apps.audit import leave
from yichuang.apps.audit.rows import locked, read
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.tickets import policies
from yichuang.apps.tickets.models import Queue, State, Ticket
from yichuang.core.queueing import Head, QueueRules, TicketClass, choose

# Written out, as in audit/rows.py: eight windows press at once, and a queue is held until each has its number.
FIRST = f"SELECT id FROM {Ticket._meta.db_table} WHERE state = 'waiting' AND day = %s"  # noqa: S608 - our own name
TAKE = (
    f"UPDATE {Ticket._meta.db_table} SET state = 'called', window_id = %s, caller_id = %s, called_at = %s, "  # noqa: S608
    "reserved_id = NULL WHERE id = %s AND state = 'waiting'"
)
STREAK = f"UPDATE {Queue._meta.db_table} SET streak = %s WHERE id = %s"  # noqa: S608


def rules_of(window: Window) -> QueueRules:
    queue = window.hall.settings["queue"]
    return QueueRules(
        priority_ratio=queue["priority_ratio"], normal_max_wait_seconds=queue["normal_max_wait_minutes"] * 60
    )


def waiting_for(window: Window, day: date) -> QuerySet[Ticket]:
    """Who waits for this window today: its queues, and numbers sent to it by name; longest wait first."""
    of_queue = Q(queue__letter__in=window.letters, reserved=None)
    found = Ticket.objects.filter(of_queue | Q(reserved=window), hall=window.hall_id, day=day, state=State.WAITING)
    return found.order_by("id")


def claim(window: Window, by: Staff, day: date, now: datetime) -> tuple[Ticket, str]:
    """The next ticket for the window, locked and taken for it, with the reason for the choice.

    Refused when nobody waits.
    """
    queues = _locked_queues(window)
    streak = queues[0].streak if queues else 0
    heads = _locked_heads(window, queues, day)
    if not heads:
        policies.refuse_empty()
    waiting = [Head(TicketClass(one.priority), one.waiting_since, one.pk) for one in heads]
    choice = choose(waiting, streak=streak, now=now, rules=rules_of(window))
    ticket = next(one for one in heads if one.pk == choice.head.sequence)
    _take(ticket, window, by, now)
    if queues and choice.streak_after != streak:
        leave(plain=[(STREAK, [choice.streak_after, queues[0].pk])])
    return ticket, choice.reason


def _locked_queues(window: Window) -> list[Queue]:
    """The window's queues, locked where the database can, so that two windows choose one after the other.

    Their keys stay free: whoever takes a number meanwhile only points at a queue and must not wait for a call.
    """
    marks = ", ".join(["%s"] * len(window.letters))
    if not marks:
        return []
    wanted = f"WHERE hall_id = %s AND letter IN ({marks}) ORDER BY letter{locked('NO KEY UPDATE')}"
    return [queue for queue, _ in read(Queue, wanted, [window.hall_id, *window.letters])]


def _locked_heads(window: Window, queues: Sequence[Queue], day: date) -> list[Ticket]:
    """The first of each class in each queue and among those sent to this window, in one statement.

    Locked where the database can; one that stopped waiting just before the lock has the line looked at again.
    """
    classes = [one["code"] for one in window.hall.settings["queue"]["classes"]]
    of_class = f"{FIRST} AND queue_id = %s AND priority = %s AND reserved_id IS NULL"
    parts, values = [], []
    for queue in queues:
        for klass in classes:
            parts.append(f"{of_class} ORDER BY sequence LIMIT 1")
            values += [day, queue.pk, klass]
    parts.append(f"{FIRST} AND reserved_id = %s ORDER BY id LIMIT 1")
    values += [day, window.pk]
    found = " UNION ALL ".join(f"SELECT id FROM ({part}) t" for part in parts)  # noqa: S608 - from our own text alone
    wanted = f"WHERE id IN ({found}){locked('NO KEY UPDATE')}"
    while True:
        heads = [ticket for ticket, _ in read(Ticket, wanted, values)]
        if all(one.state == State.WAITING for one in heads):
            return heads


def _take(ticket: Ticket, window: Window, by: Staff, now: datetime) -> None:
    leave(plain=[(TAKE, [window.pk, by.pk, connection.ops.adapt_datetimefield_value(now), ticket.pk])])
    ticket.state, ticket.window, ticket.caller, ticket.called_at, ticket.reserved = State.CALLED, window, by, now, None
    ticket.hall = window.hall
