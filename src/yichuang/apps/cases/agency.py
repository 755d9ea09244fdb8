"""Acting in a citizen's name: who may be an agent, what proves it, and what an agent may not decide (D1.11, D4.4.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from yichuang.apps.audit import Refusal, free_text, refuse, refuse_fault
from yichuang.apps.cases.models import OPEN, Agency, Case
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_, Fault, check_identity, check_name, check_phone
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer

RELATIONS = {"staff": "大厅代办员", "village": "村代办员"}


@dataclass(frozen=True)
class Agent:
    """Who is to act, as typed: a clerk of the hall, a village agent by his code, or a private person by name.

    `paper` names the citizen's written authorisation, `paper_on` is its date.
    """

    kind: str
    paper: str
    paper_on: date | None
    staff: Staff | None = None
    village_agent: str = ""
    name: str = ""
    identity: str = ""
    phone: str = ""
    relation: str = ""


def village_agents(hall: Hall) -> Mapping[str, Mapping[str, str]]:
    """The village agents of the hall's file, by code."""
    return {one["code"]: one for one in hall.settings.get("village_agents", ())}


def agency_of(case: Case) -> Agency | None:
    """The agency of a case that still holds."""
    found: Agency | None = getattr(case, "agency", None)
    return found if found is not None and found.ended_at is None else None


def is_agent(staff: Staff, case: Case) -> bool:
    """Whether this person acts, or has acted, for the citizen in this case, as staff or privately."""
    found: Agency | None = getattr(case, "agency", None)
    return found is not None and _is(staff, found)


def _is(staff: Staff, agency: Agency) -> bool:
    known = bool(staff.identity_index) and staff.identity_index == agency.identity_index
    return known or agency.staff_id == staff.pk


def by_agent(staff: Any, index: Any) -> Q:
    """The condition on agencies that this person is the agent; `staff` and `index` may refer to an outer query."""
    return Q(staff=staff) | (Q(identity_index=index) & ~Q(identity_index=""))


def refusal_for(staff: Staff, case: Case) -> Refusal | None:
    """Nobody decides a matter in which he is the agent (D4.4.4)."""
    if not is_agent(staff, case):
        return None
    return Refusal("own_agency", N_("You act as the agent in this case."), N_("A colleague must deal with it."),
                   clause="D4.4.4")  # fmt: skip


def acting_for(staff: Staff) -> QuerySet[Case]:
    """The open cases in which this member of the staff is the agent, the nearest due first (D1.11)."""
    found = Case.objects.filter(agency__staff=staff, agency__ended_at=None, state__in=OPEN)
    return found.order_by("due_at", "id")


def agency_for(agent: Agent, *, case: Case, by: Staff, now: datetime) -> Agency:
    """The agency as checked, not yet stored; Refused without an agent or an authorisation (D1.11)."""
    made = {"staff": _clerk, "village": _villager, "private": _private}.get(agent.kind)
    if made is None:
        refuse("agent_missing", N_("An agency names its agent."), N_("Choose who acts for the citizen."), "agent_kind",
               "D1.11")  # fmt: skip
    today = now.astimezone(SHANGHAI).date()
    agency = made(agent, case.hall, today)
    agency.case, agency.kind, agency.at, agency.by = case, agent.kind, now, by
    agency.paper = free_text(agent.paper, "agent_paper", most=200, clause="D1.11",
                             missing=N_("There is no agency without the citizen's authorisation."))  # fmt: skip
    if agent.paper_on is None or agent.paper_on > today:
        refuse("authorisation_undated", N_("The authorisation bears a date, today or before."),
               N_("Enter the date on the paper."), "agent_paper_on", "D1.11")  # fmt: skip
    agency.paper_on = agent.paper_on
    if agency.identity_index and agency.identity_index == case.applicant.identity_index:
        refuse("agent_is_applicant", N_("The agent is the applicant himself."), N_("Leave the agency out."),
               "agent_identity", "D1.11")  # fmt: skip
    return agency


def require_not_by_agent(agency: Agency, by: Staff) -> None:
    """Who decides on an application is not its agent (D4.4.4)."""
    if _is(by, agency):
        refuse("own_agency", N_("You act as the agent in this case."), N_("A colleague must deal with it."),
               "agent_staff", "D4.4.4")  # fmt: skip


def require_decided_nothing(agency: Agency, case: Case) -> None:
    """Who has accepted, reviewed or approved a case does not become its agent (D4.4.4)."""
    decided = Q(stage__in=("acceptance", "review", "approval"))
    person = Q(by=agency.staff_id)
    if agency.identity_index:
        person |= Q(by__identity_index=agency.identity_index)
    if case.stamps.filter(decided, person).exists():
        refuse("agent_decided", N_("This person has decided in this case before."), N_("Choose another agent."),
               "agent_kind", "D4.4.4")  # fmt: skip


def _clerk(agent: Agent, hall: Hall, today: date) -> Agency:
    person = agent.staff
    if person is None or person.hall_id != hall.pk or not person.is_active or not person.has(Role.CLERK):
        refuse("agent_missing", N_("An agency names its agent."), N_("Choose a clerk of this hall."), "agent_staff",
               "D1.11")  # fmt: skip
    return Agency(staff=person, name=person.name, identity_index=person.identity_index,
                  phone=sealer().seal("phone", person.phone), relation=RELATIONS["staff"])  # fmt: skip


def _villager(agent: Agent, hall: Hall, today: date) -> Agency:
    known = village_agents(hall).get(agent.village_agent)
    if known is None:
        refuse("agent_missing", N_("An agency names its agent."), N_("Choose a village agent of the list."),
               "agent_village", "D1.11")  # fmt: skip
    return Agency(village_agent=known["code"], village=known["village"], name=known["name"],
                  phone=sealer().seal("phone", known["phone"]), relation=RELATIONS["village"],
                  **_identity(agent, today))  # fmt: skip


def _private(agent: Agent, hall: Hall, today: date) -> Agency:
    if not agent.name.strip():
        refuse("agent_missing", N_("An agency names its agent."), N_("Fill in the agent's name."), "agent_name",
               "D1.11")  # fmt: skip
    name = check_name(agent.name)
    if isinstance(name, Fault):
        refuse_fault(name, "agent_name")
    identity = _identity(agent, today)
    phone = check_phone(agent.phone)
    if isinstance(phone, Fault):
        refuse_fault(phone, "agent_phone")
    relation = free_text(agent.relation, "agent_relation", most=30, clause="D1.11")
    return Agency(name=name, phone=sealer().seal("phone", phone.number), relation=relation, **identity)


def _identity(agent: Agent, today: date) -> dict[str, str]:
    checked = check_identity(agent.identity, on=today)
    if isinstance(checked, Fault):
        refuse_fault(checked, "agent_identity")
    index = sealer().blind_index("identity", checked.number)
    return {"identity": sealer().seal("identity", checked.number), "identity_index": index}
