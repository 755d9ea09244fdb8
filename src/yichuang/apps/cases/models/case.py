from django.db import models
from django.db.models import Q

from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.reception.models import Visit
from yichuang.core.lifecycle import Mark, Stage, State

STATES = [(state.value, state.value) for state in State]
MARKS = [(mark.value, mark.value) for mark in Mark]
STAGES = [(stage.value, stage.value) for stage in Stage]
OPEN = [state.value for state in State if not state.is_final]


class Applicant(models.Model):
    """Who a case is for. Identity number and phone are sealed; the index finds a person's cases unopened."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=50)
    identity = models.CharField(max_length=200)
    identity_kind = models.CharField(max_length=20)
    identity_index = models.CharField(max_length=64, db_index=True)
    phone = models.CharField(max_length=200)
    organisation = models.CharField(max_length=100, default="", blank=True)


class Case(models.Model):
    """One matter of one applicant, from receipt to result. What its list shows is kept on the row itself."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="cases", db_index=False)
    receipt = models.CharField(max_length=30)
    number = models.CharField(max_length=40, default="", blank=True)
    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="cases")
    item_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=14)
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="cases")
    applicant_masked = models.CharField(max_length=50)
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="cases")
    front_window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="cases")
    handler = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="cases", db_index=False)
    state = models.CharField(max_length=12, choices=STATES)
    # Counts up when a reviewer sends the case back, so that each round has its own stamps.
    round = models.PositiveSmallIntegerField(default=1)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    accepted_at = models.DateTimeField(null=True)
    accepted_by_name = models.CharField(max_length=50, default="", blank=True)
    due_at = models.DateTimeField(null=True)
    nominal_due_at = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    # In the urgent lane: before others in every work list (models/urgency.py says why).
    urgent = models.BooleanField(default=False)
    # A special step is open, or materials are waited for that stop the clock: no due time can be missed meanwhile.
    standing = models.BooleanField(default=False)
    # What the due time was worked out from, so that it can be worked out again: start, limit, readings, clause.
    clock = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=500, default="", blank=True)
    recipient = models.CharField(max_length=50, default="", blank=True)
    rating_digest = models.CharField(max_length=64, default="", blank=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "receipt"], name="receipt_once_a_hall"),
            models.UniqueConstraint(fields=["hall", "number"], condition=~Q(number=""), name="case_number_once_a_hall"),
            models.CheckConstraint(
                condition=~Q(state=State.COMPLETED.value)
                | (~Q(result="") & ~Q(recipient="") & Q(ended_at__isnull=False)),
                name="completed_with_result_and_recipient",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | (~Q(number="") & Q(due_at__isnull=False)),
                name="accepted_has_number_and_due",
            ),
        ]
        indexes = [
            models.Index(fields=["hall", "-accepted_at", "-id"], name="case_ledger", condition=~Q(number="")),
            models.Index(
                fields=["front_window", "-accepted_at", "-id"], name="case_ledger_window", condition=~Q(number="")
            ),
            models.Index(
                fields=["hall", "kind", "-accepted_at", "-id"], name="case_ledger_kind", condition=~Q(number="")
            ),
            # Completed cases fill the ledger and need no index of their own; the few others do.
            models.Index(
                fields=["hall", "state", "-accepted_at", "-id"],
                name="case_ledger_state",
                condition=~Q(number="") & ~Q(state=State.COMPLETED.value),
            ),
            models.Index(fields=["hall", "-received_at", "-id"], name="case_newest_first"),
            # What the on-time share of a quarter asks, however many years the hall keeps.
            models.Index(fields=["hall", "due_at"], name="case_by_due", condition=Q(accepted_at__isnull=False)),
            # What a window completed in a quarter and what is to be archived; the on-time share of cases closed in it.
            models.Index(fields=["hall", "ended_at"], name="case_by_end", condition=Q(ended_at__isnull=False)),
            models.Index(fields=["handler", "due_at"], name="case_open_by_handler", condition=Q(state__in=OPEN)),
            models.Index(fields=["hall", "state", "due_at"], name="case_open_by_state", condition=Q(state__in=OPEN)),
        ]

    def __str__(self) -> str:
        return self.number or self.receipt

    @property
    def ref(self) -> str:
        return f"case:{self.pk}"

    @property
    def state_before_acceptance(self) -> bool:
        return State(self.state).is_before_acceptance


class MaterialMark(models.Model):
    """How one material was found in one round of checking (R02)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="marks", db_index=False)
    round = models.PositiveSmallIntegerField()
    material = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    mark = models.CharField(max_length=14, choices=MARKS)
    note = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "round", "material"], name="one_mark_a_material_and_round")
        ]


class StageStamp(models.Model):
    """That one of the five stages was done, by whom, when (D1.7); never changed, never out of order."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stamps", db_index=False)
    round = models.PositiveSmallIntegerField(default=1)
    stage = models.CharField(max_length=12, choices=STAGES)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    by_name = models.CharField(max_length=50)
    note = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "round", "stage"], name="a_stage_once_a_round")]
