"""What is owed to the holder of a certificate after the case is over (D3.3.2)."""

from django.db import models
from django.db.models import Q

from yichuang.apps.cases.models.case import Case
from yichuang.apps.organization.models import Hall, Staff


class FollowUpKind(models.TextChoices):
    VISIT = "visit"
    RENEWAL = "renewal"


class Way(models.TextChoices):
    PHONE = "phone"
    HOME = "home"
    COUNTER = "counter"


class FollowUp(models.Model):
    """A visit to the holder, or a word before his certificate ends. Made with the completion of the case."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="follow_ups", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="follow_ups")
    kind = models.CharField(max_length=8, choices=FollowUpKind.choices)
    due_on = models.DateField()
    expires_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=8, choices=Way.choices, default="", blank=True)
    finding = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind"], name="one_follow_up_of_a_kind"),
            models.CheckConstraint(
                condition=Q(done_at=None)
                | (Q(done_on__isnull=False) & Q(done_by__isnull=False) & ~Q(way="") & ~Q(finding="")),
                name="done_with_day_way_and_finding",
            ),
        ]
        indexes = [
            models.Index(fields=["hall", "-made_at", "-id"], name="follow_up_newest_first"),
            models.Index(fields=["hall", "due_on"], condition=Q(done_at=None), name="follow_up_open"),
        ]

    @property
    def ref(self) -> str:
        return f"follow-up:{self.pk}"
