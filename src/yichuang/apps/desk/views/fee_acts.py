"""Acts about the fees of a case, from its page: charge, strike out, ask for a waiver, decide on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yichuang.apps.cases import commands
from yichuang.apps.cases.commands import Asked, Taken
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.queries import fees
from yichuang.apps.desk.forms.fees import AskWaiverForm, ChargeForm, DecideWaiverForm, ReverseFeeForm
from yichuang.apps.desk.panels.fees import today_of
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load


def charge_fee(request: HttpRequest, pk: int) -> HttpResponse:
    case = load(request, pk)
    form = ChargeForm(request.POST, lines=fees.lines_of(case, today_of(request)), auto_id="charge_fee-%s")

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.charge_fee(case=case, taken=Taken(**typed), by=request.user, now=request.now)

    return act_on(request, case, "charge_fee", form, do, _("The fee is charged. Hand the ticket to the citizen."))


def ask_waiver(request: HttpRequest, pk: int) -> HttpResponse:
    case = load(request, pk)
    form = AskWaiverForm(request.POST, lines=fees.lines_of(case, today_of(request)), auto_id="ask_waiver-%s")

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.ask_waiver(case=case, asked=Asked(**typed), by=request.user, now=request.now)

    done = _("It is with the principal leaders. Until they consent, it counts for nothing.")
    return act_on(request, case, "ask_waiver", form, do, done)


def decide_waiver(request: HttpRequest, pk: int) -> HttpResponse:
    case = load(request, pk)
    waivers = list(case.fee_waivers.select_related("case", "hall"))
    form = DecideWaiverForm(request.POST, waiting=waivers, auto_id="decide_waiver-%s")

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.decide_waiver(
            waiver=form.waiting[typed["waiver"]], approve=typed["decision"] == "approve", remark=typed["remark"],
            by=request.user, now=request.now,
        )  # fmt: skip

    return act_on(request, case, "decide_waiver", form, do, _("The decision is recorded."))


def reverse_fee(request: HttpRequest, pk: int) -> HttpResponse:
    case = load(request, pk)
    charged = list(case.fees.select_related("case", "hall"))
    form = ReverseFeeForm(request.POST, charged=charged, auto_id="reverse_fee-%s")

    def do(case: Case, typed: dict[str, Any]) -> object:
        fee = form.charged[typed["fee"]]
        return commands.reverse_fee(fee=fee, reason=typed["reason"], by=request.user, now=request.now)

    done = _("The entry is struck out and its ticket void. Give the money back, or charge it rightly.")
    return act_on(request, case, "reverse_fee", form, do, done)
