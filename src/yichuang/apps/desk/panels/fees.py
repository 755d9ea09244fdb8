"""What a case owes by the catalogue, what was paid on which ticket, and what was let off with whose consent (R34)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.forms import Form
from django.http import HttpRequest

from yichuang.apps.cases.models import Case, Fee
from yichuang.apps.cases.queries import fees
from yichuang.apps.desk import fee_words as words
from yichuang.apps.desk.forms.fees import AskWaiverForm, ChargeForm, DecideWaiverForm, ReverseFeeForm
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel, typed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.apps.tickets.queries import business_day
from yichuang.core.fees import Charge, Wrong, charge, in_fen, read_quantity

LONGEST = 20


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    if not fees.ever_charged(case.item) and not fees.ever_charged(fees.item_now(case)):
        return None
    lines = fees.lines_of(case, business_day(request.now))
    charged = list(case.fees.select_related("by", "reversal__by").order_by("id"))
    waivers = list(case.fee_waivers.select_related("asked_by", "decided_by").order_by("id"))
    if not lines and not charged and not waivers:
        return None
    asked = request.GET.get("quantity", "")[:LONGEST]
    return {
        "rows": [_row(one, asked) for one in lines], "charged": charged, "waivers": waivers, "words": words,
        "quantity": asked, "forms": forms_for(request, case, bound, lines, charged),
        "may_ask_quantity": any(one.standing == "due" and one.waiver is None for one in lines),
    }  # fmt: skip


def _row(line: fees.Line, asked: str) -> dict[str, Any]:
    """A fee as the table shows it: standard × quantity = amount, for the quantity that was asked or consented to."""
    made = worked_out(line, asked)
    word, tone = words.STANDINGS[line.standing]
    return {
        "line": line, "word": word, "tone": tone,
        "standard_fen": None if line.assessed else in_fen(line.standard.amount or Decimal(0)),
        "quantity": words.plain(made.quantity) if made else "",
        "amount_fen": line.paid.amount_fen if line.paid else in_fen(made.amount) if made else None,
    }  # fmt: skip


def worked_out(line: fees.Line, asked: str) -> Charge | None:
    """The charge for a typed quantity; for one unit, or what the consent names, when nothing sensible was typed."""
    if line.paid is not None:
        return None if line.assessed else _charge(line, line.paid.quantity)
    quantity = read_quantity(asked)
    if isinstance(quantity, Wrong) or line.waiver is not None:
        return line.one
    return _charge(line, quantity) or line.one


def _charge(line: fees.Line, quantity: Decimal) -> Charge | None:
    made = None if line.assessed else charge(line.standard, quantity, reduced=line.reduced)
    return made if isinstance(made, Charge) else None


def chargeable(lines: list[fees.Line]) -> list[fees.Line]:
    """Fees that can still be taken: due, deferred, or assessed when somebody brings an assessment."""
    return [one for one in lines if one.standing in ("due", "deferred", "assessed")]


def reversible(staff: Staff, charged: list[Fee]) -> list[Fee]:
    standing = [one for one in charged if not hasattr(one, "reversal")]
    return [one for one in standing if fees.may_reverse(staff, one)] if standing and _second(staff) else []


def _second(staff: Staff) -> bool:
    return staff.has(Role.WINDOW_HEAD, Role.HALL_OFFICE)


def forms_for(
    request: HttpRequest, case: Case, bound: Bound, lines: list[fees.Line], charged: list[Fee]
) -> dict[str, Form]:
    """The forms this person may fill in now, by the name of their act."""
    staff, found = request.user, {}
    if fees.cashier_refusal(staff, case) is None and fees.state_refusal(case) is None:
        if chargeable(lines):
            found["charge_fee"] = typed(bound, "charge_fee", lambda: blank_charge(request, case, lines))
        if any(one.standing == "due" and one.waiver is None for one in lines):
            found["ask_waiver"] = typed(bound, "ask_waiver", lambda: ask_form(lines))
    waiting = [one.waiver for one in lines if one.standing == "asked" and one.waiver]
    if waiting and staff.has(Role.PRINCIPAL_LEADER):
        found["decide_waiver"] = typed(bound, "decide_waiver", lambda: DecideWaiverForm(
            waiting=waiting, auto_id="decide_waiver-%s", initial={"waiver": str(waiting[0].pk)}))  # fmt: skip
    wrong = reversible(staff, charged)
    if wrong:
        found["reverse_fee"] = typed(bound, "reverse_fee", lambda: ReverseFeeForm(
            charged=wrong, auto_id="reverse_fee-%s"))  # fmt: skip
    return found


def blank_charge(request: HttpRequest, case: Case, lines: list[fees.Line]) -> ChargeForm:
    """The form with the amount worked out and the next ticket proposed."""
    open_lines = chargeable(lines)
    made = worked_out(open_lines[0], request.GET.get("quantity", "")[:LONGEST])
    initial = {
        "fee": open_lines[0].standard.name, "quantity": words.plain(made.quantity) if made else "1",
        "amount": f"{made.amount:f}" if made else "", "ticket": fees.next_ticket(request.user, case),
    }  # fmt: skip
    return ChargeForm(lines=open_lines, initial=initial, auto_id="charge_fee-%s")


def ask_form(lines: list[fees.Line]) -> AskWaiverForm:
    due = [one for one in lines if one.standing == "due" and one.waiver is None]
    return AskWaiverForm(lines=due, auto_id="ask_waiver-%s", initial={"fee": due[0].standard.name})


def today_of(request: HttpRequest) -> date:
    return business_day(request.now)


PANEL = Panel("fees", facts)
