"""Reads on queues and tickets. Lists show number and kind, never a name (lessons 6)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from yichuang.apps.audit.queries import chain_length
from yichuang.apps.organization.models import Hall, Window
from yichuang.apps.tickets.calling import waiting_for
from yichuang.apps.tickets.models import AT_WINDOW, Event, Pause, Queue, State, Ticket
from yichuang.core.queueing import TicketClass, estimate_wait
from yichuang.core.worktime import SHANGHAI

__all__ = [
    "at_window", "business_day", "by_number", "by_token", "called_lately", "estimate_for", "feed_version",
    "has_leftovers", "open_pause",
    "queues_of", "ticket_of_hall", "waiting_counts", "waiting_for",
]  # fmt: skip

SHOWN_CALLS = ("called", "recalled", "resumed")


@dataclass(frozen=True)
class Estimate:
    """People ahead and a range of minutes; None when nothing honest can be said."""

    ahead: int
    minutes: tuple[int, int] | None


def business_day(now: datetime) -> date:
    return now.astimezone(SHANGHAI).date()


def queues_of(hall: Hall) -> QuerySet[Queue]:
    return Queue.objects.filter(hall=hall).order_by("letter")


def waiting_counts(hall: Hall, day: date) -> dict[str, int]:
    """Waiting people per queue letter; queues with nobody are in it with 0."""
    waiting = Count("tickets", filter=Q(tickets__day=day, tickets__state=State.WAITING))
    return dict(Queue.objects.filter(hall=hall).annotate(n=waiting).values_list("letter", "n"))


def at_window(window: Window) -> Ticket | None:
    """The ticket called to or served at the window, with its visit if one has begun."""
    found = Ticket.objects.filter(window=window, state__in=AT_WINDOW).select_related("queue", "hall", "window", "visit")
    return found.first()


def open_pause(window: Window) -> Pause | None:
    return Pause.objects.filter(window=window, ended_at=None).first()


def ticket_of_hall(hall: Hall, pk: int) -> Ticket | None:
    return Ticket.objects.filter(hall=hall, pk=pk).select_related("hall", "window", "queue").first()


def by_token(token: str) -> Ticket | None:
    """The citizen's own view of his ticket; the token is on his slip and nowhere else."""
    return Ticket.objects.filter(token=token).select_related("queue", "hall", "window").first()


def by_number(hall: Hall, day: date, number: str) -> QuerySet[Ticket]:
    """The day's tickets whose number begins so, for whoever has the slip in hand."""
    found = Ticket.objects.filter(hall=hall, day=day, number__istartswith=number)
    return found.select_related("window", "queue").order_by("number")


def called_lately(hall: Hall, day: date, limit: int = 5) -> QuerySet[Event]:
    """The last calls for the wall: number and window, newest first."""
    found = Event.objects.filter(hall=hall, ticket__day=day, verb__in=SHOWN_CALLS)
    return found.select_related("ticket", "window").order_by("-id")[:limit]


def feed_version(hall: Hall) -> int:
    """Grows with every act in the hall, in the order of the commits; screens fetch only when it has changed.

    Not the newest event's own number: that is drawn before the commits are put in order, and one could be missed.
    """
    return chain_length(hall.slug)


def estimate_for(ticket: Ticket, now: datetime) -> Estimate:
    """People ahead of a waiting ticket, and the range of its wait from today's service times and open windows."""
    same = Ticket.objects.filter(queue=ticket.queue_id, day=ticket.day)
    ahead = same.filter(_before(ticket), state=State.WAITING).count()
    done = same.filter(state=State.DONE, serving_at__isnull=False).order_by("-ended_at")
    seconds = [int((end - start).total_seconds()) for start, end in done.values_list("serving_at", "ended_at")[:20]]
    lately = Q(called_at__gte=now - timedelta(minutes=30)) | Q(state__in=AT_WINDOW)
    windows = same.filter(lately).aggregate(n=Count("window", distinct=True))["n"]
    return Estimate(ahead, estimate_wait(ahead, seconds, windows))


def _before(ticket: Ticket) -> Q:
    """Who is called before this ticket, as far as can be told: those with priority, and earlier ones of its kind."""
    earlier = Q(id__lt=ticket.pk)
    if ticket.priority == TicketClass.NORMAL:
        return earlier | ~Q(priority=TicketClass.NORMAL)
    return earlier & ~Q(priority=TicketClass.NORMAL)


def has_leftovers(hall: Hall, now: datetime) -> bool:
    """Whether tickets of earlier days still wait or are held, or are at a window whose visit has ended."""
    ended = Q(state=State.SERVING, visit__closed_at__isnull=False)
    left = Q(state__in=(State.WAITING, State.CALLED, State.HELD)) | ended
    return Ticket.objects.filter(left, hall=hall, day__lt=business_day(now)).exists()
