"""Matters assigned from above (R39): the register with its lights, one matter with its acts."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import back_with_message, perform
from yichuang.apps.cases import commands
from yichuang.apps.cases.commands import Given
from yichuang.apps.cases.models import Assignment
from yichuang.apps.cases.queries import assignments as assigned
from yichuang.apps.cases.queries import share_of
from yichuang.apps.desk import instruction_words as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.assignments import CONTACTS, OUTCOMES, EnterForm, ExplainForm, ReportForm
from yichuang.apps.desk.views.acts import by_form, refused, sent
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.apps.organization.queries import departments_of, staff_of
from yichuang.apps.tickets.queries import business_day
from yichuang.core.identity import N_
from yichuang.ui.filters import local_date

SHOWN = {"open": N_("Open"), "overdue": N_("Past due"), "silent": N_("Past due, nobody told"),
         "reported": N_("To be closed"), "closed": N_("Struck off the list")}  # fmt: skip


def assignments(request: HttpRequest) -> HttpResponse:
    """The register, and the form of the party and government office to enter a matter."""
    hall = request.user.hall
    people = staff_of(hall).filter(is_active=True, department__isnull=False)
    form = EnterForm(sent(request), departments=departments_of(hall), people=people, auto_id="enter-%s",
                     initial={"received_on": business_day(request.now)})  # fmt: skip

    def show() -> HttpResponse:
        return _register(request, form)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        made = commands.enter_assignment(given=Given(**form.cleaned_data), by=request.user, now=request.now)
        messages.success(request, _("The matter is entered and waits for its department."))
        return reverse("desk:assignment", args=[made.pk])

    return perform(request, run, refused(form, show))


def _register(request: HttpRequest, form: Form) -> HttpResponse:
    wanted = asked(request, "q", "show")
    page = page_of(_narrowed(request), "-entered_at", request)
    share = share_of(request.user.hall)
    return render(request, "desk/assignments.html", {
        "page": page, "rows": [(one, assigned.light_of(one, request.now, share)) for one in page.rows], "form": form,
        "words": words, "q": wanted["q"], "keep": [("show", wanted["show"])] if wanted["show"] else [],
        "export_url": f"{reverse('desk:assignments_xlsx')}?{request.GET.urlencode()}",
        "chips": group(request, "show", SHOWN), "may_enter": request.user.has(assigned.ENTERS),
    }, status=422 if form.is_bound else 200)  # fmt: skip


def assignments_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed register as an Excel file."""
    heads = [_("To be done by"), _("Number"), _("Matter assigned"), _("From which body"), _("Document number"),
             _("Department"), _("Dealt with by"), _("Received on"), _("State")]  # fmt: skip
    rows = (_cells(one) for one in _narrowed(request).order_by("-entered_at", "-id").iterator(chunk_size=1000))
    return excel(request, _("Matters from above"), heads, rows, reverse("desk:assignments"))


def _cells(one: Assignment) -> tuple[str, ...]:
    return (
        local_date(one.due_on), str(one), one.matter, one.from_body, one.document_no, str(one.department),
        one.handler.name if one.handler else "", local_date(one.received_on), _(words.ASSIGNMENTS[one.standing][0]),
    )  # fmt: skip


def _narrowed(request: HttpRequest) -> QuerySet[Assignment]:
    wanted = asked(request, "q", "show")
    found, today, show = assigned.visible_to(request.user), business_day(request.now), wanted["show"]
    if text := wanted["q"]:
        found = found.filter(Q(matter__icontains=text) | Q(from_body__icontains=text) | Q(document_no__icontains=text)
                             | Q(number__icontains=text))  # fmt: skip
    if show == "overdue":
        return assigned.overdue(found, today)
    if show == "silent":
        return assigned.silent(found, today)
    standing = {"open": Q(reported_at=None), "reported": Q(reported_at__isnull=False, closed_at=None),
                "closed": Q(closed_at__isnull=False)}  # fmt: skip
    return found.filter(standing.get(show, Q()))


def load(request: HttpRequest, pk: int) -> Assignment:
    """The matter, if this person may see it; else Http404."""
    return get_object_or_404(assigned.visible_to(request.user), pk=pk)


def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, load(request, pk))


def _show(request: HttpRequest, found: Assignment, name: str = "", form: Form | None = None) -> HttpResponse:
    forms: dict[str, Form] = {}
    if found.standing == "open" and assigned.may_report(request.user, found):
        forms = {"report": ReportForm(auto_id="report-%s"), "explain": ExplainForm(auto_id="explain-%s")}
    if form is not None:
        forms[name] = form
    light = assigned.light_of(found, request.now, share_of(request.user.hall))
    return render(request, "desk/assignment.html", {
        "one": found, "forms": forms, "words": words, "light": light, "outcomes": OUTCOMES, "kinds": CONTACTS,
        "contacts": list(found.contacts.select_related("by").order_by("id")), "refused_act": name,
        "may_close": found.standing == "reported" and request.user.has(assigned.ENTERS),
    }, status=422 if form is not None else 200)  # fmt: skip


def explain_assignment(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = load(request, pk), ExplainForm(request.POST, auto_id="explain-%s")
    done = _("The contact is noted.")
    return _act(request, found, "explain", form, lambda typed: commands.explain_assignment(
        assignment=found, **typed, by=request.user, now=request.now), done)  # fmt: skip


def report_assignment(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = load(request, pk), ReportForm(request.POST, auto_id="report-%s")
    done = _("The report is numbered. Print it and send it up.")
    return _act(request, found, "report", form, lambda typed: commands.report_assignment(
        assignment=found, **typed, by=request.user, now=request.now), done)  # fmt: skip


def close_assignment(request: HttpRequest, pk: int) -> HttpResponse:
    found, to = load(request, pk), reverse("desk:assignment", args=[pk])

    def run() -> str:
        commands.close_assignment(assignment=found, by=request.user, now=request.now)
        messages.success(request, _("The matter is closed."))
        return to

    return perform(request, run, back_with_message(request, to))


def _act(
    request: HttpRequest, found: Assignment, name: str, form: Form, do: Callable[[dict[str, Any]], object], done: str
) -> HttpResponse:
    def show() -> HttpResponse:
        return _show(request, load(request, found.pk), name, form)

    return by_form(request, form, do, done, reverse("desk:assignment", args=[found.pk]), show)
