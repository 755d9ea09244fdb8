"""The register of overdue cases and apologies (R17)."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.apps.accountability import commands, queries
from yichuang.apps.accountability.models import Overdue
from yichuang.apps.cases.models import Case
from yichuang.apps.desk.case_paging import page_of, with_query
from yichuang.apps.desk.forms.lights import CAUSES, WAYS, ApologyForm, SeriousForm
from yichuang.apps.desk.overdue_words import STANDINGS
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.xlsx import TYPE, workbook
from yichuang.ui.filters import local, local_date

LONGEST_QUERY = 60
FIRST = 20


def overdue(request: HttpRequest) -> HttpResponse:
    """What is still owed first, the longest past due on top; below, every overdue case, newest first."""
    asked, found = _asked(request), _found(request)
    first = not asked["q"] and not asked["show"] and not {"after", "before"} & set(request.GET)
    owed = queries.open_first(queries.visible_to(request.user).filter(queries.OWED)) if first else ()
    page = page_of(found.select_related(*queries.RELATED), "-opened_at", request)
    return render(request, "desk/overdue.html", {
        "page": page, "owed": [(one, days_over(one, request.now)) for one in owed[:FIRST]],
        "rows": [(one, days_over(one, request.now)) for one in page.rows], "q": asked["q"], "kind": asked["show"],
        "standings": STANDINGS, "chips": _chips(request, asked["show"]),
    })  # fmt: skip


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "")[:LONGEST_QUERY].replace("\x00", "").strip() for name in ("q", "show")}


def _found(request: HttpRequest) -> QuerySet[Overdue]:
    asked, found = _asked(request), queries.visible_to(request.user)
    if words := asked["q"]:
        found = found.filter(Q(case__number__icontains=words) | Q(case__item_name__icontains=words))
    narrowed = {
        "owed": queries.OWED, "serious": ~Q(serious=""), "withdrawn": Q(withdrawn_at__isnull=False),
        "closed": Q(withdrawn_at=None) & ~queries.OWED,
    }  # fmt: skip
    return found.filter(narrowed[asked["show"]]) if asked["show"] in narrowed else found


def _chips(request: HttpRequest, kind: str) -> list[dict[str, object]]:
    choices = (("", _("All")), ("owed", _("Still owed")), ("closed", _("Closed")), ("serious", _("Serious")),
               ("withdrawn", _("Withdrawn")))  # fmt: skip
    return [{"label": label, "url": with_query(request, show=code), "active": code == kind} for code, label in choices]


def days_over(one: Overdue, now: datetime) -> int:
    """Whole calendar days past the due day, up to the end of the case or now."""
    end = one.case.ended_at or now
    return (end.astimezone(SHANGHAI).date() - one.due_at.astimezone(SHANGHAI).date()).days


def overdue_xlsx(request: HttpRequest) -> HttpResponse:
    rows = (_cells(one, request.now) for one in queries.open_first(_found(request)))
    heads = [_("Number"), _("Service item"), _("Window"), _("Due"), _("Completed at"), _("Days over"), _("Standing"),
             _("Apology"), _("How"), _("Cause"), _("What was said")]  # fmt: skip
    name = f"{_('Overdue cases and apologies')}-{local(request.now)[:10]}.xlsx"
    file = workbook(_("Overdue cases and apologies"), heads, rows)
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPE)


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
