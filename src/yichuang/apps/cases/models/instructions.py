"""Instructions asked of a leader, a department or an upper body, and their replies (请示, R40)."""

from django.db import models
from django.db.models import Q

from yichuang.apps.cases.models.case import Case
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.reception.models import Visit


class Instruction(models.Model):
    """A question the law or the division of work leaves open (D5.5.3). Closed when the citizen has been told."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="instructions", db_index=False)
    number = models.CharField(max_length=30)
    question = models.CharField(max_length=500)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="instructions")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="instructions")
    to_staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    to_body = models.CharField(max_length=100, default="", blank=True)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    reply = models.CharField(max_length=1000, default="", blank=True)
    # Of an upper body: who there answered. The reply is then written down by who asked.
    answerer = models.CharField(max_length=100, default="", blank=True)
    replied_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    replied_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    told_how = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "number"], name="instruction_number_once"),
            models.CheckConstraint(
                condition=Q(to_staff__isnull=False, to_body="") | (Q(to_staff=None) & ~Q(to_body="")),
                name="instruction_asked_of_one",
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_by=None, replied_at=None)
                | (~Q(reply="") & Q(replied_by__isnull=False, replied_at__isnull=False)),
                name="instruction_reply_whole",
            ),
            models.CheckConstraint(
                condition=Q(told_at=None, told_by=None)
                | (Q(told_by__isnull=False, told_at__gte=models.F("replied_at")) & ~Q(told_how="") & ~Q(reply="")),
                name="instruction_told_after_reply",
            ),
        ]
        indexes = [
            models.Index(fields=["hall", "-asked_at", "-id"], name="instruction_newest_first"),
            models.Index(fields=["to_staff"], condition=Q(replied_at=None), name="instruction_to_answer"),
            models.Index(fields=["asked_by"], condition=Q(told_at=None), name="instruction_to_tell"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        return f"instruction:{self.pk}"

    @property
    def standing(self) -> str:
        """ "asked", "replied" or "told"."""
        return "told" if self.told_at else "replied" if self.replied_at else "asked"
