"""Charging by the catalogue, exactly and on a numbered ticket; striking out what was entered wrongly."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from yichuang.apps.audit import Refused, command, free_text, record, refuse, step
from yichuang.apps.cases import fees
from yichuang.apps.cases.commands.fee_tickets import find_number, use_number
from yichuang.apps.cases.fee_refusals import line_for, no, right
from yichuang.apps.cases.fees import Line
from yichuang.apps.cases.models import Case, Fee, FeeReversal
from yichuang.apps.organization.models import Staff
from yichuang.core.fees import Charge, Wrong, WrongCode, charge, in_fen, read_money, read_quantity
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI


@dataclass(frozen=True)
class Taken:
    """What a clerk enters about a payment, as typed: the fee's name, quantity, amount received, ticket number.

    `assessment` names the paper of a fee that is assessed case by case.
    """

    fee: str
    quantity: str
    amount: str
    ticket: str
    assessment: str = ""


@command
def charge_fee(*, case: Case, taken: Taken, by: Staff, now: datetime) -> Fee:
    """Takes a fee the catalogue lists on this day, exactly, on a numbered ticket (D2.4.0–2.4.2, D3.1.5, D5.6.14).

    Refused: any other name or amount, a fee charged already or waived, a ticket that is missing, foreign or used.
    """
    require_open(case, by)
    line = line_for(case, taken.fee, now.astimezone(SHANGHAI).date())
    _require_to_pay(line)
    made, assessment = _reckoned(line, taken), ""
    if line.assessed:
        assessment = free_text(taken.assessment, "assessment", most=200, clause="D2.4.0",
                               missing=N_("An assessed fee names its assessment."))  # fmt: skip
    book, number = find_number(taken.ticket, case, by)
    standard = line.standard
    fee = Fee.objects.create(
        hall=case.hall, case=case, window=case.front_window, name=standard.name, unit=standard.unit, basis=line.basis,
        standard_fen=None if standard.amount is None else in_fen(standard.amount), assessment=assessment,
        thousandths=int(made.quantity * 1000), whole_fen=in_fen(made.whole), reduced_fen=in_fen(made.reduced),
        amount_fen=in_fen(made.amount), ticket=book.number(number), charged_on=now.astimezone(SHANGHAI).date(),
        by=by, at=now,
    )  # fmt: skip
    use_number(book, number, by=by, now=now, fee=fee)
    record(hall=case.hall.slug, verb="fee.charged", by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "fee": fee.name, "fen": fee.amount_fen, "ticket": fee.ticket})  # fmt: skip
    return fee


@step
def require_open(case: Case, by: Staff) -> None:
    """The right person, and a case whose fees are open; the case is held, so that two do not charge it at once."""
    fees.require_cashier(by, case)
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    case.refresh_from_db(fields=["state", "accepted_at"])
    refusal = fees.state_refusal(case)
    if refusal is not None:
        raise Refused(refusal)


def _require_to_pay(line: Line) -> None:
    if line.paid is not None:
        refuse("fee_charged_already", N_("This fee has been charged on this case."),
               N_("If it was entered wrongly, a second person strikes it out first."), "fee", "D2.4.2")  # fmt: skip
    if line.standing == "waived":
        refuse("fee_waived", N_("This fee has been waived."), N_("Nothing is to be paid."), "fee", "D2.4.3")
    if line.standing == "asked":
        refuse("waiver_waits", N_("A waiver of this fee waits for its decision."),
               N_("Charge it when the principal leaders have decided."), "fee", "D2.4.3")  # fmt: skip


def _reckoned(line: Line, taken: Taken) -> Charge:
    """What the standard asks for this quantity; Refused when the amount received is another one (D2.4.1)."""
    quantity, received = right(read_quantity(taken.quantity)), right(read_money(taken.amount))
    if line.waiver is not None and line.waiver.approved and quantity != line.waiver.quantity:
        refuse("quantity_other_than_consent", N_("The consent is for a quantity of %(quantity)s."),
               N_("Charge this quantity."), "quantity", "D2.4.3",
               quantity=f"{line.waiver.quantity.normalize():f}")  # fmt: skip
    made = right(charge(line.standard, quantity, reduced=line.reduced, assessed=received))
    if made.amount != received:
        no(Wrong(WrongCode.OTHER_AMOUNT, made.amount))
    if made.amount == Decimal(0):
        no(Wrong(WrongCode.NO_AMOUNT))
    return made


@command
def reverse_fee(*, fee: Fee, reason: str, by: Staff, now: datetime) -> FeeReversal:
    """Strikes out a fee that was entered wrongly; its ticket becomes void. By a second person, once (D2.4.0)."""
    said = free_text(reason, "reason", most=300, clause="D2.4.0", missing=N_("A reason is needed."))
    if not fees.may_reverse(by, fee):
        refuse("second_person", N_("A second person strikes a fee out, not who entered it."),
               N_("Ask the head of the window or the hall office."), clause="D2.4.0")  # fmt: skip
    if FeeReversal.objects.filter(fee=fee).exists():
        refuse("fee_reversed_already", N_("This fee has been struck out already."))
    reversal = FeeReversal.objects.create(fee=fee, reason=said, by=by, at=now)
    record(hall=fee.hall.slug, verb="fee.reversed", by=by.ref, subject=fee.case.ref, now=now,
           detail={"number": fee.case.number, "fee": fee.name, "fen": fee.amount_fen,
                   "ticket": fee.ticket})  # fmt: skip
    return reversal
