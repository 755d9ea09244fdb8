from django.db import models
from django.db.models import Q

from yichuang.apps.organization.models import Hall, Staff, Window


class MonthlyContest(models.Model):
    """One frozen ranking of a month with the statements it rests on (R28, D1.28); never changed.

    The first is made by settling the month, each further one by a revision, which says why. The model windows of a
    month are those of its newest version. `digest` is that of `ranking`, which holds the digests of the statements.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.CharField(max_length=7)
    number = models.PositiveSmallIntegerField()
    settled_at = models.DateTimeField()
    settled_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    why = models.CharField(max_length=300, default="", blank=True)
    ranking = models.TextField()
    statements = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "month", "number"], name="contest_version_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(why=""), name="revision_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.month} v{self.number}"


class YearScore(models.Model):
    """A window's final value of a year as the leader in charge enters it, beside the proposal of then (D2.0.5).

    Never changed: a later value is a further row with its own reason. `quarters` are the totals of the finalised
    quarters the proposal is the mean of, by quarter, as exact figures.
    """

    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=6)
    quarters = models.JSONField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window", "year", "number"], name="year_value_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="year_value_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.window} {self.year} v{self.number}"
