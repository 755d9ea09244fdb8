"""One finding (R26): with its evidence, steps and corrections, and every act on it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.models import Correction, Finding
from yichuang.apps.assessments.policies import concerns, may_score, may_settle, windows_of_own
from yichuang.apps.assessments.quarters import quarter_at
from yichuang.apps.assessments.scoring import rulebook_of
from yichuang.apps.attachments.queries import of_subject
from yichuang.apps.desk import findings as words
from yichuang.apps.desk.forms.findings import (
    ConfirmFindingForm,
    ContestForm,
    CorrectionForm,
    RejectFindingForm,
    SecondForm,
    SettleForm,
    TakeBackForm,
)
from yichuang.apps.desk.views.acts import by_form
from yichuang.apps.desk.views.findings import points_of, rule_of
from yichuang.core.worktime import SHANGHAI

FORMS: dict[str, type[Form]] = {
    "acknowledge": Form, "confirm": ConfirmFindingForm, "reject": RejectFindingForm, "contest": ContestForm,
    "settle": SettleForm, "second": SecondForm, "take_back": TakeBackForm,
}  # fmt: skip
SCORED = ("rule", "person_id", "times", "points", "level")


def finding(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, _load(request, pk))


def _load(request: HttpRequest, pk: int) -> Finding:
    found = queries.finding_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, one: Finding, name: str = "", form: Form | None = None) -> HttpResponse:
    corrections = queries.corrections_of(one)
    acts = _open_acts(request, one, [correction for correction in corrections if correction.settled_at is None])
    until = queries.contest_until(one) if one.state == "confirmed" else None
    offered = {act: form if act == name and form else _form(act, one) for act in acts}
    return render(request, "desk/finding.html", {
        "one": one, "rule": rule_of(one), "points": points_of(one), "words": words, "forms": offered, "refused": name,
        "steps": queries.steps_of_finding(one), "quarter": quarter_at(one.happened_at),
        "until": until, "contest_over": until is not None and _today(request) > until,
        "pictures": [{"one": picture} for picture in of_subject(one.hall, one.ref)],
        "corrections": [(each, _told(each.replacement)) for each in corrections],
    }, status=422 if form is not None else 200)  # fmt: skip


def _told(one: Finding | None) -> str:
    """What is to count instead, in a line; empty for nothing."""
    if one is None:
        return ""
    parts = [f"{one.rule} {rule_of(one).title}", f"{points_of(one)} × {one.times}"]
    return " · ".join([*parts, one.person.name] if one.person else parts)


def _form(name: str, one: Finding, data: Any = None) -> Form:
    if name != "correct":
        return FORMS[name](data, auto_id=f"{name}-%s")
    given = {field.removesuffix("_id"): getattr(one, field) for field in SCORED}
    book = rulebook_of(one.hall, quarter_at(one.happened_at))
    return CorrectionForm(data, auto_id="correct-%s", initial=given, hall=one.hall, book=book)


def _open_acts(request: HttpRequest, one: Finding, waiting: list[Any]) -> list[str]:
    """What this person may do with it now, in the order of the page."""
    staff, own = request.user, windows_of_own(request.user)
    scores, acts = may_score(staff, one.window_id, own), []
    if one.state == "draft" and scores and one.corrects_id is None:
        acts += ["confirm", "reject"]
    if one.state == "contested" and may_settle(staff, one, own):
        acts.append("settle")
    acts += _on_correction(request, one, waiting, own)
    if concerns(staff, one) and queries.takes_note(staff, one):
        acts.append("acknowledge")
    if one.state == "confirmed" and concerns(staff, one) and _today(request) <= queries.contest_until(one):
        acts.append("contest")
    if scores and one.state in ("confirmed", "upheld") and not waiting:
        acts.append("correct")
    return acts


def _today(request: HttpRequest) -> date:
    return request.now.astimezone(SHANGHAI).date()


def _on_correction(request: HttpRequest, one: Finding, waiting: list[Any], own: set[int]) -> list[str]:
    """Who proposed it may take it back; somebody else decides on it, unless a contest goes before."""
    if not waiting:
        return []
    if waiting[0].by_id == request.user.pk:
        return ["take_back"]
    return ["second"] if may_settle(request.user, one, own) and one.state != "contested" else []


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, "confirm", commands.confirm, _("The finding counts from now on."))


@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, "reject", commands.reject, _("The finding is rejected and counts nowhere."))


@require_POST
def contest(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, "contest", commands.contest, _("The finding is contested; another person decides."))


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, "acknowledge", commands.acknowledge, _("It is on record that you have read it."))


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    def run(*, upheld: str, **given: Any) -> object:
        return commands.settle(upheld=upheld == "yes", **given)

    return _act(request, pk, "settle", run, _("The decision is recorded."))


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Proposes another entry in place of a finding that counts, or that it be withdrawn."""

    def run(*, what: str, why: str, finding: Finding, by: Any, now: Any, **scored: Any) -> object:
        instead = commands.Instead(**scored) if what == "replace" else None
        return commands.propose_correction(finding=finding, why=why, by=by, now=now, instead=instead)

    return _act(request, pk, "correct", run, _("The correction waits for a second person; until then nothing changes."))


@require_POST
def second(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person's word on the correction that is open; Http404 when none is."""
    waiting = _waiting(request, pk)

    def run(*, accepted: str, words: str, by: Any, now: Any, **_given: Any) -> object:
        yes = accepted == "yes"
        return commands.settle_correction(correction=waiting, accepted=yes, words=words, by=by, now=now)

    return _act(request, pk, "second", run, _("The decision is recorded."))


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Who proposed the correction that is open takes it back; Http404 when none is."""
    waiting = _waiting(request, pk)

    def run(*, why: str, by: Any, now: Any, **_given: Any) -> object:
        return commands.take_back_correction(correction=waiting, why=why, by=by, now=now)

    return _act(request, pk, "take_back", run, _("The correction is taken back; the finding stands as before."))


def _waiting(request: HttpRequest, pk: int) -> Correction:
    for one in queries.corrections_of(_load(request, pk)):
        if one.settled_at is None:
            return one
    raise Http404


def _act(request: HttpRequest, pk: int, name: str, run: Callable[..., object], done: str) -> HttpResponse:
    one = _load(request, pk)
    form = _form(name, one, request.POST)

    def do(typed: dict[str, Any]) -> object:
        return run(finding=one, by=request.user, now=request.now, **typed)

    def show() -> HttpResponse:
        return _show(request, _load(request, pk), name, form)

    return by_form(request, form, do, done, reverse("desk:finding", args=[pk]), show)
