"""Sending a case up and recording its answer; the register of what was sent up (R13, D3.4.9)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.cases import commands, queries
from yichuang.apps.cases.models import Case, Forwarding
from yichuang.apps.desk import case_words as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.case_acts import ForwardForm, TakeBackForm
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.core.identity import N_
from yichuang.ui.filters import local, local_date

SHOWN = {
    "out": N_("Out"), "late": N_("Past the upper body's date"), "back": N_("Answered"),
    "sent_late": N_("Sent up late"),
}  # fmt: skip


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
    given = asked(request, "q", "show")
    return render(request, "desk/forwardings.html", {
        "page": page_of(_found(request), "-sent_at", request), "chips": group(request, "show", SHOWN),
        "q": given["q"], "kind": given["show"], "words": words,
        "xlsx": f"{reverse('desk:forwardings_xlsx')}?{request.GET.urlencode()}",
    })  # fmt: skip


def forwardings_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed register as an Excel file, applicants masked."""
    heads = [_("Number"), _("Service item"), _("Applicant"), _("Sent up at"), _("Sent up by"), _("Limit of the hall"),
             _("In time"), _("Upper body"), _("Number of our paper"), _("It decides by"), _("Answer"), _("Returned at"),
             _("Gist of the answer"), _("Number of its paper")]  # fmt: skip
    cells = _cells(_found(request).iterator(chunk_size=1000))
    return excel(request, _("Cases sent up"), heads, cells, reverse("desk:forwardings"))


def _cells(found: Iterator[Forwarding]) -> Iterator[list[str]]:
    for one in found:
        yield [
            str(one.case), one.case.item_name, one.case.applicant_masked, local(one.sent_at), one.sent_by.name,
            local(one.local_due_at), _("sent up in time") if one.in_time else _("sent up late"), one.body,
            one.document, local_date(one.upper_due_at),
            _(words.OUTCOMES[one.outcome]) if one.returned_at else _("still out"), local(one.returned_at), one.result,
            one.upper_document,
        ]  # fmt: skip


def _found(request: HttpRequest) -> QuerySet[Forwarding]:
    given, found = asked(request, "q", "show"), queries.forwardings_for(request.user)
    if said := given["q"]:
        found = found.filter(
            Q(case__number__iexact=said) | Q(case__receipt__iexact=said) | Q(case__item_name__icontains=said)
            | Q(body__icontains=said) | Q(document__icontains=said) | Q(upper_document__icontains=said)
        )  # fmt: skip
    return {
        "out": found.filter(returned_at=None),
        "late": found.filter(returned_at=None, upper_due_at__lt=request.now),  # type: ignore[attr-defined]
        "back": found.filter(returned_at__isnull=False),
        "sent_late": found.filter(sent_at__gt=F("local_due_at")),
    }.get(given["show"], found)
