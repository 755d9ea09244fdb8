"""What was seen on the spot (D3.4.7)."""

from django.db import models
from django.db.models import F, Q

from yichuang.apps.cases.models.case import Case
from yichuang.apps.organization.models import Staff


class Survey(models.Model):
    """One survey of the place a case is about (踏勘): where, when, who was there, what was found. Never changed.

    Its photos are attachments of the subject "survey:<pk>".
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="surveys")
    place = models.CharField(max_length=200)
    at = models.DateTimeField()
    present = models.CharField(max_length=200)
    findings = models.CharField(max_length=1000)
    ground = models.CharField(max_length=300, default="", blank=True)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(place="") & ~Q(present="") & ~Q(findings=""), name="survey_says_where_who_and_what"
            ),
            models.CheckConstraint(condition=Q(at__lte=F("recorded_at")), name="survey_is_not_in_the_future"),
        ]

    @property
    def ref(self) -> str:
        return f"survey:{self.pk}"
