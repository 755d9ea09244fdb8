"""How a finding that counts is put right: by another entry, or by none, and always by two persons (R26)."""

from django.db import models
from django.db.models import F, Q

from yichuang.apps.assessments.models.finding import Finding
from yichuang.apps.organization.models import Staff

# How one ends without a decision: by who proposed it, or with a finding that a contest withdrew.
ENDINGS = ("taken_back", "withdrawn")


class Correction(models.Model):
    """What one person proposes instead of a finding, and what a second one says to it.

    `replacement` is the entry that is to count in its place, a draft until then; none where it is to be withdrawn.
    The finding itself is never edited. One that is taken back, or whose finding a contest withdrew, `ended` undecided.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="proposals")
    replacement = models.OneToOneField(Finding, null=True, on_delete=models.PROTECT, related_name="proposal")
    why = models.CharField(max_length=300)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    second = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=300, default="", blank=True)
    settled_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=10, default="", blank=True, choices=[(one, one) for one in ENDINGS])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding"], condition=Q(settled_at=None), name="one_open_correction_a_finding"
            ),
            models.CheckConstraint(
                condition=Q(accepted=None, second=None, words="", settled_at=None, ended="")
                | (
                    Q(accepted__isnull=False, second__isnull=False, settled_at__isnull=False, ended="")
                    & ~Q(words="")
                    & ~Q(second=F("by"))
                )
                | (Q(accepted=None, settled_at__isnull=False, ended__in=ENDINGS) & ~Q(words="")),
                name="corrected_by_two",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="corrected_with_a_reason"),
        ]

    @property
    def ref(self) -> str:
        return f"correction:{self.pk}"
