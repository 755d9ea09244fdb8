"""What is written down beside a case on its way: what was asked for, why it went back, ended or was extended."""

from django.db import models
from django.db.models import Q

from yichuang.apps.cases.models.case import Case
from yichuang.apps.organization.models import Staff


class SendBack(models.Model):
    """A reviewer's or approver's reason for having the work done again; opens the round it names."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="send_backs")
    round = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")


class SupplementList(models.Model):
    """What a citizen was told to bring, once and completely (R03, D3.4.4); a second list needs its cause."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="supplements")
    round = models.PositiveSmallIntegerField()
    wanted = models.JSONField()
    cause = models.CharField(max_length=300, default="", blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="one_list_a_round"),
            models.CheckConstraint(condition=Q(round=1) | ~Q(cause=""), name="second_list_has_a_cause"),
        ]


class Ending(models.Model):
    """Why a case ended without completion: returned or refused, with kind, reason, ground and remedy (R04)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="ending")
    kind = models.CharField(max_length=20)
    reason = models.CharField(max_length=500)
    ground = models.CharField(max_length=300)
    remedy = models.CharField(max_length=300, default="", blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")


class Extension(models.Model):
    """The one extension a case may have (R16, D5.2.3): its old due time stays readable here."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="extension")
    days = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
