"""A joint case on its page: who coordinates, what was explained, each department's part, and in what order they ran."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest

from yichuang.apps.cases import queries
from yichuang.apps.cases.models import Case, JointCase, JointPart
from yichuang.apps.desk import joint as words
from yichuang.apps.desk.forms.joint import ConfirmForm, ContactForm, ExplainForm, FinishPartForm, PartForm, PlacesForm
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel, typed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.lifecycle import State

Blank = Callable[[], Form]


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    staff, accepted = request.user, case.state == State.ACCEPTED.value
    if getattr(case, "joint", None) is None:
        may_open = accepted and queries.may_open_joint(staff, case)
        wanted = bool(case.item.rules["joint"]) and accepted
        if not (may_open or wanted):
            return None
        blank = lambda: PlacesForm(case=case, auto_id="joint_open-%s")  # noqa: E731
        return {"joint": None, "wanted": wanted,
                "forms": {"joint_open": typed(bound, "joint_open", blank)} if may_open else {}}  # fmt: skip
    joint = queries.joint_of(case)
    order = queries.reading_of(joint).order
    return {
        "joint": joint, "parts": [_row(joint, one) for one in joint.parts.all()], "owed": words.owed_words(joint),
        "owed_by": queries.missing_in(joint).by, "order": words.ORDERS[order], "why": words.why_serial(joint),
        "late": request.now > queries.missing_in(joint).by,
        "forms": {name: typed(bound, name, blank) for name, blank in _blanks(staff, joint, accepted).items()},
    }  # fmt: skip


def _row(joint: JointCase, part: JointPart) -> dict[str, Any]:
    return {"part": part, "how": words.HOWS.get(part.contact_how, ""), "began": queries.began(joint, part)}


def mine(staff: Staff, joint: JointCase) -> list[JointPart]:
    """The parts of this joint case that are this person's."""
    own = set(queries.parts_of(staff).filter(joint=joint).values_list("pk", flat=True))
    return [one for one in joint.parts.all() if one.pk in own]


def _uncontacted(joint: JointCase) -> list[JointPart]:
    return [one for one in joint.parts.all() if one.contacted_at is None]


def _blanks(staff: Staff, joint: JointCase, accepted: bool) -> dict[str, Blank]:
    """The forms of the acts that are this person's now, by name."""
    found: dict[str, Blank] = {}
    office, own = staff.has(Role.HALL_OFFICE), [one for one in mine(staff, joint) if one.finished_at is None]
    if office and joint.coordinator_id is None:
        found["joint_coordinate"] = lambda: ConfirmForm(auto_id="joint_coordinate-%s")
    if joint.explained_at is None and (office or queries.explains(staff, joint.case)):
        found["joint_explain"] = lambda: ExplainForm(auto_id="joint_explain-%s")
    if office and _uncontacted(joint):
        found["joint_contact"] = lambda: ContactForm(parts=_uncontacted(joint), auto_id="joint_contact-%s")
    if accepted and (unbegun := [one for one in own if one.started_at is None]):
        found["joint_begin"] = lambda: PartForm(parts=unbegun, auto_id="joint_begin-%s")
    if accepted and own:
        found["joint_finish"] = lambda: FinishPartForm(parts=own, auto_id="joint_finish-%s")
    if office and accepted:
        found["joint_add"] = lambda: PlacesForm(case=joint.case, auto_id="joint_add-%s")
    return found


PANEL = Panel("joint", facts)
