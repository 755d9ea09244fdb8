"""Sending a case up and recording its answer; the register of what was sent up (R13, D3.4.9)."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.apps.cases import commands, queries
from yichuang.apps.cases.models import Case, Forwarding
from yichuang.apps.desk import case_words as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.case_acts import ForwardForm, TakeBackForm
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load
from yichuang.apps.desk.views.registers import asked_for, chips


def forward(request: HttpRequest, pk: int) -> HttpResponse:
    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.forward(case=case, sending=commands.Sending(**typed), by=request.user, now=request.now)

    done = _("The case is sent up. Print the notice for the citizen.")
    form = ForwardForm(request.POST, auto_id="forward-%s")
    return act_on(request, load(request, pk), "forward", form, do, done)


def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.take_back(case=case, answer=commands.Answer(**typed), by=request.user, now=request.now)

    done = _("The answer is recorded. The case waits for the head of the department.")
    form = TakeBackForm(request.POST, auto_id="take_back-%s")
    return act_on(request, load(request, pk), "take_back", form, do, done)


def forwardings(request: HttpRequest) -> HttpResponse:
    """The register of what was sent up (R13), newest first; of the cases this person may see."""
    asked = asked_for(request)
    found, kind = queries.forwardings_for(request.user), asked.get("show", "")
    if said := asked.get("q"):
        found = found.filter(
            Q(case__number__iexact=said) | Q(case__receipt__iexact=said) | Q(case__item_name__icontains=said)
            | Q(body__icontains=said) | Q(document__icontains=said) | Q(upper_document__icontains=said)
        )  # fmt: skip
    page = page_of(_narrowed(found, kind, request), "-sent_at", request)
    filters = chips(
        request, kind, ("", _("All")), ("out", _("Out")), ("late", _("Past the upper body's date")),
        ("back", _("Answered")), ("sent_late", _("Sent up late")),
    )  # fmt: skip
    context = {"page": page, "chips": filters, "q": asked.get("q", ""), "kind": kind, "words": words}
    return render(request, "desk/forwardings.html", context)


def _narrowed(found: QuerySet[Forwarding], kind: str, request: HttpRequest) -> QuerySet[Forwarding]:
    return {
        "out": found.filter(returned_at=None),
        "late": found.filter(returned_at=None, upper_due_at__lt=request.now),  # type: ignore[attr-defined]
        "back": found.filter(returned_at__isnull=False),
        "sent_late": found.filter(sent_at__gt=F("local_due_at")),
    }.get(kind, found)
