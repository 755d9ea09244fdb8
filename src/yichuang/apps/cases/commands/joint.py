"""Handling a case jointly: the hall office coordinates, tells the citizen and contacts the departments, which do parts.

Every part begins when the joint case is opened and falls due with the case: one limit, which no part extends (D3.2.7).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yichuang.apps.audit import Refused, command, free_text, record, refuse, step
from yichuang.apps.audit.rows import insert
from yichuang.apps.cases import permissions, policies, texts
from yichuang.apps.cases.models import HOWS, Case, JointCase, JointPart
from yichuang.apps.notices import commands as notices
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Department, Staff, Window
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_
from yichuang.core.lifecycle import State
from yichuang.integrations.site import sealer

PLACES = "places"
STILL_OPEN = {"joint__case__state": State.ACCEPTED.value}


@dataclass(frozen=True)
class Place:
    """Who does a part: a department of the hall, through one of its windows or by itself."""

    department: Department
    window: Window | None = None


@command
def open_joint(*, case: Case, places: Sequence[Place], by: Staff, now: datetime) -> JointCase:
    """Makes a case joint; all parts begin at this moment (D3.2.7). By the hall office it is coordinated at once.

    The window that took in a joint item may open it too; until the hall office takes over it is flagged.
    """
    _require_may_open(by, case)
    if case.state != State.ACCEPTED.value:
        refuse("joint_too_late", N_("Only an accepted case whose work is not done yet can become a joint case."),
               N_("Accept the case first, or have it sent back."), clause="D3.2.7")  # fmt: skip
    _require_places(case, places)
    if JointCase.objects.filter(case=case).exists():
        refuse("joint_already", N_("This is a joint case already."), N_("Reload the page to see where it stands."))
    office = by if by.has(Role.HALL_OFFICE) else None
    joint = JointCase.objects.create(
        case=case, opened_at=now, opened_by=by, coordinator=office, coordinated_at=now if office else None
    )
    insert([JointPart(joint=joint, department=one.department, window=one.window) for one in places])
    _record(joint, "joint.opened", by, now, departments=[one.department.code for one in places])
    return joint


@command
def add_parts(*, joint: JointCase, places: Sequence[Place], by: Staff, now: datetime) -> list[JointPart]:
    """Adds departments that were forgotten. Their parts count from the common beginning; the limit stays (D3.2.7)."""
    _require_office(by, joint)
    _require_open(joint)
    _require_places(joint.case, places)
    there = joint.parts.filter(department__in=[one.department for one in places]).select_related("department").first()
    if there is not None:
        refuse("part_already", N_("%(name)s takes part already."), N_("Choose another department."), PLACES,
               name=there.department.name)  # fmt: skip
    parts = insert([JointPart(joint=joint, department=one.department, window=one.window) for one in places])
    _record(joint, "joint.part_added", by, now, departments=[one.department.code for one in places])
    return parts


@command
def coordinate(*, joint: JointCase, by: Staff, now: datetime) -> JointCase:
    """The hall office takes over the coordination of a joint case that a window opened (D3.2.7)."""
    _require_office(by, joint)
    _once(JointCase.objects.filter(pk=joint.pk, coordinator=None).update(coordinator=by, coordinated_at=now))
    joint.coordinator, joint.coordinated_at = by, now
    _record(joint, "joint.coordinated", by, now)
    return joint


@command
def explain(*, joint: JointCase, explanation: str, by: Staff, now: datetime) -> tuple[JointCase, Notice]:
    """Tells the citizen which units do what, in what order and within what limit, on paper (N12, D2.3.4)."""
    said = free_text(explanation, "explanation", most=500, clause="D2.3.4")
    if by.hall_id != joint.case.hall_id or not permissions.explains(by, joint.case):
        _not_yours(N_("The hall office or the window that took the case in explains it to the citizen."))
    _require_not_own(by, joint.case)
    _once(JointCase.objects.filter(pk=joint.pk, explained_at=None).update(
        explained_at=now, explained_by=by, explanation=said
    ))  # fmt: skip
    joint.explained_at, joint.explained_by, joint.explanation = now, by, said
    case = joint.case
    parts = list(joint.parts.select_related("department", "window").order_by("id"))
    sections = texts.joint_procedure(joint, parts, sealer().open("identity", case.applicant.identity))
    draft = texts.drafted(case, Kind.JOINT, sections)
    notice = notices.issue(draft=draft, window=case.front_window, by=by, now=now)
    _record(joint, "joint.explained", by, now, notice=notice.number)
    return joint, notice


@command
def contact(*, part: JointPart, person: str, how: str, what: str, by: Staff, now: datetime) -> JointPart:
    """Writes down that a department was contacted: whom, how, about what (D2.3.4). The hall office does it, once."""
    named = free_text(person, "person", most=50, clause="D2.3.4")
    said = free_text(what, "what", most=300, clause="D2.3.4")
    if how not in (code for code, _ in HOWS):
        refuse("how_missing", N_("Say how the department was contacted."), N_("Choose one of the ways."), "how",
               "D2.3.4")  # fmt: skip
    _require_office(by, part.joint)
    fields = {"contacted_at": now, "contacted_by": by, "contact_how": how, "contact_what": said, "person": named}
    _once(JointPart.objects.filter(pk=part.pk, contacted_at=None).update(**fields))
    _record(part.joint, "joint.contacted", by, now, departments=[part.department.code], how=how)
    return part


@command
def begin_part(*, part: JointPart, by: Staff, now: datetime) -> JointPart:
    """A department says that it has begun its part. What began only after another's end shows so (D2.3.7)."""
    _require_part(by, part)
    _require_open(part.joint)
    guard = JointPart.objects.filter(pk=part.pk, started_at=None, finished_at=None, **STILL_OPEN)
    _once(guard.update(started_at=now))
    _record(part.joint, "joint.part_begun", by, now, departments=[part.department.code])
    return part


