"""Fees, the numbered tickets they are receipted on, what was taken off them, and what was charged against the rules.

Money is a whole number of fen in every column, quantities whole thousandths: SQLite keeps decimals as binary floats and
would add them up as such; whole numbers are exact in both databases.
"""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from yichuang.apps.cases.models.case import Case
from yichuang.apps.organization.models import Hall, Staff, Window

_PRODUCT = F("standard_fen") * F("thousandths")
_WHOLE = F("whole_fen") * 1000


class Fee(models.Model):
    """One charge on a case (R34, D2.4.0): what the catalogue asked that day, and the ticket it was receipted on."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="fees", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="fees")
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="fees", db_index=False)
    name = models.CharField(max_length=60)
    unit = models.CharField(max_length=20)
    basis = models.CharField(max_length=200)
    standard_fen = models.BigIntegerField(null=True)
    # For a fee assessed case by case: the paper that says how much, such as the number of the assessment.
    assessment = models.CharField(max_length=200, default="", blank=True)
    thousandths = models.BigIntegerField()
    whole_fen = models.BigIntegerField()
    reduced_fen = models.BigIntegerField(default=0)
    amount_fen = models.BigIntegerField()
    ticket = models.CharField(max_length=40)
    charged_on = models.DateField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(standard_fen__isnull=True)
                | (Q(LessThanOrEqual(_WHOLE, _PRODUCT + 500)) & Q(GreaterThan(_WHOLE, _PRODUCT - 500))),
                name="fee_is_standard_times_quantity",
            ),
            models.CheckConstraint(condition=Q(whole_fen=F("amount_fen") + F("reduced_fen")), name="fee_parts_add_up"),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0, reduced_fen__gte=0, thousandths__gt=0), name="fee_is_above_nothing"
            ),
            models.CheckConstraint(
                condition=Q(standard_fen__isnull=False) | ~Q(assessment=""), name="assessed_fee_has_its_paper"
            ),
        ]
        indexes = [
            models.Index(fields=["hall", "-at", "-id"], name="fee_newest_first"),
            models.Index(fields=["hall", "charged_on", "window"], name="fee_by_day"),
        ]

    @property
    def ref(self) -> str:
        return f"fee:{self.pk}"

    @property
    def quantity(self) -> Decimal:
        return Decimal(self.thousandths) / 1000


class FeeReversal(models.Model):
    """A fee that was entered wrongly, struck out by a second person; the fee stays readable and its ticket is void."""

    fee = models.OneToOneField(Fee, on_delete=models.PROTECT, related_name="reversal")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class TicketBook(models.Model):
    """A run of numbered fee tickets (票据) given out to a window, or to one person of it (D5.6.14.2)."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="ticket_books", db_index=False)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="ticket_books")
    holder = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="ticket_books")
    serial = models.PositiveIntegerField()
    prefix = models.CharField(max_length=20, default="", blank=True)
    width = models.PositiveSmallIntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first__gte=0, last__gte=F("first")), name="tickets_run_upwards"),
            models.UniqueConstraint(fields=["hall", "serial"], name="ticket_book_serial_once"),
        ]
        indexes = [models.Index(fields=["hall", "prefix", "first"], name="ticket_book_by_number")]

    def __str__(self) -> str:
        return f"{self.number(self.first)}–{self.number(self.last)}"

    def number(self, place: int) -> str:
        """A number of this book as it is printed on the ticket."""
        return f"{self.prefix}{place:0{self.width}d}"

    @property
    def ref(self) -> str:
        return f"ticket-book:{self.pk}"


class TicketUse(models.Model):
    """What became of one number: it receipts a fee, or it was voided with a reason. Once and for all."""

    book = models.ForeignKey(TicketBook, on_delete=models.PROTECT, related_name="uses", db_index=False)
    number = models.BigIntegerField()
    fee = models.OneToOneField(Fee, null=True, on_delete=models.PROTECT, related_name="ticket_use")
    void_reason = models.CharField(max_length=200, default="", blank=True)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="ticket_number_once"),
            models.CheckConstraint(
                condition=Q(fee__isnull=False, void_reason="") | (Q(fee=None) & ~Q(void_reason="")),
                name="ticket_used_or_void",
            ),
        ]


class FeeWaiver(models.Model):
    """A fee to be reduced, waived or paid later; it counts only with the consent of the principal leaders (D2.4.3)."""

    KINDS = ("reduction", "waiver", "deferral")

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="fee_waivers", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="fee_waivers")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    thousandths = models.BigIntegerField()
    whole_fen = models.BigIntegerField()
    # What is taken off, or paid later.
    amount_fen = models.BigIntegerField()
    pay_by = models.DateField(null=True)
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    approved = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "name"], condition=Q(approved=None), name="one_waiver_asked"),
            models.UniqueConstraint(fields=["case", "name"], condition=Q(approved=True), name="one_waiver_approved"),
            models.CheckConstraint(
                condition=Q(approved=None, decided_by=None, decided_at=None)
                | Q(approved__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="waiver_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0, amount_fen__lte=F("whole_fen"), thousandths__gt=0),
                name="waiver_within_the_fee",
            ),
            models.CheckConstraint(
                condition=Q(kind="deferral", pay_by__isnull=False) | (~Q(kind="deferral") & Q(pay_by=None)),
                name="deferral_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["hall", "-asked_at", "-id"], name="waiver_newest_first")]

    @property
    def ref(self) -> str:
        return f"fee-waiver:{self.pk}"

    @property
    def quantity(self) -> Decimal:
        return Decimal(self.thousandths) / 1000


class FeeIrregularity(models.Model):
    """What somebody was charged or let off against the rules, as the assessor found it (D2.4.1–2.4.3). Not a fee."""

    KINDS = ("raised", "abolished", "unknown", "waived_without_consent")

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="fee_irregularities", db_index=False)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="fee_irregularities")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="fee_irregularities")
    kind = models.CharField(max_length=24, choices=[(kind, kind) for kind in KINDS])
    name = models.CharField(max_length=60)
    standard_fen = models.BigIntegerField(null=True)
    amount_fen = models.BigIntegerField()
    on = models.DateField()
    evidence = models.CharField(max_length=500)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="raised") | Q(standard_fen__isnull=False, amount_fen__gt=F("standard_fen")),
                name="raised_is_above_the_standard",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="irregular_is_above_nothing"),
        ]
        indexes = [models.Index(fields=["hall", "-at", "-id"], name="irregularity_newest_first")]

    @property
    def ref(self) -> str:
        return f"fee-irregularity:{self.pk}"
