"""Petitions at the desk: registered, assessed, decided on (D4.3.9)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import perform
from yichuang.apps.cases import commands
from yichuang.apps.cases.models import Case
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.catalog.queries import item_of
from yichuang.apps.desk.forms.petitions import (
    AssessmentForm,
    DecidePetitionForm,
    DisturbanceForm,
    PetitionForm,
    VerifyForm,
)
from yichuang.apps.desk.views.acts import closed_note, home, my_visit, refused, sent
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load
from yichuang.apps.reception.models import Visit
from yichuang.apps.tickets.queries import business_day


def petition_new(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Registers a petition during a visit: no list of materials, the name only if the visitor gives it."""
    visit, item = my_visit(request, pk), item_of(request.user.hall, code)
    if visit.closed_at is not None:
        closed_note(request)
        return redirect(home())
    if item is None or item.kind != "petition":
        raise Http404
    form = _form(request, visit, item)

    def show() -> HttpResponse:
        context = {"visit": visit, "item": item, "form": form}
        return render(request, "desk/petition_new.html", context, status=422 if form.is_bound else 200)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        commands.register_petition(
            visit=visit, item=item, visitor=form.visitor(), assessment=form.given(), by=request.user, now=request.now
        )
        return reverse("desk:outcome", args=[visit.pk])

    return perform(request, run, refused(form, show))


def _form(request: HttpRequest, visit: Visit, item: ServiceItem) -> PetitionForm:
    said = visit.first_contact.matter
    initial = {"matter": "" if said == item.name else said, "people": 1}
    return PetitionForm(sent(request), initial=initial, hall=request.user.hall, today=business_day(request.now))


def assess_petition(request: HttpRequest, pk: int) -> HttpResponse:
    form = AssessmentForm(
        request.POST, hall=request.user.hall, today=business_day(request.now), auto_id="assess_petition-%s"
    )

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.assess_petition(case=case, assessment=form.given(), by=request.user, now=request.now)

    return act_on(request, load(request, pk), "assess_petition", form, do, _("The assessment is recorded."))


def decide_petition(request: HttpRequest, pk: int) -> HttpResponse:
    form = DecidePetitionForm(request.POST, auto_id="decide_petition-%s")

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.decide_petition(case=case, verdict=form.verdict(), by=request.user, now=request.now)

    done = _("The decision is recorded. Print the notice for the citizen.")
    return act_on(request, load(request, pk), "decide_petition", form, do, done)


def note_disturbance(request: HttpRequest, pk: int) -> HttpResponse:
    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.note_disturbance(case=case, by=request.user, now=request.now, **typed)

    form = DisturbanceForm(request.POST, auto_id="note_disturbance-%s")
    done = _("It is recorded. The assessor verifies it.")
    return act_on(request, load(request, pk), "note_disturbance", form, do, done)


def verify_disturbance(request: HttpRequest, pk: int) -> HttpResponse:
    def do(case: Case, typed: dict[str, Any]) -> object:
        verified = typed["verified"] == "yes"
        return commands.verify_disturbance(
            case=case, verified=verified, note=typed["note"], by=request.user, now=request.now
        )

    form = VerifyForm(request.POST, auto_id="verify_disturbance-%s")
    return act_on(request, load(request, pk), "verify_disturbance", form, do, _("What was found is recorded."))
