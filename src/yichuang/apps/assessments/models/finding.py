from django.db import models
from django.db.models import Q

from yichuang.apps.organization.models import Hall, Staff, Window

STATES = ("draft", "confirmed", "rejected", "contested", "upheld", "withdrawn", "corrected")
COUNTED = ("confirmed", "contested", "upheld")
ACTS = (
    "found", "verified", "confirmed", "rejected", "contested", "upheld", "withdrawn", "acknowledged", "questioned",
    "kept", "corrected", "taken_back",
)  # fmt: skip


class Finding(models.Model):
    """A fact that costs or earns a window points under one rule (R26)."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="findings", db_index=False)
    rule = models.CharField(max_length=10)
    fact = models.CharField(max_length=80)
    person = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    happened_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    points = models.DecimalField(null=True, max_digits=8, decimal_places=3)
    level = models.CharField(max_length=10, default="", blank=True)
    reason = models.CharField(max_length=300, default="", blank=True)
    verified = models.BooleanField(default=False)
    origin = models.CharField(max_length=10, default="entered")
    found_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=[(one, one) for one in STATES])
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    rulebook = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "window", "rule", "fact"], condition=Q(corrects=None), name="finding_once_a_fact"
            )
        ]
        indexes = [models.Index(fields=["window", "happened_at"], name="finding_of_window")]

    @property
    def ref(self) -> str:
        return f"finding:{self.pk}"


class Evidence(models.Model):
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10)
    route = models.CharField(max_length=60, default="", blank=True)
    key = models.CharField(max_length=60, default="", blank=True)
    words = models.CharField(max_length=300)


class FindingStep(models.Model):
    """One act on a finding, never changed: who did it (nobody: the hall's own records), when and with which words."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=12, choices=[(one, one) for one in ACTS])
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    words = models.CharField(max_length=300, default="", blank=True)