@command
def finish_part(*, part: JointPart, result: str, by: Staff, now: datetime) -> JointPart:
    """A department has done its part, with its result (D3.2.7)."""
    said = free_text(result, "result", most=500, clause="D3.2.7")
    _require_part(by, part)
    _require_open(part.joint)
    policies.require_not_before(now, part.started_at or part.joint.opened_at)
    guard = JointPart.objects.filter(pk=part.pk, finished_at=None, **STILL_OPEN)
    _once(guard.update(finished_at=now, finished_by=by, result=said))
    _record(part.joint, "joint.part_finished", by, now, departments=[part.department.code])
    return part


def _require_places(case: Case, places: Sequence[Place]) -> None:
    if not places:
        refuse("no_departments", N_("No department has been chosen."), N_("Choose those who have a part in it."),
               PLACES, "D3.2.7")  # fmt: skip
    departments = [one.department.pk for one in places]
    if len(set(departments)) < len(departments):
        refuse("part_already", N_("%(name)s takes part already."), N_("Choose another department."), PLACES,
               name=places[0].department.name)  # fmt: skip
    for one in places:
        elsewhere = one.department.hall_id != case.hall_id
        if elsewhere or (one.window is not None and one.window.department_id != one.department.pk):
            refuse("place_elsewhere", N_("This department or window is not one of this hall's."),
                   N_("Choose from the list."), PLACES)  # fmt: skip
        if one.department.pk == case.item.department_id:
            refuse("leads_already", N_("%(name)s leads this case; its work is the handling itself."),
                   N_("Choose the other departments."), PLACES, name=one.department.name)  # fmt: skip


def _require_may_open(by: Staff, case: Case) -> None:
    _require_not_own(by, case)
    if by.hall_id != case.hall_id or not permissions.may_open_joint(by, case):
        _not_yours(N_("Only the hall office declares a case joint, or the window of a joint item."))


def _is_office(by: Staff, joint: JointCase) -> bool:
    return by.hall_id == joint.case.hall_id and by.has(Role.HALL_OFFICE)


def _require_office(by: Staff, joint: JointCase) -> None:
    if not _is_office(by, joint):
        _not_yours(N_("Joint cases are coordinated by the hall office."))
    _require_not_own(by, joint.case)


def _require_part(by: Staff, part: JointPart) -> None:
    _require_not_own(by, part.joint.case)
    if not permissions.parts_of(by).filter(pk=part.pk).exists():
        _not_yours(N_("This part belongs to another department."))


def _require_not_own(by: Staff, case: Case) -> None:
    own = permissions.own_matter(by, case)
    if own is not None:
        raise Refused(own)


def _not_yours(sentence: str) -> None:
    refuse("not_yours", sentence, N_("Leave it to the person in charge."), clause="D3.2.7")


def _require_open(joint: JointCase) -> None:
    if joint.case.state != State.ACCEPTED.value:
        refuse("joint_closed", N_("The work of this case is done; its parts can no longer be changed."),
               N_("Reload the page to see where it stands."), clause="D1.7")  # fmt: skip


@step
def _once(count: int) -> None:
    if count != 1:
        refuse("joint_moved", N_("This has been written down already."), N_("Reload the page to see where it stands."))


def _record(joint: JointCase, verb: str, by: Staff, now: datetime, **detail: object) -> None:
    case = joint.case
    record(hall=case.hall.slug, verb=verb, by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number} | detail)  # fmt: skip
