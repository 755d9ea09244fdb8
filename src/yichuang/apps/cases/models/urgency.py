"""That a case is handled before others, why, by whose word, and with what shorter limit."""

from django.db import models
from django.db.models import F, Q

from yichuang.apps.cases.models.case import Case
from yichuang.apps.organization.models import Staff

GROUNDS = [(ground, ground) for ground in ("urgent", "special", "investment")]


class Urgency(models.Model):
    """One stay of a case in the urgent lane (D3.1.4, D3.3.5). The limit it brought only ever got shorter."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="urgencies")
    ground = models.CharField(max_length=12, choices=GROUNDS)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    # Both empty when the limit was left as it is.
    old_due_at = models.DateTimeField(null=True)
    new_due_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    withdraw_reason = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(withdrawn_at=None), name="urgent_once_at_a_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="urgent_with_a_reason"),
            models.CheckConstraint(
                condition=Q(old_due_at=None, new_due_at=None) | Q(new_due_at__lte=F("old_due_at")),
                name="urgent_only_shortens",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdraw_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdraw_reason="")),
                name="urgency_withdrawal_whole",
            ),
        ]
