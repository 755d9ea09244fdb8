"""The register of petitions (R14, D4.3.9)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.cases import queries
from yichuang.apps.cases.models import Petition
from yichuang.apps.desk import case_words as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.petitions import class_words
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.core.identity import N_
from yichuang.core.lifecycle import State
from yichuang.ui.filters import local

SHOWN = {
    "unassessed": N_("To be assessed"), "undecided": N_("Not yet decided"), "late": N_("Decision past due"),
    "open": N_("Accepted, open"), "done": N_("Answered"), "disturbed": N_("Order disturbed"),
    "verified": N_("Verified to be so"),
}  # fmt: skip
NARROWED_BY = ("q", "show", "class")


def petitions(request: HttpRequest) -> HttpResponse:
    """The register of petitions, newest first; of the cases this person may see."""
    given, names = asked(request, *NARROWED_BY), class_words()
    groups = [
        (_("Standing"), group(request, "show", SHOWN)), (_("Class of petition"), group(request, "class", names))
    ]  # fmt: skip
    return render(request, "desk/petitions.html", {
        "page": page_of(_found(request), "-registered_at", request), "q": given["q"], "names": names, "words": words,
        "groups": groups,
        "keep": [(name, given[name]) for name in ("show", "class") if given[name]], "narrowed": any(given.values()),
        "xlsx": f"{reverse('desk:petitions_xlsx')}?{request.GET.urlencode()}",
    })  # fmt: skip


def petitions_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed register as an Excel file, visitors masked."""
    heads = [_("Number"), _("Registered at"), _("Visitor"), _("How many have come"), _("What the visitor says"),
             _("Class of petition"), _("First assessment"), _("Department that answers"),
             _("Acceptance is decided by"), _("Due"), _("State"), _("Result"), _("Order disturbed"),
             _("Verified")]  # fmt: skip
    cells = _cells(_found(request).iterator(chunk_size=1000))
    return excel(request, _("Petitions"), heads, cells, reverse("desk:petitions"))


def _cells(found: Iterator[Petition]) -> Iterator[list[str | int]]:
    names, verified = class_words(), {None: "", True: _("verified"), False: _("found not to be so")}
    for one in found:
        case: Any = one.case
        yield [
            str(case), local(one.registered_at), case.applicant_masked, one.people, one.matter,
            names.get(one.category, one.category), one.assessment, str(one.department or ""),
            local(one.accept_due_at), local(case.due_at), _(words.STATES[case.state]), case.result, one.disturbance,
            verified[one.verified],
        ]  # fmt: skip


def _found(request: HttpRequest) -> QuerySet[Petition]:
    given, found = asked(request, *NARROWED_BY), queries.petitions_for(request.user)
    if said := given["q"]:
        by_number = Q(case__number__iexact=said) | Q(case__receipt__iexact=said)
        found = found.filter(by_number | Q(matter__icontains=said) | Q(department__name__icontains=said))
    if given["class"]:
        found = found.filter(category=given["class"])
    waiting = found.filter(case__state=State.RECEIVED.value)
    return {
        "unassessed": found.filter(Q(category="") | Q(assessment="")),
        "undecided": waiting,
        "late": waiting.filter(accept_due_at__lt=request.now),  # type: ignore[attr-defined]
        "open": found.filter(case__accepted_at__isnull=False, case__ended_at=None),
        "done": found.filter(case__ended_at__isnull=False),
        "disturbed": found.exclude(disturbance=""),
        "verified": found.filter(verified=True),
    }.get(given["show"], found)
