"""Acts on a case. Each view reads its form, lets the command judge, and goes back to the case."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit import Refusal, Refused
from yichuang.apps.audit.web import mark, perform
from yichuang.apps.cases import commands, queries
from yichuang.apps.cases.models import Case
from yichuang.apps.desk.forms.case_acts import DecideAgainForm, RevealForm, form_for
from yichuang.apps.desk.views.cases import load, refused, show
from yichuang.core.lifecycle import Action, Mark

Do = Callable[[Case, dict[str, Any]], object]


def _act(request: HttpRequest, pk: int, name: str, action: Action, do: Do, done: str) -> HttpResponse:
    case = load(request, pk)
    return act_on(request, case, name, form_for(action)(request.POST, auto_id=f"{name}-%s"), do, done)


def act_on(request: HttpRequest, case: Case, name: str, form: Form, do: Do, done: str) -> HttpResponse:
    """Does what the form of an act on a case asks for, and says so on its page; refused, the form stands there again.

    For every act whose form lies on the page of a case: `name` is the act's, under which its panel finds the form.
    """
    pk = case.pk
    if not form.is_valid():
        return refused(request, pk, name, form)

    def run() -> str:
        do(case, form.cleaned_data)
        messages.success(request, done)
        return reverse("desk:case", args=[pk])

    return perform(request, run, lambda refusal: refused(request, pk, name, form, refusal))


def handle(request: HttpRequest, pk: int) -> HttpResponse:
    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.handle(case=case, by=request.user, now=request.now, **typed)

    return _act(request, pk, "handle", Action.HANDLE, do, _("The work is recorded. The case now waits for review."))


def review(request: HttpRequest, pk: int) -> HttpResponse:
    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.review(case=case, by=request.user, now=request.now, **typed)

    return _act(request, pk, "review", Action.REVIEW, do, _("The review is passed. The case now waits for approval."))


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.approve(case=case, by=request.user, now=request.now, **typed)

    return _act(request, pk, "approve", Action.APPROVE, do, _("The case is approved. Its result waits at the window."))


def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.send_back(case=case, by=request.user, now=request.now, **typed)

    return _act(request, pk, "send_back", Action.SEND_BACK, do, _("The case is back with its handler."))


def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.refuse_accepted(case=case, by=request.user, now=request.now, **typed)

    return _act(request, pk, "refuse", Action.REFUSE, do, _("The case is refused. Print the decision for the citizen."))


def extend(request: HttpRequest, pk: int) -> HttpResponse:
    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.extend(case=case, by=request.user, now=request.now, **typed)

    done = _("The limit is extended. Print the notice; it reaches the citizen before the old due time.")
    return _act(request, pk, "extend", Action.EXTEND, do, done)


def complete(request: HttpRequest, pk: int) -> HttpResponse:
    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.complete(case=case, by=request.user, now=request.now, **typed)

    return _act(
        request, pk, "complete", Action.COMPLETE, do, _("The case is completed. Print the receipt to be signed.")
    )


def complete_instant(request: HttpRequest, pk: int) -> HttpResponse:
    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.complete_instant(case=case, by=request.user, now=request.now, **typed)

    done = _("The case is completed. Print the receipt to be signed.")
    return _act(request, pk, "complete_instant", Action.COMPLETE, do, done)


def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the numbers in the answer itself and nowhere else; every look leaves an entry."""
    case, form = load(request, pk), RevealForm(request.POST, auto_id="reveal-%s")
    if not form.is_valid():
        return refused(request, pk, "reveal", form)
    try:
        reason = form.cleaned_data["reason"]
        revealed = commands.reveal_identity(case=case, reason=reason, by=request.user, now=request.now)
    except Refused as no:
        return refused(request, pk, "reveal", form, no.refusal)
    return show(request, case, revealed=revealed)


def decide_again(request: HttpRequest, pk: int) -> HttpResponse:
    """The citizen is back with what was lacking: the same rows of materials, decided anew (D4.4.1)."""
    case = load(request, pk)
    if case.kind == "petition":
        return redirect("desk:case", pk)
    if request.method != "POST":
        return _decision_page(request, case, _blank(case))
    form = DecideAgainForm(request.POST, case=case, earlier={})
    if not form.is_valid():
        return _decision_page(request, case, form)

    def run() -> str:
        verdict = form.verdict(cause=form.cleaned_data["cause"])
        commands.decide_again(case=case, marks=form.marks(), verdict=verdict, by=request.user, now=request.now)
        messages.success(request, _("The decision is recorded. Print the notice for the citizen."))
        return reverse("desk:case", args=[pk])

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _decision_page(request, load(request, pk), form)

    return perform(request, run, again)


def _blank(case: Case) -> DecideAgainForm:
    return DecideAgainForm(case=case, earlier=queries.latest_marks(case))


def _decision_page(request: HttpRequest, case: Case, form: DecideAgainForm) -> HttpResponse:
    acts = queries.acts_for(request.user, case, request.now)
    act = next((one for one in acts if one.action is Action.ACCEPT), None)
    open_to = act is not None and act.allowed
    # A refused form keeps its 422; a case that is decided already says so with the same page and no form.
    shown = {
        "case": case, "form": form, "rows": form.rows(), "open": open_to, "refusal": act.refusal if act else None,
        "supplements": case.supplements.order_by("round"), "marks": Mark,
    }  # fmt: skip
    return render(request, "desk/case_decide.html", shown, status=422 if form.is_bound else 200)
