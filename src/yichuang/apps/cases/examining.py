"""What an application comes to, worked out before its turn to be written: checks, clock, the words of its notices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from yichuang.apps.audit import free_text, refuse
from yichuang.apps.cases import agency as agencies
from yichuang.apps.cases import clock, deeming, permissions, petition_policies, policies, texts
from yichuang.apps.cases.given import Application, Verdict
from yichuang.apps.cases.models import Agency, Applicant, Case, MaterialMark, StageStamp
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.laying import Draft, lay_out, series
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.numbering import blank
from yichuang.apps.organization.queries import present_handler
from yichuang.apps.reception.models import Visit
from yichuang.core.identity import N_, mask_name
from yichuang.core.lifecycle import Action, Checked, Stage, State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer

# The kinds that are told their limit in a notice of its own (N05); a petition's stands on N01.
PROMISED = ("promised", "forwarded")
LONGEST_REASON = 300


@dataclass(frozen=True)
class HandedIn:
    """An application as a case not yet stored, with its applicant, the materials as found, and his number."""

    case: Case
    materials: tuple[Checked, ...]
    identity: str
    agency: Agency | None


@dataclass(frozen=True)
class Acceptance:
    """A formal acceptance but for its numbers: `series` to draw from, marks, stamp and notices with what is left blank.

    `because`: why an instant item is taken in as a promised case (C-33).
    """

    series: tuple[str, ...]
    marks: list[MaterialMark]
    stamp: StageStamp
    notices: list[Notice]
    because: str


def handed_in(*, visit: Visit, application: Application, by: Staff, now: datetime) -> HandedIn:
    """Checks what a citizen hands in at a window; Refused names the field at fault (D3.2.4, D4.4.4, D1.11)."""
    item, today = application.item, now.astimezone(SHANGHAI).date()
    permissions.require_at_window(by, visit.hall_id, visit.window_id)
    policies.require_item_of(item, visit.hall_id)
    policies.require_counter_item(item, today)
    petition_policies.require_no_petition(item)
    person = policies.person(application.name, application.identity, application.phone, application.organisation, today)
    index = sealer().blind_index("identity", person.identity.number)
    policies.require_not_own(index, by)
    materials = policies.checked_materials(item, application.marks)
    applicant = Applicant(
        hall=visit.hall, name=person.name, identity=sealer().seal("identity", person.identity.number),
        identity_kind=person.identity.kind.value, identity_index=index, phone=sealer().seal("phone", person.phone),
        organisation=person.organisation,
    )  # fmt: skip
    case = Case(
        hall=visit.hall, item=item, item_name=item.name, kind=item.kind, applicant=applicant,
        applicant_masked=mask_name(person.name), visit=visit, front_window=visit.window, handler=handler_of(item, by),
        state=State.RECEIVED.value, received_at=now, received_by=by,
    )  # fmt: skip
    return HandedIn(case, materials, person.identity.number, _agency(case, application, by, now))


def _agency(case: Case, application: Application, by: Staff, now: datetime) -> Agency | None:
    """The agency to be stored with the case; the notices find it at the case already (D1.11, D4.4.4)."""
    if application.agent is None:
        # Asked of a case without a key, the answer "none" is kept and costs no query later.
        return agencies.agency_of(case)
    agency = agencies.agency_for(application.agent, case=case, by=by, now=now)
    agencies.require_not_by_agent(agency, by)
    return agency


def handler_of(item: ServiceItem, by: Staff) -> Staff:
    """A of the item's post, or B while A is absent (D5.1.6); without a post, who took it in."""
    if item.post is None or (item.post.a_id == by.pk and not by.absent):
        return by
    return present_handler(item.post) or by


def acceptance_of(
    case: Case, materials: Sequence[Checked], verdict: Verdict, by: Staff, now: datetime, *, identity: str
) -> Acceptance:
    """The acceptance a clerk decides on; Refused as `reason_to_promise` is."""
    because = reason_to_promise(case, verdict.promised_because) if verdict.as_promised else ""
    return accepted_from(now, case, materials, by, now, identity=identity, promise=verdict.promise, because=because)


