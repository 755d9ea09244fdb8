"""The next ticket: priority first, within a ratio and a maximum wait that keep normal tickets from starving.

In order: (1) a normal ticket that has waited longer than the maximum, unless a priority ticket has too, so that a hall
behind with everyone does not starve priority in turn; (2) after `priority_ratio` priority calls in a row a normal
ticket; (3) priority; (4) normal. Inside a class the lowest sequence goes first, whatever the clock says: a clock that
was set back must not turn the line around. Source: lessons 5.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class TicketClass(StrEnum):
    NORMAL = "normal"
    PRIORITY = "priority"
    APPOINTMENT = "appointment"


class Reason(StrEnum):
    """Why this ticket is called and no other; kept with the call."""

    PRIORITY_FIRST = "priority_first"
    APPOINTMENT_DUE = "appointment_due"
    NORMAL_TURN = "normal_turn"
    NORMAL_OVERDUE = "normal_overdue"
    NO_PRIORITY_WAITING = "no_priority_waiting"


@dataclass(frozen=True, slots=True)
class QueueRules:
    """A hall's own settings; both figures come from the rulebook."""

    priority_ratio: int
    normal_max_wait_seconds: int

    def __post_init__(self) -> None:
        if self.priority_ratio < 1:
            raise ValueError("priority_ratio must be at least 1: below that priority would mean nothing")
        if self.normal_max_wait_seconds < 0:
            raise ValueError("normal_max_wait_seconds must not be negative")


@dataclass(frozen=True, slots=True)
class Head:
    """A waiting ticket. `waiting_since` and `appointed_at` are aware datetimes; `sequence` orders the day's tickets.

    An appointment counts as priority from `appointed_at` on and as normal before, so that whoever comes early
    loses nothing by having booked. Without `appointed_at` its time has come: halls that hand out such tickets only
    within the booked slot need not give it.
    """

    klass: TicketClass
    waiting_since: datetime
    sequence: int
    appointed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """`klass` is the class of the ticket itself, `streak_after` what to hand to the next `choose`."""

    klass: TicketClass
    reason: Reason
    streak_after: int
    head: Head


def choose(heads: Iterable[Head], *, streak: int, now: datetime, rules: QueueRules) -> Choice | None:
    """Pick the next ticket; None exactly when `heads` is empty.

    `heads` are all waiting tickets, or the first of each class by sequence (of appointments the first that is due
    and the first that is not). `streak` is the number of priority calls in a row before this one, 0 at opening.
    """
    waiting = sorted(heads, key=lambda head: head.sequence)
    priority = [head for head in waiting if _has_priority(head, now)]
    normal = [head for head in waiting if not _has_priority(head, now)]
    if not waiting:
        return None
    if not priority:
        return _call_normal(normal[0], Reason.NO_PRIORITY_WAITING)
    if normal:
        if _any_overdue(normal, now, rules) and not _any_overdue(priority, now, rules):
            return _call_normal(normal[0], Reason.NORMAL_OVERDUE)
        if streak >= rules.priority_ratio:
            return _call_normal(normal[0], Reason.NORMAL_TURN)
    return _call_priority(priority[0], streak)


def _has_priority(head: Head, now: datetime) -> bool:
    if head.klass == TicketClass.APPOINTMENT:
        return head.appointed_at is None or head.appointed_at <= now
    return head.klass == TicketClass.PRIORITY


def _any_overdue(heads: list[Head], now: datetime, rules: QueueRules) -> bool:
    maximum = timedelta(seconds=rules.normal_max_wait_seconds)
    return any(now - head.waiting_since > maximum for head in heads)


def _call_normal(head: Head, reason: Reason) -> Choice:
    return Choice(head.klass, reason, 0, head)


def _call_priority(head: Head, streak: int) -> Choice:
    due = head.klass == TicketClass.APPOINTMENT
    return Choice(head.klass, Reason.APPOINTMENT_DUE if due else Reason.PRIORITY_FIRST, streak + 1, head)
