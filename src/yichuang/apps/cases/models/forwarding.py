"""What was sent up to another body, and what came back (上报件, R13, D3.4.9)."""

from django.db import models
from django.db.models import F, Q

from yichuang.apps.cases.models.case import Case
from yichuang.apps.organization.models import Staff


class Outcome(models.TextChoices):
    """What the upper body said: granted, refused, or to be done again here and sent anew."""

    GRANTED = "granted"
    REFUSED = "refused"
    AGAIN = "again"


class Forwarding(models.Model):
    """One sending up of a case: to whom, by when that body decides, and its answer. One a round of the case.

    What was sent is never changed, what came back is written once. `upper_due_at` is empty only on answers from
    before forwardings were recorded.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="forwardings")
    round = models.PositiveSmallIntegerField()
    body = models.CharField(max_length=100)
    document = models.CharField(max_length=60, default="", blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    # The hall's own limit at the moment of sending: sending in time fulfils the local duty (D4.7.1).
    local_due_at = models.DateTimeField()
    upper_due_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default="", blank=True)
    result = models.CharField(max_length=300, default="", blank=True)
    upper_document = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="sent_up_once_a_round"),
            models.CheckConstraint(
                condition=Q(returned_at=None, outcome="", result="")
                | (Q(returned_at__gte=F("sent_at")) & ~Q(outcome="") & ~Q(result="")),
                name="returned_with_outcome_and_result",
            ),
            models.CheckConstraint(
                condition=Q(upper_due_at=None) | Q(upper_due_at__gte=F("sent_at")), name="upper_due_after_sending"
            ),
        ]
        indexes = [models.Index(fields=["-sent_at", "-id"], name="forwarding_newest_first")]

    @property
    def in_time(self) -> bool:
        """Whether the local duty was fulfilled: sent up by the hall's own due time (D4.7.1)."""
        return self.sent_at <= self.local_due_at