def accepted_from(
    since: datetime, case: Case, materials: Sequence[Checked], by: Staff, now: datetime, *, identity: str,
    promise: int | None = None, because: str = "", deemed: Mapping[str, str] | None = None,
) -> Acceptance:  # fmt: skip
    """Formal acceptance as of `since`, set on the case: number, clock, who; with its stamp and its notices.

    `because`: why an instant item is taken in as a promised case; `deemed` names the rule if the law accepts.
    """
    case.kind = "promised" if because else case.kind
    running = clock.start(case.item, case.hall, since, promise, as_promised=bool(because))
    case.accepted_at, case.clock = since, running.kept | ({"deemed": dict(deemed)} if deemed else {})
    case.accepted_by_name = deeming.BY_LAW if deemed else by.name
    case.due_at, case.nominal_due_at, case.provisional = running.due.due, running.due.nominal, running.due.provisional
    stamp = StageStamp(stage=Stage.ACCEPTANCE.value, at=since, by_id=by.pk, by_name=case.accepted_by_name,
                       note=deeming.note(deemed) if deemed else "")  # fmt: skip
    wanted = _with_blanks(case, now)
    notices = [lay_out(one, case.front_window, by, now) for one in _drafts(case, materials, identity, because)]
    drawn = (*wanted, *(series(Kind(one.kind)) for one in notices))
    return Acceptance(drawn, marks_of(materials), stamp, notices, because)


def marks_of(materials: Sequence[Checked]) -> list[MaterialMark]:
    """How materials were found, for a case and in a round that may not be known yet (R02)."""
    return [MaterialMark(material=one.id, name=one.name, mark=one.mark.value, note=one.note) for one in materials]


def _with_blanks(case: Case, now: datetime) -> list[str]:
    """Gives a case its numbers with a blank where each still has to be drawn; names the series of the blanks."""
    year, window = now.astimezone(SHANGHAI).year, case.front_window.code
    wanted = [f"case:{window}"]
    case.number = f"{window.upper()}-{year}-{blank(wanted[0], 6)}"
    if not case.receipt:
        wanted.append("receipt")
        case.receipt = receipt_of(year)
    return wanted


def receipt_of(year: int) -> str:
    """A receipt number with a blank for what is drawn from the series "receipt"."""
    return f"S{year}{blank('receipt', 6)}"


def _drafts(case: Case, materials: Sequence[Checked], identity: str, because: str) -> list[Draft]:
    petition = case.kind == "petition"
    said = texts.petition_acceptance(case, identity) if petition else texts.acceptance(case, materials, identity)
    drafts = [texts.drafted(case, Kind.ACCEPTANCE, said)]
    if case.kind in PROMISED:
        drafts.append(texts.drafted(case, Kind.PROMISE, texts.promise(case, identity, because)))
    return drafts


def reason_to_promise(case: Case, reason: str) -> str:
    """The reason as it is kept; Refused for an item that is not instant, and without a reason."""
    if case.kind != "instant" or case.item.kind != "instant":
        refuse("not_instant_item", N_("Only an instant item can be turned into a promised case."),
               N_("Accept it as it is."), "promised_because", "C-33")  # fmt: skip
    return free_text(reason, "promised_because", most=LONGEST_REASON, clause="C-33",
                     missing=N_("Say why it cannot be finished on the spot."))  # fmt: skip


def require_fit(verdict: Verdict, item: ServiceItem, materials: Sequence[Checked], now: datetime) -> None:
    """A verdict goes with the materials as found; Refused names what is lacking or not said (D4.6.3, D3.4.4)."""
    if verdict.action is Action.ACCEPT:
        policies.require_complete(policies.proposal_for(item, materials))
        policies.require_promise(item, verdict.promise, now.astimezone(SHANGHAI).date())
    elif verdict.action is Action.ASK_SUPPLEMENT:
        policies.require_lacking(materials)
    else:
        free_text(verdict.reason, "reason", most=500, clause="D3.4.5")
        free_text(verdict.ground, "ground", most=300, clause="D4.6.4")
