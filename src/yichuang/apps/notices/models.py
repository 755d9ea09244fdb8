from django.db import models

from yichuang.apps.organization.models import Hall, Staff, Window


class Notice(models.Model):
    """A numbered document handed to a citizen. Frozen at issue: the database refuses to change it (D5.5.4)."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="notices", db_index=False)
    kind = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    window = models.ForeignKey(Window, null=True, on_delete=models.PROTECT, related_name="notices", db_index=False)
    document = models.TextField()
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=32, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="notices", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "kind", "year", "sequence"], name="notice_number_once"),
        ]
        indexes = [models.Index(fields=["hall", "-issued_at", "-id"], name="notice_newest_first")]

    def __str__(self) -> str:
        return self.number


class Revocation(models.Model):
    """A notice declared void; the notice itself stays as it was issued."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="revocation")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")


class Print(models.Model):
    """One printing of a notice or of an item's one-time notification; the first is the original, later ones copies."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="prints")
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
