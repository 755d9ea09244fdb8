"""The register of overdue cases and apologies (R17)."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.accountability import commands, queries
from yichuang.apps.accountability.models import Overdue
from yichuang.apps.cases.models import Case
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.lights import CAUSES, WAYS, ApologyForm, SeriousForm
from yichuang.apps.desk.overdue_words import STANDINGS
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.xlsx import MOST
from yichuang.ui.filters import local, local_date

FIRST = 20
CHOICES = {
    "owed": N_("Still owed"), "closed": N_("Closed"), "serious": N_("Serious"), "withdrawn": N_("Withdrawn"),
}  # fmt: skip


def overdue(request: HttpRequest) -> HttpResponse:
    """What is still owed first, the longest past due on top; below, every overdue case, newest first."""
    chosen, found = asked(request, "q", "show"), _found(request)
    first = not chosen["q"] and not chosen["show"] and not {"after", "before"} & set(request.GET)
    owed = queries.open_first(queries.visible_to(request.user).filter(queries.OWED)) if first else ()
    page = page_of(found.select_related(*queries.RELATED), "-opened_at", request)
    return render(request, "desk/overdue.html", {
        "page": page, "owed": [(one, days_over(one, request.now)) for one in owed[:FIRST]],
        "rows": [(one, days_over(one, request.now)) for one in page.rows], "q": chosen["q"], "kind": chosen["show"],
        "standings": STANDINGS, "chips": group(request, "show", CHOICES),
    })  # fmt: skip


def _found(request: HttpRequest) -> QuerySet[Overdue]:
    chosen, found = asked(request, "q", "show"), queries.visible_to(request.user)
    if words := chosen["q"]:
        found = found.filter(Q(case__number__icontains=words) | Q(case__item_name__icontains=words))
    narrowed = {
        "owed": queries.OWED, "serious": ~Q(serious=""), "withdrawn": Q(withdrawn_at__isnull=False),
        "closed": Q(withdrawn_at=None) & ~queries.OWED,
    }  # fmt: skip
    return found.filter(narrowed[chosen["show"]]) if chosen["show"] in narrowed else found


def days_over(one: Overdue, now: datetime) -> int:
    """Whole calendar days past the due day, up to the end of the case or now."""
    end = one.case.ended_at or now
    return (end.astimezone(SHANGHAI).date() - one.due_at.astimezone(SHANGHAI).date()).days


def overdue_xlsx(request: HttpRequest) -> HttpResponse:
    rows = (_cells(one, request.now) for one in queries.open_first(_found(request)))
    heads = [_("Number"), _("Service item"), _("Window"), _("Due"), _("Completed at"), _("Days over"), _("Standing"),
             _("Apology"), _("How"), _("Cause"), _("What was said")]  # fmt: skip
    return excel(request, _("Overdue cases and apologies"), heads, rows, reverse("desk:overdue"), most=MOST)


def _cells(one: Overdue, now: datetime) -> list[str | int]:
    case, said = one.case, getattr(one, "apology", None)
    told = [local_date(said.done_on), _(WAYS[said.way]), _(CAUSES[said.cause]), said.explanation] if said else [""] * 4
    return [case.number, case.item_name, str(case.front_window), local(one.due_at), local(case.ended_at),
            days_over(one, now), _(STANDINGS[one.standing][0]), *told]  # fmt: skip


def apologise(request: HttpRequest, pk: int) -> HttpResponse:
    case = load(request, pk)

    def do(case: Case, typed: dict[str, Any]) -> object:
        made = commands.Apologising(**typed)
        return commands.apologise(overdue=_of(case), made=made, by=request.user, now=request.now)

    form = ApologyForm(request.POST, auto_id="apologise-%s")
    return act_on(request, case, "apologise", form, do, _("The apology is recorded. Print its paper for the citizen."))


def mark_serious(request: HttpRequest, pk: int) -> HttpResponse:
    case = load(request, pk)

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.mark_serious(overdue=_of(case), by=request.user, now=request.now, **typed)

    form = SeriousForm(request.POST, auto_id="mark_serious-%s")
    return act_on(request, case, "mark_serious", form, do, _("The lateness is marked as serious."))


def _of(case: Case) -> Overdue:
    """The record of the case; Http404 where it is not overdue."""
    found = queries.of_case(case)
    if found is None:
        raise Http404
    return found
