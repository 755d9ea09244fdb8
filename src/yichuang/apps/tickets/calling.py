"""Claiming the next ticket: the class by the pure rule, the row by one guarded statement."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.tickets import policies
from yichuang.apps.tickets.models import Queue, State, Ticket
from yichuang.core.queueing import Head, QueueRules, TicketClass, choose


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
    """The next ticket for the window, taken for it in one guarded update, with the reason for the choice.

    Refused when nobody waits.
    """
    queues = _locked_queues(window)
    streak = queues[0].streak if queues else 0
    while heads := _heads(window, queues, day):
        choice = choose([head for head, _ in heads], streak=streak, now=now, rules=rules_of(window))
        key = next(key for head, key in heads if head == choice.head)
        if _take(key, window, by, now):
            if queues and choice.streak_after != streak:
                Queue.objects.filter(pk=queues[0].pk).update(streak=choice.streak_after)
            ticket = Ticket.objects.get(pk=key)
            ticket.window, ticket.caller, ticket.hall = window, by, window.hall
            return ticket, choice.reason
    policies.refuse_empty()


def _locked_queues(window: Window) -> list[Queue]:
    queues = Queue.objects.filter(hall=window.hall_id, letter__in=window.letters).order_by("letter")
    if connection.features.has_select_for_update:
        queues = queues.select_for_update()
    return list(queues)


def _heads(window: Window, queues: Sequence[Queue], day: date) -> list[tuple[Head, int]]:
    """The first of each class in each queue and among those sent to this window, in one statement."""
    classes = [one["code"] for one in window.hall.settings["queue"]["classes"]]
    parts, values = [], []
    table = Ticket._meta.db_table
    head = f"SELECT id, priority, waiting_since FROM {table} WHERE state = 'waiting' AND day = %s"  # noqa: S608
    for queue in queues:
        for klass in classes:
            parts.append(f"{head} AND queue_id = %s AND priority = %s AND reserved_id IS NULL")
            values += [day, queue.pk, klass]
    parts.append(f"{head} AND reserved_id = %s")
    values += [day, window.pk]
    union = " UNION ALL ".join(f"SELECT * FROM ({part} ORDER BY id LIMIT 1) t" for part in parts)
    with connection.cursor() as cursor:
        cursor.execute(union, values)
        rows = cursor.fetchall()
    return [(Head(TicketClass(klass), _moment(since), key), key) for key, klass, since in rows]


def _moment(value: datetime | str) -> datetime:
    """SQLite hands raw columns over in UTC without saying so, some builds as text."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _take(key: int, window: Window, by: Staff, now: datetime) -> bool:
    """The guarded claim: of two windows asking for the same row one gets it, the other counts zero rows."""
    changed = Ticket.objects.filter(pk=key, state=State.WAITING).update(
        state=State.CALLED, window=window, caller=by, called_at=now, reserved=None
    )
    return changed == 1
