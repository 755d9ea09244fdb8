"""Where a case stands, for whoever knows its number and the last four digits of its telephone."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yichuang.apps.cases.models import Case
from yichuang.apps.cases.queries import changes_of, further_lists, special_steps
from yichuang.apps.cases.queries import progress as find
from yichuang.apps.catalog.limits import clause_words
from yichuang.apps.feedback.queries import is_rated
from yichuang.apps.organization.web import public_hall
from yichuang.apps.portal import passes
from yichuang.apps.portal.forms import ProgressForm
from yichuang.apps.portal.limits import PROGRESS_BY_NUMBER, PROGRESS_BY_SOURCE, count, is_spent, source_of
from yichuang.apps.portal.views.refused import too_many
from yichuang.apps.portal.words import CAUSES, MARKS, STAGES, STATES
from yichuang.apps.portal.workings import working_of
from yichuang.core.lifecycle import Stage, State


@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "portal/progress.html", {"form": ProgressForm()})
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/progress.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    number, source = form.cleaned_data["receipt"], source_of(request)
    for limit, key in ((PROGRESS_BY_NUMBER, number), (PROGRESS_BY_SOURCE, source)):
        if is_spent(limit, key):
            return too_many(request, limit)
    case = find(public_hall(request), number, form.cleaned_data["phone_end"])
    if case is None:
        count(PROGRESS_BY_NUMBER, number)
        count(PROGRESS_BY_SOURCE, source)
        form.add_error(None, _("No case fits this number and these four digits. Check both on your paper."))
        return render(request, "portal/progress.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    answer = render(request, "portal/progress_found.html", _about(case))
    if case.state == State.COMPLETED:
        passes.give(answer, case)
    return answer


def _about(case: Case) -> dict[str, Any]:
    state = State(case.state)
    lacking = case.supplements.order_by("-round").first() if state is State.SUPPLEMENTING else None
    return {
        "case": case,
        "state": STATES[state],
        "tone": _tone(state),
        "steps": _steps(case, state),
        "working": working_of(case),
        "ground": clause_words(case.clock["clause"]) if case.clock else "",
        "lacking": [(one, MARKS[one["mark"]]) for one in lacking.wanted] if lacking else [],
        "ending": getattr(case, "ending", None),
        "extension": getattr(case, "extension", None),
        "special": special_steps(case), "awaited": _awaited(case), "changes": changes_of(case),
        "deemed": case.clock.get("deemed") if case.clock else None, "causes": CAUSES,
        "rateable": state is State.COMPLETED and not is_rated(case),
        "approved": state is State.APPROVED,
    }


def _awaited(case: Case) -> list[tuple[dict[str, str], str]]:
    """What was asked for after acceptance and has not been recorded as brought."""
    open_ones = [one for one in further_lists(case) if not hasattr(one, "supply")]
    return [(one, MARKS[one["mark"]]) for wanted in open_ones for one in wanted.wanted]


def _tone(state: State) -> str:
    if state in (State.RETURNED, State.REFUSED):
        return "bad"
    return {State.SUPPLEMENTING: "warn", State.APPROVED: "good", State.COMPLETED: "good"}.get(state, "info")


def _steps(case: Case, state: State) -> list[dict[str, Any]]:
    """The five stages of the present round; no name of anybody."""
    done = {stamp.stage: stamp.at for stamp in case.stamps.order_by("round", "id") if _counts(stamp, case)}
    steps: list[dict[str, Any]] = []
    for stage in Stage:
        at = done.get(stage.value)
        now = not at and not state.is_final and all(step["state"] == "done" for step in steps)
        steps.append({
            "label": _(STAGES[stage]), "at": at, "person": _("done") if at else "",
            "state": "done" if at else "now" if now else "skipped" if state.is_final else "open",
        })  # fmt: skip
    return steps


def _counts(stamp: Any, case: Case) -> bool:
    """Acceptance stays; the other stages begin anew when a case was sent back."""
    return stamp.stage == Stage.ACCEPTANCE or stamp.round == case.round
