"""What moves a due time: special steps, lists asked for after acceptance, recalculations; and every value it had."""

from django.db import models
from django.db.models import F, Q

from yichuang.apps.cases.models.case import Case
from yichuang.apps.cases.models.papers import SupplementList
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Hall, Staff

CAUSES = ("extension", "step", "supplement", "calendar", "readings", "urgency", "forwarding", "promised")
OUTCOMES = ("supplied", "waived")
KINDS = ("calendar", "readings")
PROPOSED, APPROVED, REJECTED = "proposed", "approved", "rejected"


def _choices(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(code, code) for code in codes]


class SpecialStep(models.Model):
    """A step whose days are outside the clock (行政许可法第四十五条): its kind, ground, first day, who and when."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="special_steps")
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=40)
    basis = models.CharField(max_length=300)
    first_day = models.DateField()
    # What the citizen was told in writing; the last day itself is recorded when it has come.
    planned_last_day = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(basis=""), name="special_step_has_a_basis"),
            models.CheckConstraint(condition=Q(planned_last_day__gte=F("first_day")), name="special_step_runs_forward"),
        ]


class StepEnd(models.Model):
    """The last day of a special step; until then the step is open."""

    step = models.OneToOneField(SpecialStep, on_delete=models.PROTECT, related_name="end")
    last_day = models.DateField()
    result = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)


class Supply(models.Model):
    """When what a list asked for after acceptance was brought, or is no longer waited for (C-06)."""

    wanted = models.OneToOneField(SupplementList, on_delete=models.PROTECT, related_name="supply")
    outcome = models.CharField(max_length=10, choices=_choices(OUTCOMES))
    day = models.DateField()
    note = models.CharField(max_length=300, default="", blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(outcome="waived") | ~Q(note=""), name="waived_with_a_reason"),
        ]


class Recalculation(models.Model):
    """A proposal to work due times out anew, because the calendar or the hall's readings changed (lessons 15, 20).

    One person proposes, another decides; until then every case keeps the due time it has.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=_choices(KINDS))
    ground = models.CharField(max_length=300)
    # What the new values were worked out with: the calendar, and the readings where those are the matter.
    calendar = models.CharField(max_length=40)
    readings = models.JSONField(default=dict, blank=True)
    looked_at = models.PositiveIntegerField()
    affected = models.PositiveIntegerField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, default=PROPOSED, choices=_choices((PROPOSED, APPROVED, REJECTED)))
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=300, default="", blank=True)
    moved = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall"], condition=Q(state=PROPOSED), name="one_recalculation_at_a_time"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")), name="recalculation_by_two_people"
            ),
        ]
        indexes = [models.Index(fields=["hall", "-proposed_at", "-id"], name="recalculation_newest_first")]

    @property
    def ref(self) -> str:
        return f"recalculation:{self.pk}"


class RecalculationRow(models.Model):
    """One case a recalculation would touch: its due time before and after; both stay here."""

    recalculation = models.ForeignKey(Recalculation, on_delete=models.PROTECT, related_name="rows", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    new_nominal_due_at = models.DateTimeField()
    was_provisional = models.BooleanField()
    stays_provisional = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recalculation", "case"], name="a_case_once_a_recalculation"),
        ]


class DueChange(models.Model):
    """That a due time moved: from what to what, why, on what ground, by whom. The first old value is the original."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="due_changes")
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    cause = models.CharField(max_length=12, choices=_choices(CAUSES))
    ground = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    by_name = models.CharField(max_length=50)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(old_due_at=F("new_due_at")), name="a_due_change_changes_it"),
        ]


class DueTold(models.Model):
    """That the citizen was told on paper of a due time moved by a recalculation (N19); several share one paper."""

    change = models.OneToOneField(DueChange, on_delete=models.PROTECT, related_name="told")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
