"""A case that several departments handle together: who coordinates it, what the citizen was told, each one's part."""

from django.db import models
from django.db.models import F, Q

from yichuang.apps.cases.models.case import Case
from yichuang.apps.organization.models import Department, Staff, Window

HOWS = [(how, how) for how in ("phone", "in_person", "letter")]


class JointCase(models.Model):
    """That a case is handled jointly (R12, D3.2.7). Its limit is the case's own; every part begins at `opened_at`."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="joint")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    # The person of the hall office who coordinates; None: the citizen has not been led there yet, which is flagged.
    coordinator = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    coordinated_at = models.DateTimeField(null=True)
    explained_at = models.DateTimeField(null=True)
    explained_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    explanation = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(coordinator=None, coordinated_at=None)
                | Q(coordinator__isnull=False, coordinated_at__isnull=False),
                name="joint_coordinator_with_time",
            ),
            models.CheckConstraint(
                condition=Q(explained_at=None, explained_by=None, explanation="")
                | (Q(explained_at__isnull=False, explained_by__isnull=False) & ~Q(explanation="")),
                name="joint_explanation_whole",
            ),
        ]


class JointPart(models.Model):
    """What one department does in a joint case; `window` where one of its windows does it."""

    joint = models.ForeignKey(JointCase, on_delete=models.PROTECT, related_name="parts")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="joint_parts")
    window = models.ForeignKey(Window, null=True, on_delete=models.PROTECT, related_name="joint_parts")
    person = models.CharField(max_length=50, default="", blank=True)
    contacted_at = models.DateTimeField(null=True)
    contacted_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    contact_how = models.CharField(max_length=12, choices=HOWS, default="", blank=True)
    contact_what = models.CharField(max_length=300, default="", blank=True)
    # When the department says it began; until then it counts from the common beginning.
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["joint", "department"], name="a_department_once_a_joint_case"),
            models.CheckConstraint(
                condition=Q(contacted_at=None, contacted_by=None, contact_how="", contact_what="")
                | (Q(contacted_at__isnull=False, contacted_by__isnull=False)
                   & ~Q(contact_how="") & ~Q(contact_what="") & ~Q(person="")),
                name="joint_contact_whole",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, finished_by=None, result="")
                | (Q(finished_at__isnull=False, finished_by__isnull=False) & ~Q(result="")),
                name="joint_part_finished_with_result",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(started_at=None) | Q(finished_at__gte=F("started_at")),
                name="joint_part_ends_after_it_began",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["department"], name="joint_part_unfinished", condition=Q(finished_at=None)),
        ]
