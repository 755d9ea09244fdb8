"""Acts on the agency of a case, and the register of agencies (R11)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.cases import commands, queries
from yichuang.apps.cases.models import OPEN, Agency, Case
from yichuang.apps.desk import case_words as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.agency import KINDS, AgencyForm, EndAgencyForm
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.core.identity import N_
from yichuang.ui.filters import local, local_date

SHOWN = {"open": N_("Under way"), "mine": N_("I am the agent"), **KINDS}


def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    case = load(request, pk)
    form = AgencyForm(request.POST, hall=request.user.hall, auto_id="agency_appoint-%s")

    def do(case: Case, typed: dict[str, Any]) -> object:
        agent = form.agent() or commands.Agent("", "", None)
        return commands.appoint_agent(case=case, agent=agent, by=request.user, now=request.now)

    return act_on(request, case, "agency_appoint", form, do, _("The agent is written down."))


def end(request: HttpRequest, pk: int) -> HttpResponse:
    case, form = load(request, pk), EndAgencyForm(request.POST, auto_id="agency_end-%s")

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.end_agency(case=case, by=request.user, now=request.now, **typed)

    return act_on(request, case, "agency_end", form, do, _("The agency has ended. The citizen acts himself."))


def agencies(request: HttpRequest) -> HttpResponse:
    """The register of agencies (R11): who acts for whom, by what authorisation, and how far the case has come."""
    given = asked(request, "q", "show")
    page, share = page_of(_found(request), "-at", request), queries.share_of(request.user.hall)
    return render(request, "desk/agencies.html", {
        "page": page, "rows": [(one, queries.light_of(one.case, request.now, share)) for one in page.rows],
        "q": given["q"], "kind": given["show"], "kinds": KINDS, "words": words, "chips": group(request, "show", SHOWN),
        "xlsx": f"{reverse('desk:agencies_xlsx')}?{request.GET.urlencode()}",
    })  # fmt: skip


def agencies_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed register as an Excel file, applicants masked."""
    heads = [_("Number"), _("Item"), _("Applicant"), _("Agent"), _("Kind"), _("Village or relation"),
             _("Authorisation"), _("Authorised on"), _("Agent since"), _("Ended at"), _("State"), _("Due")]  # fmt: skip
    cells = _cells(_found(request).order_by("-at", "-id").iterator(chunk_size=1000))
    return excel(request, _("Agencies"), heads, cells, reverse("desk:agencies"))


def _found(request: HttpRequest) -> QuerySet[Agency]:
    given = asked(request, "q", "show")
    kind, search = given["show"], given["q"]
    seen = queries.visible_to(request.user).values("pk")
    rows = Agency.objects.filter(case__in=seen).select_related("case__front_window", "case__hall")
    if kind in KINDS:
        rows = rows.filter(kind=kind)
    elif kind == "mine":
        rows = rows.filter(staff=request.user)
    elif kind == "open":
        rows = rows.filter(ended_at=None, case__state__in=OPEN)
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(village__icontains=search)
                           | Q(case__number__icontains=search) | Q(case__receipt__icontains=search))  # fmt: skip
    return rows


def _cells(found: Iterator[Agency]) -> Iterator[list[str]]:
    for one in found:
        yield [
            str(one.case), one.case.item_name, one.case.applicant_masked, one.name, _(KINDS[one.kind]),
            one.village or one.relation, one.paper, local_date(one.paper_on), local(one.at), local(one.ended_at),
            _(words.STATES[one.case.state]), local(one.case.due_at),
        ]  # fmt: skip
