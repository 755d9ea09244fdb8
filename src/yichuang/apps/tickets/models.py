from django.db import models
from django.db.models import Q

from yichuang.apps.organization.models import Hall, Staff, Window


class State(models.TextChoices):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    DONE = "done"
    NO_SHOW = "no_show"
    EXPIRED = "expired"


LIVE = (State.WAITING, State.CALLED, State.SERVING, State.HELD)
AT_WINDOW = (State.CALLED, State.SERVING)


class Queue(models.Model):
    """A kind of business people wait for. Keeps the day's last number and the run of priority calls."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="queues")
    letter = models.CharField(max_length=2)
    name = models.CharField(max_length=60)
    open = models.BooleanField(default=True)
    streak = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "letter"], name="queue_letter_once_a_hall")]
        ordering = ["letter"]

    def __str__(self) -> str:
        return f"{self.letter} {self.name}"


class Ticket(models.Model):
    """A place in a queue on one business day. `holder` is a blind index of the person, empty when unknown."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="tickets", db_index=False)
    queue = models.ForeignKey(Queue, on_delete=models.PROTECT, related_name="tickets", db_index=False)
    day = models.DateField()
    number = models.CharField(max_length=10)
    sequence = models.PositiveIntegerField()
    priority = models.CharField(max_length=12)
    reason = models.CharField(max_length=40, default="", blank=True)
    holder = models.CharField(max_length=64, default="", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    token = models.CharField(max_length=32, unique=True)
    taken_at = models.DateTimeField()
    waiting_since = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    serving_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    window = models.ForeignKey(Window, null=True, on_delete=models.PROTECT, related_name="tickets", db_index=False)
    caller = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="tickets", db_index=False)
    # When set, only this window calls the ticket (transfer to a window, return after a hold).
    reserved = models.ForeignKey(
        Window, null=True, on_delete=models.PROTECT, related_name="reserved_tickets", db_index=False
    )
    recalls = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "day", "number"], name="ticket_number_once_a_day"),
            models.UniqueConstraint(
                fields=["queue", "day", "holder"],
                condition=Q(state__in=LIVE) & ~Q(holder=""),
                name="one_live_ticket_per_person_and_business",
            ),
            models.UniqueConstraint(fields=["window"], condition=Q(state__in=AT_WINDOW), name="one_ticket_at_a_window"),
        ]
        indexes = [
            models.Index(
                fields=["queue", "day", "priority", "sequence"],
                condition=Q(state=State.WAITING),
                name="ticket_waiting",
            ),
            models.Index(fields=["hall", "day", "state"], name="ticket_by_day"),
            # What a window's desk lists of today, however many years its tickets go back.
            models.Index(fields=["window", "day"], name="ticket_by_window"),
            models.Index(fields=["reserved"], condition=Q(reserved__isnull=False), name="ticket_reserved"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        return f"ticket:{self.pk}"


class Event(models.Model):
    """What happened to a ticket, second by second; never changed, so a wrong click resets no time."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="events")
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    verb = models.CharField(max_length=12)
    at = models.DateTimeField()
    window = models.ForeignKey(Window, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    note = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["hall", "id"], name="ticket_event_feed")]


class Pause(models.Model):
    """A window that stopped calling for a stated reason; open while `ended_at` is empty."""

    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="pauses")
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=100)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window"], condition=Q(ended_at=None), name="one_open_pause_a_window"),
        ]
