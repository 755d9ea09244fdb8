"""The record of a petition on its page: what was said, its assessment, the decision, the order of the hall (R14)."""

from datetime import date

from django.forms import Form
from django.http import HttpRequest

from yichuang.apps.cases.models import Case, Petition
from yichuang.apps.cases.permissions import refusal_for
from yichuang.apps.cases.queries import light_between
from yichuang.apps.desk.forms.petitions import (
    AssessmentForm,
    DecidePetitionForm,
    DisturbanceForm,
    VerifyForm,
    class_words,
)
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel, typed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.apps.tickets.queries import business_day
from yichuang.core.lifecycle import Action, Light


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    petition = Petition.objects.filter(case=case).select_related("department", "assessed_by", "verified_by").first()
    if petition is None:
        return None
    now = request.now  # type: ignore[attr-defined]
    light = light_between(case.hall, petition.registered_at, petition.accept_due_at, now)
    return {
        "petition": petition, "names": class_words(), "undecided": case.state_before_acceptance,
        "light": light if case.state_before_acceptance else Light.NONE,
        "forms": _forms(request.user, petition, case, bound, business_day(now)),
    }  # fmt: skip


def _forms(staff: Staff, petition: Petition, case: Case, bound: Bound, today: date) -> dict[str, Form]:
    """The acts this person may do now, the next one first."""
    forms: dict[str, Form] = {}
    at_window = refusal_for(staff, Action.ACCEPT, case) is None
    if at_window and case.state_before_acceptance:
        assess = typed(bound, "assess_petition", lambda: _assess(petition, case, today))
        decide = typed(bound, "decide_petition", lambda: DecidePetitionForm(auto_id="decide_petition-%s"))
        ready = petition.assessed and petition.department_id is not None
        order = ("decide_petition", "assess_petition") if ready else ("assess_petition", "decide_petition")
        forms = {name: {"assess_petition": assess, "decide_petition": decide}[name] for name in order}
    if at_window and not petition.disturbance:
        blank = DisturbanceForm(auto_id="note_disturbance-%s")
        forms["note_disturbance"] = typed(bound, "note_disturbance", lambda: blank)
    if staff.has(Role.ASSESSOR) and petition.disturbance and petition.verified is None:
        forms["verify_disturbance"] = typed(
            bound, "verify_disturbance", lambda: VerifyForm(auto_id="verify_disturbance-%s")
        )
    return forms


def _assess(petition: Petition, case: Case, today: date) -> AssessmentForm:
    initial = {"category": petition.category, "assessment": petition.assessment, "department": petition.department_id}
    return AssessmentForm(initial=initial, hall=case.hall, today=today, auto_id="assess_petition-%s")


PANEL = Panel("petition", facts)
