"""Bookings (R09): a time at a window or a service at home; and the register of absent handlers (R08)."""

from django.db import models
from django.db.models import Q

from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.reception.models.counter import Visit
from yichuang.apps.tickets.models import Ticket


class Channel(models.TextChoices):
    """How the citizen asked; letters and e-mails are registered by hand (C-22)."""

    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
    PAGE = "page"
    COUNTER = "counter"


class Place(models.TextChoices):
    HALL = "hall"
    HOME = "home"


class Standing(models.TextChoices):
    REQUESTED = "requested"
    BOOKED = "booked"
    ARRIVED = "arrived"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


OPEN_STANDINGS = (Standing.REQUESTED, Standing.BOOKED)


class Appointment(models.Model):
    """One booking. Contact and address are sealed; the indexes find a person's bookings unopened.

    `seat` is the place held in a slot: the database gives each once. A booking at a time agreed with a handler, or
    at home, holds none.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="appointments", db_index=False)
    number = models.CharField(max_length=20)
    code = models.CharField(max_length=8)
    token = models.CharField(max_length=32, unique=True)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    place = models.CharField(max_length=5, choices=Place.choices, default=Place.HALL)
    klass = models.CharField(max_length=20, default="", blank=True)
    name = models.CharField(max_length=50)
    name_masked = models.CharField(max_length=50)
    organisation = models.CharField(max_length=100, default="", blank=True)
    contact = models.CharField(max_length=500)
    contact_index = models.CharField(max_length=64)
    person_index = models.CharField(max_length=64)
    address = models.CharField(max_length=700, default="", blank=True)
    matter = models.CharField(max_length=200)
    item = models.ForeignKey(ServiceItem, null=True, on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="appointments", db_index=False)
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="appointments", db_index=False)
    requirements = models.CharField(max_length=300, default="", blank=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    seat = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=Standing.choices)
    confirmed_at = models.DateTimeField(null=True)
    ticket = models.OneToOneField(Ticket, null=True, on_delete=models.PROTECT, related_name="appointment")
    late = models.BooleanField(default=False)
    outcome = models.CharField(max_length=300, default="", blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "number"], name="appointment_number_once_a_hall"),
            models.UniqueConstraint(fields=["hall", "code"], name="appointment_code_once_a_hall"),
            models.UniqueConstraint(
                fields=["window", "starts_at", "seat"], condition=Q(seat__isnull=False), name="a_seat_once_a_slot"
            ),
            models.UniqueConstraint(
                fields=["hall", "person_index", "starts_at"],
                condition=Q(state=Standing.BOOKED),
                name="a_person_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["hall", "contact_index"],
                condition=Q(state__in=OPEN_STANDINGS, channel=Channel.PAGE),
                name="one_open_booking_by_page",
            ),
            models.UniqueConstraint(
                fields=["staff", "starts_at"],
                condition=Q(state=Standing.BOOKED, place=Place.HOME),
                name="a_clerk_once_outside",
            ),
            models.CheckConstraint(condition=Q(place=Place.HALL) | ~Q(klass=""), name="home_service_names_its_class"),
            models.CheckConstraint(
                condition=~Q(state=Standing.BOOKED) | Q(starts_at__isnull=False), name="booked_has_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=(Standing.REQUESTED, Standing.CANCELLED))
                | Q(place=Place.HALL)
                | (Q(staff__isnull=False) & ~Q(address="")),
                name="arranged_home_service_has_clerk_and_place",
            ),
        ]
        indexes = [
            models.Index(fields=["hall", "-made_at", "-id"], name="appointment_newest_first"),
            models.Index(fields=["window", "starts_at"], name="appointment_by_slot"),
            models.Index(fields=["hall", "state", "starts_at"], name="appointment_by_standing"),
            models.Index(
                fields=["staff", "starts_at"], condition=Q(state=Standing.BOOKED), name="appointment_by_person"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        return f"appointment:{self.pk}"

    @property
    def at_home(self) -> bool:
        return self.place == Place.HOME

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STANDINGS


class AppointmentEvent(models.Model):
    """What was done to a booking, with the time it then had and the reason given; never changed."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="events")
    verb = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        ordering = ["id"]


class AwayEntry(models.Model):
    """A citizen whose handler was away (D4.5.4): time, requirements and contact stand in the booking it led to."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="away_entries")
    handler = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    appointment = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="away_entry")
    told = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["hall", "-at", "-id"], name="away_newest_first")]

    @property
    def ref(self) -> str:
        return f"away:{self.pk}"
