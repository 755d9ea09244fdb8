"""Stock of guides and forms at the windows (R43, D2.2.2). A card is one paper at one window."""

from django.db import models
from django.db.models import F, Q

from yichuang.apps.organization.models import Hall, Staff, Window


class PaperKind(models.TextChoices):
    """A guide tells how a matter is done (《办事须知》); a form is filled in; other papers lie ready to be taken."""

    GUIDE = "guide"
    FORM = "form"
    OTHER = "other"


class Movement(models.TextChoices):
    """Taken in, given out, or counted: a count says how many there are, whatever the card said."""

    IN = "in"
    OUT = "out"
    COUNT = "count"


class StockCard(models.Model):
    """One paper at one window. `balance` is what its last movement left; never written by anything else."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="stock")
    kind = models.CharField(max_length=8, choices=PaperKind.choices)
    name = models.CharField(max_length=80)
    low_water = models.PositiveIntegerField()
    balance = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    # A paper that is no longer used runs out of nothing.
    retired_at = models.DateTimeField(null=True)
    retired_why = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window", "name"], condition=Q(retired_at=None), name="one_card_a_paper"),
            models.CheckConstraint(condition=Q(balance__gte=0), name="stock_never_below_nothing"),
            models.CheckConstraint(condition=Q(retired_at=None) | ~Q(retired_why=""), name="retired_card_says_why"),
        ]
        indexes = [models.Index(fields=["hall", "-moved_at", "-id"], name="stock_last_moved_first")]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"stock:{self.pk}"

    @property
    def standing(self) -> str:
        """retired, out, low (at or below its mark) or enough."""
        if self.retired_at is not None:
            return "retired"
        if self.balance == 0:
            return "out"
        return "low" if self.balance <= self.low_water else "enough"


class StockMove(models.Model):
    """One movement and what it left; never changed. A wrong one is put right by a count."""

    card = models.ForeignKey(StockCard, on_delete=models.PROTECT, related_name="moves", db_index=False)
    kind = models.CharField(max_length=5, choices=Movement.choices)
    quantity = models.PositiveIntegerField()
    balance = models.PositiveIntegerField()
    note = models.CharField(max_length=200, default="", blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind="count") | Q(quantity__gt=0), name="moved_something"),
            models.CheckConstraint(condition=~Q(kind="count") | Q(balance=F("quantity")), name="counted_is_left"),
        ]
        indexes = [models.Index(fields=["card", "-at", "-id"], name="stock_moves_of_card")]


class Outage(models.Model):
    """One time that a paper ran out: from the movement that left nothing to the one that left something."""

    card = models.ForeignKey(StockCard, on_delete=models.PROTECT, related_name="outages", db_index=False)
    began_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card"], condition=Q(ended_at=None), name="one_outage_at_a_time"),
            models.CheckConstraint(condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="outage_has_end"),
        ]
        indexes = [models.Index(fields=["card", "-began_at"], name="outages_of_card")]

    @property
    def ref(self) -> str:
        return f"outage:{self.pk}"
