"""The rulebooks of the hall: which one scores which quarter, drafts, adopting (D2.0.1, D2.0.2)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.assessments import commands, queries, texts
from yichuang.apps.assessments.policies.rulebooks import DECIDERS, WRITERS
from yichuang.apps.assessments.quarters import before, quarter_at, quarter_of
from yichuang.apps.assessments.rulebooks import rulebook_for, rulebooks_known
from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import mark, perform
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.rulebooks import AdoptForm, DraftForm
from yichuang.apps.desk.rulebooks import STATES
from yichuang.core.assessment import Quarter
from yichuang.rulebook.assessment import all_rulebooks
from yichuang.rulebook.errors import RulebookError


def rulebooks(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(
    request: HttpRequest, draft_form: DraftForm | None = None, adopt_form: AdoptForm | None = None
) -> HttpResponse:
    staff, typed = request.user, draft_form is not None or adopt_form is not None
    known = rulebooks_known(staff.hall)
    sees_drafts = staff.has(*WRITERS, *DECIDERS)
    versions = queries.versions_known(staff.hall)
    return render(request, "desk/rulebooks.html", {
        "on_file": [one for one in known.values() if one.number in all_rulebooks()], "states": STATES,
        "page": page_of(versions if sees_drafts else versions.filter(state="in_force"), "-drafted_at", request),
        "adoptions": list(queries.adoptions_of(staff.hall)[:20]), "quarter_of": quarter_of, "words": texts,
        "present": _present(request), "quarter": quarter_at(request.now),
        "draft_form": draft_form or (_draft_form(request) if staff.has(*WRITERS) else None),
        "adopt_form": adopt_form or (_adopt_form(request) if staff.has(*DECIDERS) else None),
        "own": {one.number: one.pk for one in versions if one.state == "in_force"},
    }, status=422 if typed else 200)  # fmt: skip


def _present(request: HttpRequest) -> str:
    try:
        return rulebook_for(request.user.hall, quarter_at(request.now)).number
    except RulebookError:
        return ""


def _known(request: HttpRequest) -> list[tuple[str, str]]:
    known = rulebooks_known(request.user.hall)
    return [(key, f"{key} · {book.title}") for key, book in reversed(known.items())]


def _draft_form(request: HttpRequest, *given: object) -> DraftForm:
    return DraftForm(*given, known=_known(request), auto_id="draft-%s")


def _adopt_form(request: HttpRequest, *given: object) -> AdoptForm:
    """Offers the quarter before, the running one and the three to come; the next one stands first."""
    running = quarter_at(request.now)
    coming = [running]
    for _step in range(3):
        coming.append(quarter_of(coming[-1].following))
    offered = [*coming[1:], running, before(running)]
    pairs = [(str(one), texts.quarter_words(str(one))) for one in offered]
    return AdoptForm(*given, known=_known(request), quarters=pairs, auto_id="adopt-%s")


def draft(request: HttpRequest) -> HttpResponse:
    """Begins a draft from a known rulebook, or from a file."""
    form = _draft_form(request, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, draft_form=form)
    typed = form.cleaned_data

    def run() -> str:
        made = commands.draft(hall=request.user.hall, number=typed["number"], based_on=typed["based_on"],
                              text=typed["file"], by=request.user, now=request.now)  # fmt: skip
        messages.success(request, _("The draft is begun. It scores nothing until it is in force and adopted."))
        return reverse("desk:rulebook_version", args=[made.pk])

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _page(request, draft_form=form)

    return perform(request, run, again)


def adopt(request: HttpRequest) -> HttpResponse:
    """From a quarter on the hall is scored by a rulebook."""
    form = _adopt_form(request, request.POST)
    if not form.is_valid():
        return _page(request, adopt_form=form)
    typed = form.cleaned_data

    def run() -> str:
        commands.adopt(hall=request.user.hall, number=typed["number"], quarter=Quarter.parse(typed["quarter"]),
                       document=typed["document"], by=request.user, now=request.now)  # fmt: skip
        messages.success(request, _("The rulebook is adopted."))
        return reverse("desk:rulebooks")

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _page(request, adopt_form=form)

    return perform(request, run, again)
