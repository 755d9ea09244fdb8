from django.db import models
from django.db.models import Q

from yichuang.apps.organization.models import Hall, Staff, Window
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
