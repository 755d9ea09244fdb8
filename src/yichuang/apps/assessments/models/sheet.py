from datetime import date

from django.db import models
from django.db.models import F, Q

from yichuang.apps.organization.models import Hall, Staff, Window


class Sheet(models.Model):
    """A window's sheet of a quarter from its finalisation on (R27, D2.0.4). Before that it is live and has no row.

    What it says stands in its versions, which never change; here stands only how far it has come: objections until
    `objections_until` (that day included), then publication inside the hall.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="sheets", db_index=False)
    quarter = models.CharField(max_length=7)
    finalised_at = models.DateTimeField()
    finalised_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    objections_until = models.DateField()
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window", "quarter"], name="sheet_once_a_quarter"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__gte=F("finalised_at"), published_by__isnull=False),
                name="published_sheet_says_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["hall", "quarter"], name="sheet_of_quarter")]

    def __str__(self) -> str:
        return f"{self.window} {self.quarter}"

    @property
    def ref(self) -> str:
        return f"sheet:{self.pk}"

    def standing(self, today: date) -> str:
        """published, objections (the window may still object), or waiting (for answers and publication)."""
        if self.published_at is not None:
            return "published"
        return "objections" if today <= self.objections_until else "waiting"


class SheetVersion(models.Model):
    """One frozen sheet: the whole explained document with rulebook, readings, measures and findings; never changed.

    The first is made by finalising, each further one by a re-score, which says why and holds what it changed.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    why = models.CharField(max_length=300, default="", blank=True)
    rulebook = models.CharField(max_length=40)
    rulebook_digest = models.CharField(max_length=64)
    total = models.CharField(max_length=20)
    passed = models.BooleanField()
    document = models.TextField()
    digest = models.CharField(max_length=64)
    changes = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheet_version_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(why=""), name="re_score_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} v{self.number}"


class Objection(models.Model):
    """What the head of a window says against its finalised sheet, and the answer with its reason (C-27)."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="objections")
    version = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    accepted = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted=None, answer="", answered_at=None, answered_by=None)
                | (Q(accepted__isnull=False, answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="objection_answered_whole",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"objection:{self.pk}"
