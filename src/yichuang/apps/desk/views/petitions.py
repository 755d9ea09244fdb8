"""Petitions at the desk: registered, assessed, decided on; and their register (R14, D4.3.9)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import perform
from yichuang.apps.cases import commands, queries
from yichuang.apps.cases.models import Case, Petition
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.catalog.queries import item_of
from yichuang.apps.desk import case_words as words
from yichuang.apps.desk.case_paging import page_of, with_query
from yichuang.apps.desk.forms.petitions import (
    AssessmentForm,
    DecidePetitionForm,
    DisturbanceForm,
    PetitionForm,
    VerifyForm,
    class_words,
)
from yichuang.apps.desk.views.acts import closed_note, home, my_visit, refused, sent
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load
from yichuang.apps.desk.views.registers import asked_for, chips
from yichuang.apps.reception.models import Visit
from yichuang.apps.tickets.queries import business_day
from yichuang.core.lifecycle import State


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


def petitions(request: HttpRequest) -> HttpResponse:
    """The register of petitions (R14), newest first; of the cases this person may see."""
    asked, names = asked_for(request), class_words()
    found, kind, category = queries.petitions_for(request.user), asked.get("show", ""), asked.get("class", "")
    if said := asked.get("q"):
        by_number = Q(case__number__iexact=said) | Q(case__receipt__iexact=said)
        found = found.filter(by_number | Q(matter__icontains=said) | Q(department__name__icontains=said))
    if category:
        found = found.filter(category=category)
    states = chips(
        request, kind, ("", _("All")), ("unassessed", _("To be assessed")), ("undecided", _("Not yet decided")),
        ("late", _("Decision past due")), ("open", _("Accepted, open")), ("done", _("Answered")),
        ("disturbed", _("Order disturbed")), ("verified", _("Verified to be so")),
    )  # fmt: skip
    classes = [{"label": label, "url": with_query(request, **{"class": code}), "active": code == category}
               for code, label in [("", _("All")), *names.items()]]  # fmt: skip
    return render(request, "desk/petitions.html", {
        "page": page_of(_narrowed(found, kind, request), "-registered_at", request), "q": asked.get("q", ""),
        "groups": [(_("Standing"), states), (_("Class"), classes)], "names": names, "words": words,
        "keep": [(name, asked[name]) for name in ("show", "class") if asked.get(name)],
        "narrowed": any(asked.get(name) for name in ("q", "show", "class")),
    })  # fmt: skip


def _narrowed(found: QuerySet[Petition], kind: str, request: HttpRequest) -> QuerySet[Petition]:
    waiting = found.filter(case__state=State.RECEIVED.value)
    return {
        "unassessed": found.filter(Q(category="") | Q(assessment="")),
        "undecided": waiting,
        "late": waiting.filter(accept_due_at__lt=request.now),  # type: ignore[attr-defined]
        "open": found.filter(case__accepted_at__isnull=False, case__ended_at=None),
        "done": found.filter(case__ended_at__isnull=False),
        "disturbed": found.exclude(disturbance=""),
        "verified": found.filter(verified=True),
    }.get(kind, found)
