"""When the hall's records were looked through, and which findings they no longer show."""

from django.db import models
from django.db.models import Q

from yichuang.apps.assessments.models.finding import Finding
from yichuang.apps.organization.models import Hall, Staff


class DetectionRun(models.Model):
    """One look through the records of a quarter that brought something new; never changed."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    quarter = models.CharField(max_length=7)
    at = models.DateTimeField()
    added = models.PositiveIntegerField()
    doubted = models.PositiveIntegerField()
    cleared = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(added__gt=0) | Q(doubted__gt=0) | Q(cleared__gt=0), name="detection_brought_something"
            ),
        ]
        indexes = [models.Index(fields=["hall", "-at", "-id"], name="detection_newest_first")]


class Doubt(models.Model):
    """That the records no longer show what a finding rests on: to be withdrawn or kept by a person, never by itself.

    Cleared when the records show it again, or when somebody keeps the finding and says why.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="doubts")
    at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)
    kept_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    why_kept = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding"], condition=Q(cleared_at=None), name="one_open_doubt_a_finding"),
            models.CheckConstraint(
                condition=Q(kept_by=None, why_kept="")
                | (Q(kept_by__isnull=False, cleared_at__isnull=False) & ~Q(why_kept="")),
                name="finding_kept_with_a_reason",
            ),
        ]
