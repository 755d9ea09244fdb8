"""Rulebooks written in the hall, and from which quarter on one is scored by (D2.0.1, D2.0.2)."""

from django.db import models
from django.db.models import F, Q

from yichuang.apps.organization.models import Hall, Staff


class RulebookVersion(models.Model):
    """A rulebook written in the browser: a draft by its author, in force by a second person, or discarded.

    `text` is the TOML exactly as it was written, `digest` its SHA-256; once it is no longer a draft the database
    refuses every change, so that a sheet can always prove the text it was made by.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        IN_FORCE = "in_force"
        DISCARDED = "discarded"

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=40)
    based_on = models.CharField(max_length=40)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    drafted_at = models.DateTimeField()
    written_at = models.DateTimeField()
    second = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "number"], condition=~Q(state="discarded"), name="rulebook_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", second=None, settled_at=None)
                | Q(state="discarded", second=None, settled_at__isnull=False)
                | (Q(state="in_force", second__isnull=False, settled_at__isnull=False) & ~Q(second=F("author"))),
                name="rulebook_in_force_by_two",
            ),
        ]
        indexes = [models.Index(fields=["hall", "-drafted_at", "-id"], name="rulebook_newest_first")]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        return f"rulebook:{self.pk}"


class RulebookText(models.Model):
    """Every text a version has had, the first one begun with and each that was written over it, never changed.

    The latest one is that of the version itself.
    """

    version = models.ForeignKey(RulebookVersion, on_delete=models.PROTECT, related_name="texts", db_index=False)
    number = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="rulebook_text_numbered")]

    def __str__(self) -> str:
        return str(self.number)


class Adoption(models.Model):
    """From the first day of a quarter on the hall is scored by a rulebook; the latest one for a day holds.

    `version` is empty for a rulebook on file; `document` names the decision.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=40)
    version = models.ForeignKey(
        RulebookVersion, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )  # fmt: skip
    from_day = models.DateField()
    document = models.CharField(max_length=200)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_day__month__in=(1, 4, 7, 10), from_day__day=1), name="adopted_from_a_quarter"
            ),
            models.CheckConstraint(condition=~Q(document=""), name="adopted_by_a_document"),
        ]
        indexes = [models.Index(fields=["hall", "-from_day", "-id"], name="adoption_newest_first")]
