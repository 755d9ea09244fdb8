from django.db import models
from django.db.models import F, Q

from yichuang.apps.organization.models import Department, Hall, Staff, Window
from yichuang.apps.tickets.models import Ticket


class Visit(models.Model):
    """One coming of one citizen, with a ticket or straight to the window."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="visits", db_index=False)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="visits")
    ticket = models.OneToOneField(Ticket, null=True, on_delete=models.PROTECT, related_name="visit")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="visits", db_index=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["hall", "-opened_at", "-id"], name="visit_newest_first"),
            models.Index(fields=["staff"], condition=Q(closed_at=None), name="visit_open_by_staff"),
        ]

    @property
    def ref(self) -> str:
        return f"visit:{self.pk}"


class FirstContact(models.Model):
    """Who was asked first (D3.2.2, D4.5.1, D5.1.1). Written with the visit; the database refuses to alter it."""

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="first_contact")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="first_contacts", db_index=False)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    matter = models.CharField(max_length=200)
    item_code = models.CharField(max_length=12, default="", blank=True)
    own_scope = models.BooleanField()


class FirstContactNote(models.Model):
    """A remark beside a first contact that was written down wrongly; the contact itself stays."""

    contact = models.ForeignKey(FirstContact, on_delete=models.PROTECT, related_name="notes")
    text = models.CharField(max_length=300)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Mode(models.TextChoices):
    ESCORT = "escort"
    PHONE = "phone"


class HandOver(models.Model):
    """A citizen passed to a named person, who confirms; until then the first person answers for him (C-14)."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="hand_overs")
    from_staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="given")
    to_staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="received")
    to_window = models.ForeignKey(Window, null=True, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=8, choices=Mode.choices)
    reason = models.CharField(max_length=200)
    person_called = models.CharField(max_length=50, default="", blank=True)
    outcome = models.CharField(max_length=200, default="", blank=True)
    at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(mode="phone") | (~Q(person_called="") & ~Q(outcome="")),
                name="phone_names_person_and_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["to_staff"], condition=Q(confirmed_at=None), name="hand_over_to_confirm"),
            models.Index(fields=["from_staff"], condition=Q(confirmed_at=None), name="hand_over_unconfirmed"),
        ]

    @property
    def ref(self) -> str:
        return f"hand-over:{self.pk}"


class Consultation(models.Model):
    """A question asked at the counter and its answer (R05). Open until the citizen is content (D3.4.3)."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="consultations")
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="consultations")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="consultations")
    asker = models.CharField(max_length=50, default="", blank=True)
    phone = models.CharField(max_length=200, default="", blank=True)  # sealed
    question = models.CharField(max_length=500)
    answer = models.TextField(default="", blank=True)
    reply_by = models.DateField(null=True)
    satisfied = models.BooleanField(default=False)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(answer="") | Q(reply_by__isnull=False), name="answer_or_reply_date"),
        ]
        indexes = [models.Index(fields=["hall", "-at", "-id"], name="consultation_newest_first")]

    @property
    def ref(self) -> str:
        return f"consultation:{self.pk}"


class ConsultationAnswer(models.Model):
    """One answer to a consultation. The consultation carries the latest; none is ever changed or removed."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="answers")
    answer = models.TextField()
    satisfied = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]


class OvertimeEntry(models.Model):
    """A visit or an instant case that was served past closing time (延时服务, D1.13), from closing to its end.

    `subject` is "visit:5" or "case:12", `label` its ticket or case number. Never changed; it gives no compensation.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="overtime", db_index=False)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=40, default="", blank=True)
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(begun_at__lte=F("closed_at")) & Q(closed_at__lt=F("finished_at")) & Q(minutes__gte=1),
                name="overtime_follows_closing",
            ),
        ]
        indexes = [models.Index(fields=["hall", "-finished_at", "-id"], name="overtime_newest_first")]


class CallKind(models.TextChoices):
    CONSULTATION = "consultation"
    REPORT = "report"


class PhoneEntry(models.Model):
    """One call: who took it, what was said, and to whom it was passed on (R06, D5.1.8). Open until it has an outcome.

    What the caller said is never changed; passing on and outcome are written once. No call ends without a receiver.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="calls", db_index=False)
    received_at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="calls_taken", db_index=False)
    kind = models.CharField(max_length=12, choices=CallKind.choices)
    matter = models.CharField(max_length=500)
    caller = models.CharField(max_length=50)
    unit = models.CharField(max_length=100, default="", blank=True)
    contact = models.CharField(max_length=300, default="", blank=True)  # sealed
    reply_by = models.DateField(null=True)
    told = models.CharField(max_length=1000, default="", blank=True)
    passed_staff = models.ForeignKey(
        Staff, null=True, on_delete=models.PROTECT, related_name="calls_passed", db_index=False
    )
    passed_department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="calls")
    passed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=1000, default="", blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(passed_at=None, passed_staff=None, passed_department=None)
                | Q(passed_at__isnull=False, passed_staff__isnull=False, passed_department=None)
                | Q(passed_at__isnull=False, passed_staff=None, passed_department__isnull=False),
                name="call_passed_to_one",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(passed_at__isnull=False) & ~Q(outcome="")),
                name="call_ends_passed_and_with_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["hall", "-received_at", "-id"], name="call_newest_first"),
            models.Index(fields=["by"], condition=Q(closed_at=None), name="call_open_by_taker"),
            models.Index(fields=["passed_staff"], condition=Q(closed_at=None), name="call_open_by_receiver"),
        ]

    @property
    def ref(self) -> str:
        return f"call:{self.pk}"

    @property
    def receiver(self) -> str:
        """The person or department it was passed to; empty while it stays with who took it."""
        return str(self.passed_staff or self.passed_department or "")
