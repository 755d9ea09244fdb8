"""Cases that were not handled as their item says."""

from django.db import models
from django.db.models import F, Q

from yichuang.apps.cases.models.case import Case
from yichuang.apps.organization.models import Staff


class KindChange(models.Model):
    """Why an item that is instant by its nature is handled as promised (D2.5.1, C-33). Never changed.

    An instant item whose case is promised without such a row was delayed without a reason.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="kind_change")
    old = models.CharField(max_length=14)
    new = models.CharField(max_length=14)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(old=F("new")), name="kind_changed_with_a_reason"),
        ]
