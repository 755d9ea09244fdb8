from django.db import models
from django.db.models import Q

from yichuang.apps.cases.models import OPEN, Case
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Hall, Staff


class Way(models.TextChoices):
    """How an apology reached the citizen (R17)."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    WRITING = "writing"


class Cause(models.TextChoices):
    """Why the limit was passed (C-26); the apology is owed either way, what follows from it is not."""

    NEGLECT = "neglect"
    OTHER = "other"


class Overdue(models.Model):
    """A case that ran past its due time: the order to finish it at once, and the apology owed (R17, D5.2.4).

    Closed when the case has ended and the apology is made; withdrawn, with its ground, when the due time turned out
    to lie later. A case that then passes the later due time gets a second record; only one stands. Never deleted.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="overdue")
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=60, default="", blank=True)
    serious = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""), name="withdrawn_overdue_says_why"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(withdrawn_at=None), name="one_standing_overdue"),
        ]
        indexes = [models.Index(fields=["hall", "-opened_at", "-id"], name="overdue_newest_first")]

    @property
    def ref(self) -> str:
        return f"overdue:{self.pk}"

    @property
    def standing(self) -> str:
        """Where it stands: withdrawn, finish (the case runs on), apology (only that is owed), or closed."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        if self.case.state in OPEN:
            return "finish"
        return "closed" if hasattr(self, "apology") else "apology"


class Apology(models.Model):
    """The apology for one overdue case: when, how, by whom, what the citizen said, and its paper N13; never changed."""

    overdue = models.OneToOneField(Overdue, on_delete=models.PROTECT, related_name="apology")
    done_on = models.DateField()
    way = models.CharField(max_length=10, choices=Way.choices)
    cause = models.CharField(max_length=8, choices=Cause.choices)
    explanation = models.CharField(max_length=300)
    acknowledgement = models.CharField(max_length=200, default="", blank=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
