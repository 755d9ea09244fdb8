from enum import StrEnum

from django.db import models
from django.db.models import Q

from yichuang.apps.organization.models import Hall, Staff


class Kind(StrEnum):
    """What an attachment shows: a paper, or a place or thing."""

    SCAN = "scan"
    PHOTO = "photo"


class Attachment(models.Model):
    """A stored scan or photo of one subject ("case:12"). Never changed: the database refuses (ADR 0016).

    `digest` is the SM3 of the stored bytes and names their file; several rows may share one. `part` says which part
    of the subject it shows, such as the id of a material.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="attachments", db_index=False)
    subject = models.CharField(max_length=80)
    part = models.CharField(max_length=40, default="", blank=True)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    title = models.CharField(max_length=120)
    media_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, db_index=True)
    preview = models.CharField(max_length=64, default="", blank=True, db_index=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0) & Q(pages__gt=0), name="attachment_holds_something"),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(title=""), name="attachment_has_subject_and_title"),
        ]
        indexes = [models.Index(fields=["hall", "subject", "id"], name="attachment_of_subject")]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"attachment:{self.pk}"

    @property
    def withdrawn(self) -> bool:
        return hasattr(self, "withdrawal")


class Withdrawal(models.Model):
    """That an attachment no longer counts, and why; it is not opened any more, its row stays as it was."""

    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
