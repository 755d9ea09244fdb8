"""Intake: the applicant, the materials one by one, what follows and why, and the decision in one act."""

from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import perform
from yichuang.apps.cases import commands as cases
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.catalog.queries import item_of
from yichuang.apps.desk.forms import IntakeForm
from yichuang.apps.desk.forms.agency import AgencyForm, names_agent
from yichuang.apps.desk.forms.intake import RECEIVE
from yichuang.apps.desk.opinion import Opinion, opinion_on
from yichuang.apps.desk.queries import finder_options
from yichuang.apps.desk.views.acts import closed_note, home, my_visit, refused, sent
from yichuang.apps.desk.words import WHY
from yichuang.apps.notices.texts import copies
from yichuang.apps.reception.models import Visit
from yichuang.core.identity import N_
from yichuang.ui.page import is_fragment

NOTHING_CHOSEN = Refusal(
    "decision_missing",
    N_("No decision has been chosen."),
    N_("Press one of the buttons under the opinion."),
    clause="D4.6.3",
)


def intake(request: HttpRequest, pk: int, code: str = "") -> HttpResponse:
    """The application form of an item; its POST takes the case in. Without an item, the choice of one."""
    visit = my_visit(request, pk)
    if visit.closed_at is not None:
        closed_note(request)
        return redirect(home())
    item = item_of(request.user.hall, code or request.GET.get("item", ""))
    if not code:
        return _choose(request, visit, item)
    if item is None:
        raise Http404
    if item.kind == "petition":
        return redirect("desk:petition_new", visit.pk, item.code)
    form = IntakeForm(sent(request), item=item)
    if request.method == "POST":
        return _take_in(request, visit, form)
    return _show(request, visit, form, AgencyForm(hall=request.user.hall))


def _choose(request: HttpRequest, visit: Visit, item: ServiceItem | None) -> HttpResponse:
    if item is not None:
        return redirect("desk:intake", visit.pk, item.code)
    return render(request, "desk/choose_item.html", {"visit": visit, "options": finder_options(request.user.hall)})


def _take_in(request: HttpRequest, visit: Visit, form: IntakeForm) -> HttpResponse:
    agency = AgencyForm(request.POST, hall=request.user.hall) if names_agent(request.POST) else None

    def show() -> HttpResponse:
        said = _opinion(request, form)
        for name in said.faults.keys() - form.errors.keys():
            form.add_error(name, said.faults[name])
        section = agency or AgencyForm(hall=request.user.hall)
        return _show(request, visit, form, section, opinion=said, status=422)

    def again(refusal: Refusal) -> HttpResponse:
        return refused(agency if agency and refusal.field in agency.fields else form, show)(refusal)

    if not all((form.is_valid(), agency is None or agency.is_valid())):
        return show()
    if not form.cleaned_data["decision"]:
        return again(NOTHING_CHOSEN)
    application = _application(form, agency)

    def run() -> str:
        given = {"visit": visit, "application": application, "by": request.user, "now": request.now}
        if form.cleaned_data["decision"] == RECEIVE:
            cases.receive(**given)
        else:
            cases.take_in(verdict=form.verdict(), **given)
        return reverse("desk:outcome", args=[visit.pk])

    return perform(request, run, again)


def opinion(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What follows from the form as it stands; stores nothing. As a fragment, or without scripts as the whole page."""
    visit, item = my_visit(request, pk), item_of(request.user.hall, code)
    if item is None:
        raise Http404
    form = IntakeForm(request.POST, item=item)
    said = _opinion(request, form)
    if is_fragment(request):
        return render(request, "desk/opinion.html", {"opinion": said, "form": form} | _shared(visit, item))
    # Nothing was sent for a decision, so what is still empty is no error yet.
    agency = AgencyForm(request.POST, hall=request.user.hall)
    form._errors = agency._errors = ErrorDict()
    return _show(request, visit, form, agency, opinion=said)


def _opinion(request: HttpRequest, form: IntakeForm) -> Opinion:
    return opinion_on(form, hall=request.user.hall, by=request.user, now=request.now)


def _show(
    request: HttpRequest, visit: Visit, form: IntakeForm, agency: AgencyForm, *, opinion: Opinion | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    rows = [(row, copies(row.rules)) for row in form.rows()]
    context = {"form": form, "agency": agency, "rows": rows, "opinion": opinion} | _shared(visit, form.item)
    return render(request, "desk/intake.html", context, status=status)


def _shared(visit: Visit, item: ServiceItem) -> dict[str, object]:
    return {"visit": visit, "item": item, "why_words": {why: _(text) for why, text in WHY.items()}}


def _application(form: IntakeForm, agency: AgencyForm | None) -> cases.Application:
    given = form.cleaned_data
    return cases.Application(
        item=form.item, name=given["name"], identity=given["identity"], phone=given["phone"],
        organisation=given["organisation"], marks=form.marks(), agent=agency.agent() if agency else None,
    )  # fmt: skip
