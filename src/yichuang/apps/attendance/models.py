from datetime import datetime

from django.db import models
from django.db.models import F, Q

from yichuang.apps.organization.models import Hall, Staff, Window


class Slip(models.Model):
    """A slip for leave or going out (R20, D2.1.3, D4.11.4). What was filed is never altered, only what became of it.

    retro: filed when the absence had begun, so that it needs an explanation and the leader on duty (D2.1.3b).
    makes_up: the slip that was not approved in time and in whose place this one was filed.
    """

    class Kind(models.TextChoices):
        """On business, illness or a private matter (D4.11.4)."""

        BUSINESS = "business"
        ILLNESS = "illness"
        PRIVATE = "private"

    class State(models.TextChoices):
        WAITING = "waiting"
        APPROVED = "approved"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="slips", db_index=False)
    # The window he staffs, as it was when the slip was filed (C-34); none for those who staff none.
    window = models.ForeignKey(Window, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.CharField(max_length=200)
    destination = models.CharField(max_length=100)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    retro = models.BooleanField(default=False)
    explanation = models.CharField(max_length=300, default="", blank=True)
    makes_up = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="made_up_by")
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    # Who approved, refused or withdrew it, when and with which words; posts that nobody was left for (C-15).
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    remark = models.CharField(max_length=300, default="", blank=True)
    uncovered = models.CharField(max_length=300, default="", blank=True)
    returned_at = models.DateTimeField(null=True)
    return_noted_at = models.DateTimeField(null=True)
    return_noted_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="slip_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(retro=False, filed_at__lt=F("begins"))
                | (Q(retro=True, filed_at__gte=F("begins")) & ~Q(explanation="")),
                name="slip_made_up_is_explained",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None, decided_by=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="slip_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, return_noted_at=None, return_noted_by=None)
                | Q(state="approved", returned_at__isnull=False, return_noted_at__isnull=False,
                    return_noted_by__isnull=False),
                name="slip_return_whole",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["hall", "-begins", "-id"], name="slip_newest_first"),
            models.Index(fields=["person", "begins"], name="slip_of_person"),
            models.Index(fields=["hall", "begins"], condition=Q(state="waiting"), name="slip_waiting"),
            models.Index(
                fields=["hall", "begins"], condition=Q(state="approved", returned_at=None), name="slip_not_returned"
            ),
        ]

    def __str__(self) -> str:
        return self.person.name

    @property
    def ref(self) -> str:
        return f"slip:{self.pk}"


# A slip with these covers time, or may yet: one that waits costs for being late, not for the absence (C-08).
COVERING = (Slip.State.WAITING, Slip.State.APPROVED)


class OffPost(models.Model):
    """That somebody was seen not to be at his post at a window, from when to when (D2.1.2); never altered.

    A correction is a further row: when he was seen back, or a withdrawal with its reason by another person.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="+", db_index=False)
    begins = models.DateTimeField()
    # None while nobody has seen him back.
    ends = models.DateTimeField(null=True)
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gt=F("begins")), name="off_post_ends_after_begin"),
            models.UniqueConstraint(fields=["person", "begins", "by"], name="off_post_noted_once"),
        ]
        indexes = [models.Index(fields=["hall", "-begins", "-id"], name="off_post_newest_first")]

    @property
    def ref(self) -> str:
        return f"off_post:{self.pk}"

    @property
    def until(self) -> datetime | None:
        """When he was back, as noted at once or later; None while he has not been seen back."""
        return self.ends or (self.seen_back.seen_at if hasattr(self, "seen_back") else None)


class SeenBack(models.Model):
    """When somebody noted off his post was seen at it again; never altered."""

    record = models.OneToOneField(OffPost, on_delete=models.PROTECT, related_name="seen_back")
    seen_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)


class OffPostWithdrawal(models.Model):
    """That an off-post record counts no more, and why, by another person than who made it; never altered."""

    record = models.OneToOneField(OffPost, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
