"""Who is on duty on days off, and whom he called in (R10, D3.3.4)."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from yichuang.apps.organization.models import Hall, Staff, Window


class RosterDay(models.Model):
    """One person on duty on one day off. Taken off the roster it stays, with who did so."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="roster", db_index=False)
    day = models.DateField()
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="roster_days")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "day", "staff"], condition=Q(withdrawn_at=None), name="on_duty_once_a_day"
            ),
        ]

    @property
    def ref(self) -> str:
        return f"roster:{self.pk}"


class Callout(models.Model):
    """A member of the staff told to come in an emergency: when he was told, when he was there."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="callouts", db_index=False)
    matter = models.CharField(max_length=200)
    site = models.CharField(max_length=100, default="", blank=True)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="callouts")
    window = models.ForeignKey(Window, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    told_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, default="", blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(arrived_at=None) | Q(arrived_at__gte=F("told_at")), name="nobody_arrives_before_being_told"
            ),
        ]
        indexes = [models.Index(fields=["hall", "-told_at", "-id"], name="callout_newest_first")]

    @property
    def ref(self) -> str:
        return f"callout:{self.pk}"

    @property
    def minutes(self) -> int | None:
        """Whole minutes between being told and being there; None while he is on his way."""
        return (self.arrived_at - self.told_at) // timedelta(minutes=1) if self.arrived_at else None
