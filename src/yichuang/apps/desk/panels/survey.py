"""Surveys of the place a case is about, with their photos, and the form for the surveyor's telephone (D3.4.7)."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest

from yichuang.apps.attachments.queries import of_subjects
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.permissions import attaching_refusal, handler_refusal
from yichuang.apps.desk.forms.attachments import SurveyForm
from yichuang.apps.desk.panels.attachments import rows_of, withdrawals
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel, typed
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    surveys = list(case.surveys.select_related("by").order_by("at", "id"))
    form = _form(request, case, bound)
    if not surveys and form is None:
        return None
    may = bool(surveys) and attaching_refusal(request.user, case) is None
    photos = of_subjects(case.hall, [one.ref for one in surveys])
    told = [(one, rows_of(request, case, photos[one.ref], bound, may=may)) for one in surveys]
    forms: dict[str, Any] = withdrawals(row for _, rows in told for row in rows)
    if form is not None:
        forms["record_survey"] = form
    return {"surveys": told, "forms": forms, "refused": bound[0] if bound else ""}


def _form(request: HttpRequest, case: Case, bound: Bound) -> Form | None:
    """For the handler of a case under way; an instant case leaves no time to go anywhere."""
    state = State(case.state)
    if case.kind == "instant" or state.is_before_acceptance or state.is_final:
        return None
    if handler_refusal(request.user, case) is not None:
        return None
    here = request.now.astimezone(SHANGHAI)  # type: ignore[attr-defined]
    begin = {"at": here.replace(second=0, microsecond=0)}
    return typed(
        bound, "record_survey", lambda: SurveyForm(on=here.date(), initial=begin, auto_id="record_survey-%s")
    )  # fmt: skip


PANEL = Panel("survey", facts)
