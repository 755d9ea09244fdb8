"""What a light calls for: a word from the handler, and a reminder that reached him."""

from django.db import models

from yichuang.apps.cases.models.case import Case
from yichuang.apps.organization.models import Staff
from yichuang.core.lifecycle import Light

CALLING = [(Light.RED.value, Light.RED.value), (Light.YELLOW.value, Light.YELLOW.value)]


class LightWord(models.Model):
    """Why a case is late or nearly so, and what is being done; for the due time that stood then (D3.1.3)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="words")
    light = models.CharField(max_length=6, choices=CALLING)
    due_at = models.DateTimeField()
    cause = models.CharField(max_length=300)
    plan = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(cause=""), name="a_word_names_its_cause")]


class Reminder(models.Model):
    """That somebody was told of a light, once for each person, light and due time; `seen_at` is his answer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reminders", db_index=False)
    light = models.CharField(max_length=6, choices=CALLING)
    due_at = models.DateTimeField()
    to = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="reminders", db_index=False)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "light", "due_at", "to"], name="reminded_once")]
        indexes = [models.Index(fields=["to", "-at", "-id"], name="reminders_newest_first")]
