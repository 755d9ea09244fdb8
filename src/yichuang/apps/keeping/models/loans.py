"""Loans and copies of archives (R25, D4.8.5)."""

from django.db import models
from django.db.models import F, Q

from yichuang.apps.keeping.models.archives import Archive
from yichuang.apps.organization.models import Hall, Staff


class LoanKind(models.TextChoices):
    """A file that leaves and comes back, or copies that stay out."""

    LEND = "lend"
    COPY = "copy"


class Loan(models.Model):
    """One loan or copy: who wants what and why, the consent of the leader in charge, out, due, back.

    Nothing leaves without consent. A file that is lost while it is out stays out; its archive says so.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    archive = models.ForeignKey(Archive, on_delete=models.PROTECT, related_name="loans")
    kind = models.CharField(max_length=4, choices=LoanKind.choices)
    borrower = models.CharField(max_length=60)
    what = models.CharField(max_length=200)
    reason = models.CharField(max_length=300)
    due_on = models.DateField(null=True)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    approved = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=300, default="", blank=True)
    out_at = models.DateTimeField(null=True)
    out_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    back_at = models.DateTimeField(null=True)
    back_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    back_note = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="lend", due_on__isnull=False) | Q(kind="copy", due_on=None), name="a_loan_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(approved=None, decided_by=None, decided_at=None)
                | Q(approved__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="loan_decided_by_somebody",
            ),
            models.CheckConstraint(condition=Q(out_at=None) | Q(approved=True), name="nothing_leaves_without_consent"),
            models.CheckConstraint(
                condition=Q(back_at=None) | Q(kind="lend", back_at__gte=F("out_at")), name="back_after_it_left"
            ),
            models.UniqueConstraint(
                fields=["archive"], condition=Q(kind="lend", out_at__isnull=False, back_at=None),
                name="one_loan_at_a_time",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["hall", "-asked_at", "-id"], name="loan_newest_first"),
            models.Index(fields=["hall", "due_on"], name="loan_by_due"),
        ]

    @property
    def ref(self) -> str:
        return f"loan:{self.pk}"

    @property
    def standing(self) -> str:
        """asked, declined, consented, out, back, lost, or copied."""
        if self.approved is None:
            return "asked"
        if not self.approved:
            return "declined"
        if self.out_at is None:
            return "consented"
        if self.kind == LoanKind.COPY:
            return "copied"
        if self.back_at is not None:
            return "back"
        return "lost" if hasattr(self.archive, "loss") else "out"
