"""Acts that take days out of the clock of a case: special steps, and materials asked for after acceptance."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import mark, perform
from yichuang.apps.cases import commands, queries
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.permissions import refusal_for
from yichuang.apps.cases.policies import out_of_order
from yichuang.apps.desk.forms.case_acts import DecideAgainForm
from yichuang.apps.desk.forms.clock import BeginStepForm, EndStepForm, SupplyForm
from yichuang.apps.desk.forms.joint import ConfirmForm
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load
from yichuang.core.lifecycle import Action
from yichuang.core.worktime import SHANGHAI


def begin_step(request: HttpRequest, pk: int) -> HttpResponse:
    case, today = load(request, pk), request.now.astimezone(SHANGHAI).date()

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.begin_step(case=case, by=request.user, now=request.now, **typed)

    form = BeginStepForm(request.POST, on=today, auto_id="begin_step-%s")
    done = _("The step is recorded; the clock stands still. Print the notice for the citizen.")
    return act_on(request, case, "begin_step", form, do, done)


def end_step(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    case, name = load(request, pk), f"end_step-{step}"
    found = next((one for one in queries.special_steps(case) if one.pk == step), None)
    if found is None:
        raise Http404

    def do(case: Case, typed: dict[str, Any]) -> object:
        found.case = case
        return commands.end_step(step=found, by=request.user, now=request.now, **typed)

    form = EndStepForm(request.POST, auto_id=f"{name}-%s")
    return act_on(request, case, name, form, do, _("The step has ended; the due time has been worked out anew."))


def supply(request: HttpRequest, pk: int, wanted: int) -> HttpResponse:
    case, name = load(request, pk), f"supply-{wanted}"
    found = next((one for one in queries.further_lists(case) if one.pk == wanted), None)
    if found is None:
        raise Http404

    def do(case: Case, typed: dict[str, Any]) -> object:
        found.case = case
        return commands.supply(supplement=found, by=request.user, now=request.now, **typed)

    form = SupplyForm(request.POST, auto_id=f"{name}-%s")
    return act_on(request, case, name, form, do, _("Recorded. The case goes on."))


def tell_due(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice of a due time that a recalculation moved (N19)."""

    def do(case: Case, _typed: dict[str, Any]) -> object:
        return commands.tell_due_change(case=case, by=request.user, now=request.now)

    done = _("The notice is issued. Print it for the citizen.")
    return act_on(request, load(request, pk), "tell_due", ConfirmForm(request.POST, auto_id="tell_due-%s"), do, done)


def ask_more(request: HttpRequest, pk: int) -> HttpResponse:
    """Further materials of an accepted case: the same rows of materials, and the cause (C-06)."""
    case = load(request, pk)
    if request.method != "POST":
        return _page(request, case, DecideAgainForm(case=case, earlier=queries.latest_marks(case)))
    form = DecideAgainForm(request.POST, case=case, earlier={})
    if not form.is_valid():
        return _page(request, case, form)

    def run() -> str:
        cause = form.cleaned_data["cause"]
        commands.ask_more(case=case, marks=form.marks(), cause=cause, by=request.user, now=request.now)
        messages.success(request, _("The list is recorded. Print the notice for the citizen."))
        return reverse("desk:case", args=[pk])

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _page(request, load(request, pk), form)

    return perform(request, run, again)


def _page(request: HttpRequest, case: Case, form: DecideAgainForm) -> HttpResponse:
    form.fields["cause"].required = True
    refusal = out_of_order(case, Action.ASK_MORE) or refusal_for(request.user, Action.ASK_MORE, case)
    pauses = bool(case.clock.get("readings", {}).get("clock.pause_after_accept"))
    shown = {"case": case, "form": form, "rows": form.rows(), "refusal": refusal, "pauses": pauses}
    return render(request, "desk/ask_more.html", shown, status=422 if form.is_bound else 200)
