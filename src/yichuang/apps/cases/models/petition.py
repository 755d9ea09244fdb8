"""What a petition has besides its case: visitor, class, first assessment, whether order was disturbed (信访件, R14)."""

from django.db import models
from django.db.models import Q

from yichuang.apps.cases.models.case import Case
from yichuang.apps.organization.models import Department, Staff


class Petition(models.Model):
    """The record of a petition (D4.3.9): a case from its registration, whose clock starts when it is accepted.

    Without class or first assessment it waits to be assessed. What the visitor said is never changed.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="petition")
    registered_at = models.DateTimeField()
    matter = models.CharField(max_length=1000)
    people = models.PositiveSmallIntegerField(default=1)
    anonymous = models.BooleanField(default=False)
    # By when the visitor hears whether it is accepted (C-18).
    accept_due_at = models.DateTimeField()
    category = models.CharField(max_length=20, default="", blank=True)
    assessment = models.CharField(max_length=500, default="", blank=True)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="petitions")
    assessed_at = models.DateTimeField(null=True)
    assessed_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    # What disturbed the order of the hall, if anything did, and whether that was verified (D2.8.6).
    disturbance = models.CharField(max_length=300, default="", blank=True)
    verified = models.BooleanField(null=True)
    verified_note = models.CharField(max_length=300, default="", blank=True)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="petition_of_somebody"),
            models.CheckConstraint(
                condition=Q(verified=None, verified_at=None) | (Q(verified_at__isnull=False) & ~Q(disturbance="")),
                name="only_a_disturbance_is_verified",
            ),
        ]
        indexes = [models.Index(fields=["-registered_at", "-id"], name="petition_newest_first")]

    @property
    def assessed(self) -> bool:
        """Whether class and first assessment are both there; without either it is 待研判 (D4.3.9)."""
        return bool(self.category and self.assessment)

    @property
    def disturbed(self) -> bool:
        return bool(self.disturbance)
