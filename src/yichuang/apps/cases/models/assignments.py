"""Matters assigned from above, what was explained to the body behind them, and the written result (交办, R39)."""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import F, Q

from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Department, Hall, Staff
from yichuang.core.worktime import SHANGHAI


class Assignment(models.Model):
    """A matter an upper body gave the township, with its day (D5.4.1). Closed only with a written report N17."""

    OUTCOMES = ("done", "not_possible")

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="assignments", db_index=False)
    number = models.CharField(max_length=30)
    from_body = models.CharField(max_length=60)
    document_no = models.CharField(max_length=60, default="", blank=True)
    matter = models.CharField(max_length=200)
    received_on = models.DateField()
    due_on = models.DateField()
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="assignments")
    handler = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="assignments")
    entered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, default="", blank=True, choices=[(one, one) for one in OUTCOMES])
    report = models.CharField(max_length=600, default="", blank=True)
    notice = models.OneToOneField(Notice, null=True, on_delete=models.PROTECT, related_name="assignment")
    reported_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    reported_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "number"], name="assignment_number_once"),
            models.CheckConstraint(condition=Q(due_on__gte=F("received_on")), name="assignment_due_after_receipt"),
            models.CheckConstraint(
                condition=Q(report="", outcome="", notice=None, reported_by=None, reported_at=None)
                | (
                    ~Q(report="")
                    & ~Q(outcome="")
                    & Q(notice__isnull=False, reported_by__isnull=False, reported_at__isnull=False)
                ),
                name="assignment_report_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False, reported_at__isnull=False),
                name="assignment_closed_with_report",
            ),
        ]
        indexes = [
            models.Index(fields=["hall", "-entered_at", "-id"], name="assignment_newest_first"),
            models.Index(fields=["hall", "due_on"], condition=Q(closed_at=None), name="assignment_open_by_due"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        return f"assignment:{self.pk}"

    @property
    def standing(self) -> str:
        """ "open", "reported" or "closed"."""
        return "closed" if self.closed_at else "reported" if self.reported_at else "open"

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.received_on, time(), SHANGHAI)

    @property
    def ends(self) -> datetime:
        """The end of the last day in the hall's time: the day given from above counts whole."""
        return datetime.combine(self.due_on + timedelta(days=1), time(), SHANGHAI)


class AssignmentContact(models.Model):
    """That the body was told, and why, when a matter cannot be done or not in time (D5.4.1)."""

    KINDS = ("not_in_time", "not_possible")

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=12, choices=[(one, one) for one in KINDS])
    person = models.CharField(max_length=50)
    explanation = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
