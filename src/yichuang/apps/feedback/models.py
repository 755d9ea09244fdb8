from django.db import models

from yichuang.apps.cases.models import Case


class Grade(models.TextChoices):
    GOOD = "good"
    FAIRLY_GOOD = "fairly_good"
    FAIR = "fair"
    POOR = "poor"


class Rating(models.Model):
    """What a citizen thought of how his case was served (R29, C-36): once, by himself, or not at all."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="rating")
    grade = models.CharField(max_length=12, choices=Grade.choices)
    remark = models.CharField(max_length=500, default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="rating_by_moment")]
