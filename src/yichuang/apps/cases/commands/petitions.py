"""Petitions: registered for any visitor, assessed, accepted or not, and answered (D4.3.9, D3.4.8, C-18, D2.8.6)."""

from dataclasses import dataclass
from datetime import datetime

from yichuang.apps.audit import command, free_text, record, refuse
from yichuang.apps.audit.rows import insert
from yichuang.apps.cases import clock, permissions, petition_policies, policies
from yichuang.apps.cases.commands.intake import decide, draw_numbers
from yichuang.apps.cases.examining import handler_of
from yichuang.apps.cases.given import Verdict
from yichuang.apps.cases.models import Applicant, Case, Petition
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Department, Staff
from yichuang.apps.reception.models import Visit
from yichuang.core.identity import N_, mask_name
from yichuang.core.lifecycle import Action, State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer
from yichuang.rulebook.worktime import limit_of

MOST_PEOPLE = 9999
ACCEPT_LIMIT = "petition.accept"


@dataclass(frozen=True)
class Visitor:
    """Who came and what about. Name, number and telephone may be kept back; then no progress can be looked up."""

    matter: str
    name: str = ""
    identity: str = ""
    phone: str = ""
    organisation: str = ""
    people: int = 1
    disturbance: str = ""


@dataclass(frozen=True)
class Assessment:
    """Class and first assessment of a petition, and the department that answers for it."""

    category: str = ""
    text: str = ""
    department: Department | None = None


@command
def register_petition(
    *, visit: Visit, item: ServiceItem, visitor: Visitor, assessment: Assessment, by: Staff, now: datetime
) -> Case:
    """Writes a petition down (D4.3.9): receipt number, by when acceptance is decided, and what is assessed already.

    No clock runs yet and no materials are asked for. Refused without a matter, or for the clerk's own (D4.4.4).
    """
    today = now.astimezone(SHANGHAI).date()
    permissions.require_at_window(by, visit.hall_id, visit.window_id)
    policies.require_item_of(item, visit.hall_id)
    petition_policies.require_petition_item(item)
    policies.require_counter_item(item, today)
    if not 1 <= visitor.people <= MOST_PEOPLE:
        refuse("people_wrong", N_("Say how many have come."), N_("Write a whole number from 1 on."), "people")
    person = petition_policies.visitor(visitor.name, visitor.identity, visitor.phone, visitor.organisation, today)
    case = Case(
        hall=visit.hall, item=item, item_name=item.name, kind=item.kind, applicant=_applicant(visit, person, by),
        applicant_masked=mask_name(person.name) if person.name else petition_policies.NO_NAME, visit=visit,
        front_window=visit.window, handler=handler_of(item, by), state=State.RECEIVED.value, received_at=now,
        received_by=by,
    )  # fmt: skip
    draw_numbers(case, now, [])
    insert([case])
    petition = Petition(
        case=case, registered_at=now, people=visitor.people, anonymous=not person.name,
        matter=free_text(visitor.matter, "matter", most=1000, clause="D4.3.9"),
        accept_due_at=clock.until(limit_of(ACCEPT_LIMIT, today), visit.hall, now),
        disturbance=free_text(visitor.disturbance, "disturbance", most=300, needed=False),
    )  # fmt: skip
    _assess(petition, assessment, by, now)
    petition.save(force_insert=True)
    record(hall=visit.hall.slug, verb="petition.registered", by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt, "item": item.code, "assessed": petition.assessed})  # fmt: skip
    return case


@command
def assess_petition(*, case: Case, assessment: Assessment, by: Staff, now: datetime) -> Petition:
    """Gives a petition its class, its first assessment and the department that answers, until it is decided on."""
    permissions.require(by, Action.ACCEPT, case)
    policies.require_step(case, Action.ACCEPT)
    petition = petition_policies.petition_of(case)
    _assess(petition, assessment, by, now)
    petition.save(update_fields=["category", "assessment", "department", "assessed_at", "assessed_by"])
    record(hall=case.hall.slug, verb="petition.assessed", by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt, "category": petition.category, "assessed": petition.assessed})  # fmt: skip
    return petition


@command
def decide_petition(*, case: Case, verdict: Verdict, by: Staff, now: datetime) -> tuple[Case, list[Notice]]:
    """Accepts an assessed petition, which starts its limit (D3.4.8, C-18), or says in writing why not (D1.12)."""
    permissions.require(by, verdict.action, case)
    policies.require_step(case, verdict.action)
    petition = petition_policies.petition_of(case)
    if verdict.action not in (Action.ACCEPT, Action.REFUSE):
        refuse("decision_missing", N_("No decision has been chosen."), N_("Choose: accept it, or not."), "decision")
    if not petition.assessed or petition.department_id is None:
        refuse("not_assessed", N_("The petition has not been assessed yet."),
               N_("Give it its class, a first assessment and the department that answers."), "decision",
               "D4.3.9")  # fmt: skip
    return decide(case, (), verdict, by, now, identity=sealer().open("identity", case.applicant.identity))


@command
def note_disturbance(*, case: Case, disturbance: str, by: Staff, now: datetime) -> Petition:
    """Records what disturbed the order of the hall, once; whether it is so is for the assessor to verify (D2.8.6)."""
    said = free_text(disturbance, "disturbance", most=300, clause="D2.8.6")
    permissions.require(by, Action.ACCEPT, case)
    petition = petition_policies.petition_of(case)
    still = Petition.objects.filter(pk=petition.pk, disturbance="")
    petition_policies.require_first_note(still.update(disturbance=said))
    petition.disturbance = said
    record(hall=case.hall.slug, verb="petition.disturbance_noted", by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt})  # fmt: skip
    return petition


@command
def verify_disturbance(*, case: Case, verified: bool, note: str, by: Staff, now: datetime) -> Petition:
    """The assessor says whether a disturbance happened because of the department, with his ground, once (D2.8.6)."""
    said = free_text(note, "note", most=300, clause="D2.8.6")
    permissions.require_assessor(by, case)
    petition = petition_policies.petition_of(case)
    petition_policies.require_disturbed(petition)
    changed = {"verified": verified, "verified_note": said, "verified_at": now, "verified_by": by}
    petition_policies.require_first_note(Petition.objects.filter(pk=petition.pk, verified=None).update(**changed))
    for name, value in changed.items():
        setattr(petition, name, value)
    record(hall=case.hall.slug, verb="petition.disturbance_verified", by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt, "verified": verified, "department": petition.department_id})  # fmt: skip
    return petition


def _applicant(visit: Visit, person: petition_policies.Known, by: Staff) -> Applicant:
    index = sealer().blind_index("identity", person.identity) if person.identity else petition_policies.UNKNOWN
    policies.require_not_own(index, by)
    made = Applicant(
        hall=visit.hall, name=person.name or petition_policies.NO_NAME, identity_kind=person.kind, identity_index=index,
        identity=sealer().seal("identity", person.identity), phone=sealer().seal("phone", person.phone),
        organisation=person.organisation,
    )  # fmt: skip
    return insert([made])[0]


def _assess(petition: Petition, assessment: Assessment, by: Staff, now: datetime) -> None:
    """Whatever of it is there; without class or assessment the petition goes on waiting to be assessed."""
    petition_policies.require_petition_class(assessment.category, now.astimezone(SHANGHAI).date())
    petition_policies.require_department_of(assessment.department, by.hall_id)
    petition.category = assessment.category
    petition.assessment = free_text(assessment.text, "assessment", most=500, needed=False)
    petition.department = assessment.department
    petition.assessed_at, petition.assessed_by = (now, by) if petition.assessed else (None, None)
