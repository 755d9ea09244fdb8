"""Appointing an agent for a case under way, and ending the agency."""

from datetime import datetime

from yichuang.apps.audit import Refused, command, free_text, record, refuse
from yichuang.apps.audit.rows import insert
from yichuang.apps.cases import agency as agencies
from yichuang.apps.cases import permissions
from yichuang.apps.cases.agency import Agent
from yichuang.apps.cases.models import OPEN, Agency, Case
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_


@command
def appoint_agent(*, case: Case, agent: Agent, by: Staff, now: datetime) -> Agency:
    """Writes down who acts for the citizen from now on, with the authorisation (D1.11, D4.4.2).

    Refused without agent or authorisation, when there is an agency already, or the person has decided in the case.
    """
    _require_keeper(by, case)
    if Agency.objects.filter(case=case).exists():
        refuse("agency_already", N_("This case has its agent already."), N_("Reload the page to see who it is."))
    agency = agencies.agency_for(agent, case=case, by=by, now=now)
    agencies.require_decided_nothing(agency, case)
    insert([agency])
    record(hall=case.hall.slug, verb="agency.appointed", by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt, "agency": agency.kind})  # fmt: skip
    return agency


@command
def end_agency(*, case: Case, reason: str, by: Staff, now: datetime) -> Case:
    """Ends an agency, with its reason; from then on the citizen acts himself (D4.4.2)."""
    said = free_text(reason, "reason", most=300, clause="D4.4.2")
    _require_keeper(by, case)
    guard = Agency.objects.filter(case=case, ended_at=None)
    if guard.update(ended_at=now, ended_by=by, end_reason=said) != 1:
        refuse("no_agency", N_("Nobody acts as agent in this case now."), N_("Reload the page to see where it stands."))
    record(hall=case.hall.slug, verb="agency.ended", by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt})  # fmt: skip
    return case


def _require_keeper(by: Staff, case: Case) -> None:
    own = permissions.own_matter(by, case)
    if own is not None:
        raise Refused(own)
    if by.hall_id != case.hall_id or not permissions.keeps_agency(by, case):
        refuse("not_yours", N_("The window that took the case in, or the hall office, keeps the agency."),
               N_("Leave it to the person in charge."), clause="D1.11")  # fmt: skip
    if case.state not in OPEN:
        refuse("step_ended", N_("The case has ended; nothing more can be done to it."), clause="D1.7")
