"""Letting somebody off with the government's consent (D2.4.3), and charges found against the rules (D2.4.1–2.4.3)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from yichuang.apps.audit import command, free_text, record, refuse
from yichuang.apps.cases import fees
from yichuang.apps.cases.commands.fees import require_open
from yichuang.apps.cases.fee_refusals import line_for, no, right
from yichuang.apps.cases.models import Case, FeeIrregularity, FeeWaiver
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.organization.roles import Role
from yichuang.core.fees import Wrong, WrongCode, charge, in_fen, read_money, read_quantity
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI

CLAUSE = "D2.4.3"


@dataclass(frozen=True)
class Asked:
    """What is asked for, as typed: `amount` is what a reduction takes off, `pay_by` the day of a deferral."""

    fee: str
    kind: str
    quantity: str
    reason: str
    amount: str = ""
    pay_by: date | None = None


@command
def ask_waiver(*, case: Case, asked: Asked, by: Staff, now: datetime) -> FeeWaiver:
    """Asks the principal leaders to reduce, waive or defer a fee (R34). Alone it counts for nothing (D2.4.3)."""
    require_open(case, by)
    if asked.kind not in FeeWaiver.KINDS:
        refuse("kind_missing", N_("Say what is asked for."), N_("Choose one."), "kind", CLAUSE)
    today = now.astimezone(SHANGHAI).date()
    line = line_for(case, asked.fee, today)
    if line.assessed:
        refuse("assessed_not_here", N_("A fee that is assessed case by case is not waived here."),
               N_("Whoever assesses it decides."), "fee", CLAUSE)  # fmt: skip
    if line.paid is not None or line.waiver is not None:
        refuse("waiver_too_late", N_("This fee is paid, or a waiver has been asked for already."), "", "fee", CLAUSE)
    reason = free_text(asked.reason, "reason", most=300, clause=CLAUSE, missing=N_("A reason is needed."))
    made = right(charge(line.standard, right(read_quantity(asked.quantity))))
    waiver = FeeWaiver.objects.create(
        hall=case.hall, case=case, name=line.standard.name, kind=asked.kind, thousandths=int(made.quantity * 1000),
        whole_fen=in_fen(made.whole), amount_fen=in_fen(_off(asked, made.whole)), pay_by=_day(asked, today),
        reason=reason, asked_by=by, asked_at=now,
    )  # fmt: skip
    record(hall=case.hall.slug, verb="fee.waiver_asked", by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "fee": waiver.name, "kind": waiver.kind,
                   "fen": waiver.amount_fen})  # fmt: skip
    return waiver


def _off(asked: Asked, whole: Decimal) -> Decimal:
    """What is taken off: for a reduction a part of the fee, else all of it."""
    if whole == 0:
        no(Wrong(WrongCode.NO_AMOUNT))
    if asked.kind != "reduction":
        return whole
    amount = right(read_money(asked.amount))
    if not 0 < amount < whole:
        refuse("reduction_not_a_part", N_("A reduction takes off a part of %(whole)s yuan."),
               N_("To let somebody off wholly, ask for a waiver."), "amount", CLAUSE, whole=whole)  # fmt: skip
    return amount


def _day(asked: Asked, today: date) -> date | None:
    if asked.kind != "deferral":
        return None
    if asked.pay_by is None or asked.pay_by <= today:
        refuse("deferral_day", N_("A deferral names the day by which the fee is paid, after today."),
               N_("Enter the day."), "pay_by", CLAUSE)  # fmt: skip
    return asked.pay_by


@command
def decide_waiver(*, waiver: FeeWaiver, approve: bool, remark: str = "", by: Staff, now: datetime) -> FeeWaiver:
    """The consent of the township government, or its refusal: by the principal leaders alone, once (D2.4.3)."""
    said = free_text(remark, "remark", most=300, needed=not approve, clause=CLAUSE,
                     missing=N_("A refusal gives its reason."))  # fmt: skip
    if not by.has(Role.PRINCIPAL_LEADER) or by.hall_id != waiver.hall_id or by.pk == waiver.asked_by_id:
        refuse("not_yours", N_("Only the principal leaders consent to a waiver."), N_("Leave it to them."),
               clause=CLAUSE)  # fmt: skip
    undecided = FeeWaiver.objects.filter(pk=waiver.pk, approved=None)
    if not undecided.update(approved=approve, decided_by=by, decided_at=now, remark=said):
        refuse("waiver_decided", N_("This has been decided already."), N_("Reload the page to see how it stands."))
    waiver.refresh_from_db()
    record(hall=waiver.hall.slug, verb="fee.waiver_approved" if approve else "fee.waiver_declined", by=by.ref,
           subject=waiver.case.ref, now=now,
           detail={"number": waiver.case.number, "fee": waiver.name, "fen": waiver.amount_fen})  # fmt: skip
    return waiver


@dataclass(frozen=True)
class Found:
    """What an assessor found, as typed: which window charged or let off what, on which day, and the evidence."""

    window: Window
    kind: str
    name: str
    amount: str
    on: date
    evidence: str
    standard: str = ""
    case: Case | None = None


@command
def note_irregularity(*, found: Found, by: Staff, now: datetime) -> FeeIrregularity:
    """Records a charge or waiver that broke the rules, as found; it is no fee and moves no money (D2.4.1–2.4.3)."""
    if not by.has(*fees.NOTES_IRREGULARITIES) or found.window.hall_id != by.hall_id:
        refuse("not_yours", N_("Irregular charges are recorded by the assessor or the hall office."),
               N_("Tell them what you found."), clause="D2.4.0")  # fmt: skip
    if found.kind not in FeeIrregularity.KINDS:
        refuse("kind_missing", N_("Say what kind of irregularity it is."), N_("Choose one."), "kind", "D2.4.0")
    name = free_text(found.name, "name", most=60, clause="D2.4.0")
    evidence = free_text(found.evidence, "evidence", most=500, clause="D2.4.1",
                         missing=N_("Without evidence nothing is recorded."))  # fmt: skip
    if found.on > now.astimezone(SHANGHAI).date():
        refuse("day_ahead", N_("This day has not come yet."), N_("Enter the day it happened."), "on", "D2.4.0")
    amount = right(read_money(found.amount))
    if amount == 0:
        no(Wrong(WrongCode.NO_AMOUNT))
    standard = _standard_of(found, amount)
    row = FeeIrregularity.objects.create(
        hall=by.hall, window=found.window, case=found.case, kind=found.kind, name=name, amount_fen=in_fen(amount),
        standard_fen=None if standard is None else in_fen(standard), on=found.on, evidence=evidence, by=by, at=now,
    )  # fmt: skip
    record(hall=by.hall.slug, verb="fee.irregularity_noted", by=by.ref, subject=row.ref, now=now,
           detail={"window": found.window.code, "kind": row.kind, "fen": row.amount_fen})  # fmt: skip
    return row


def _standard_of(found: Found, amount: Decimal) -> Decimal | None:
    """A raised fee lies above its standard; the others may leave the standard out."""
    if not found.standard.strip() and found.kind != "raised":
        return None
    standard = read_money(found.standard)
    if isinstance(standard, Wrong):
        refuse("standard_missing", N_("Enter the standard in yuan."), N_("Write it in digits, such as 10.00."),
               "standard", "D2.4.1")  # fmt: skip
    if found.kind == "raised" and amount <= standard:
        refuse(
            "not_raised", N_("This amount is not above the standard."), N_("Choose another kind."), "amount", "D2.4.1"
        )
    return standard
