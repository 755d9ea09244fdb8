"""Acts on the agency of a case, and the register of agencies (R11)."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.apps.cases import commands, queries
from yichuang.apps.cases.models import OPEN, Agency, Case
from yichuang.apps.desk import case_words as words
from yichuang.apps.desk.case_paging import page_of, with_query
from yichuang.apps.desk.forms.agency import KINDS, AgencyForm, EndAgencyForm
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load

LONGEST_QUERY = 60


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
    asked = {name: value[:LONGEST_QUERY].replace("\x00", "").strip() for name, value in request.GET.items()}
    kind, search = asked.get("show", ""), asked.get("q", "")
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
    page, share = page_of(rows, "-at", request), queries.share_of(request.user.hall)
    return render(request, "desk/agencies.html", {
        "page": page, "rows": [(one, queries.light_of(one.case, request.now, share)) for one in page.rows],
        "q": search, "kind": kind, "kinds": KINDS, "words": words, "chips": _chips(request, kind),
    })  # fmt: skip


def _chips(request: HttpRequest, kind: str) -> list[dict[str, object]]:
    choices = [("", _("All")), ("open", _("Under way")), ("mine", _("I am the agent"))]
    choices += [(code, _(word)) for code, word in KINDS.items()]
    return [{"label": label, "url": with_query(request, show=code), "active": code == kind} for code, label in choices]
