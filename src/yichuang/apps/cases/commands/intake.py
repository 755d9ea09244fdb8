"""From the window to acceptance, supplement, return or refusal: one act, one transaction, its notices in hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from yichuang.apps.audit import command, free_text, record, refuse, step
from yichuang.apps.audit.rows import insert
from yichuang.apps.cases import agency as agencies
from yichuang.apps.cases import clock, deeming, permissions, petition_policies, policies, texts
from yichuang.apps.cases.commands import kinds as kinds_of_case
from yichuang.apps.cases.commands.given import Application, Verdict
from yichuang.apps.cases.models import Agency, Applicant, Case, Ending, MaterialMark, StageStamp, SupplementList
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.notices import commands as notices
from yichuang.apps.notices.commands import Draft, series
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.numbering import next_numbers
from yichuang.apps.organization.queries import present_handler
from yichuang.apps.reception.models import Visit
from yichuang.core.identity import N_, mask_name
from yichuang.core.lifecycle import AUDIT_VERBS, Action, Checked, Stage, State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer

# The kinds that are told their limit in a notice of its own (N05); a petition's stands on N01.
PROMISED = ("promised", "forwarded")


@command
def take_in(
    *, visit: Visit, application: Application, verdict: Verdict, by: Staff, now: datetime
) -> tuple[Case, list[Notice]]:
    """Receives an application and decides on it at once, with the notices that follow (D3.2.4, D3.4.2–3.4.5, D4.6.*).

    Refused when a field is wrong, a required material is unmarked, acceptance lacks materials, it is the clerk's own
    matter, or he is its agent (D1.11, D4.4.4). Nothing is numbered or stored then.
    """
    case, materials, identity = _handed_in(visit, application, by, now)
    _require_fit(verdict, application.item, materials, now)
    agency = _agency(case, application, by, now)
    decided = decide(case, materials, verdict, by, now, identity=identity)
    _keep_agency(agency, case)
    return decided


@command
def receive(*, visit: Visit, application: Application, by: Staff, now: datetime) -> Case:
    """Receives an application to be decided on later: receipt number, materials as far as looked at (R02, D3.4.2).

    Its clock does not run yet; a licence that is not decided on in time counts as accepted (行政许可法第三十二条).
    """
    case, materials, _ = _handed_in(visit, application, by, now)
    agency = _agency(case, application, by, now)
    draw_numbers(case, now, [])
    _store(case, materials)
    _keep_agency(agency, case)
    record(hall=case.hall.slug, verb="case.received", by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt, "item": case.item.code})  # fmt: skip
    return case


@step
def _handed_in(
    visit: Visit, application: Application, by: Staff, now: datetime
) -> tuple[Case, tuple[Checked, ...], str]:
    """The application as a case not yet stored, with its applicant, the materials as found, and his number."""
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
    insert([applicant])
    case = Case(
        hall=visit.hall, item=item, item_name=item.name, kind=item.kind, applicant=applicant,
        applicant_masked=mask_name(person.name), visit=visit, front_window=visit.window, handler=handler_of(item, by),
        state=State.RECEIVED.value, received_at=now, received_by=by,
    )  # fmt: skip
    return case, materials, person.identity.number


def _agency(case: Case, application: Application, by: Staff, now: datetime) -> Agency | None:
    """The agency to be stored with the case; the notices find it at the case already (D1.11, D4.4.4)."""
    if application.agent is None:
        # Asked of a case without a key, the answer "none" is kept and costs no query later.
        return agencies.agency_of(case)
    agency = agencies.agency_for(application.agent, case=case, by=by, now=now)
    agencies.require_not_by_agent(agency, by)
    return agency


def _keep_agency(agency: Agency | None, case: Case) -> None:
    if agency is not None:
        agency.case_id = case.pk
        insert([agency])


@command
def decide_again(
    *, case: Case, marks: Mapping[str, tuple[str, str]], verdict: Verdict, by: Staff, now: datetime
) -> tuple[Case, list[Notice]]:
    """Decides anew when the citizen comes back with what was lacking (D4.4.1). See `take_in`."""
    permissions.require(by, verdict.action, case)
    policies.require_step(case, verdict.action)
    deeming.require_still_open(case, now)
    petition_policies.require_no_petition(case.item)
    materials = policies.checked_materials(case.item, marks)
    _require_fit(verdict, case.item, materials, now)
    return decide(case, materials, verdict, by, now, identity=sealer().open("identity", case.applicant.identity))


def _require_fit(verdict: Verdict, item: ServiceItem, materials: Sequence[Checked], now: datetime) -> None:
    if verdict.action is Action.ACCEPT:
        policies.require_complete(policies.proposal_for(item, materials))
        policies.require_promise(item, verdict.promise, now.astimezone(SHANGHAI).date())
    elif verdict.action is Action.ASK_SUPPLEMENT:
        policies.require_lacking(materials)
    else:
        free_text(verdict.reason, "reason", most=500, clause="D3.4.5")
        free_text(verdict.ground, "ground", most=300, clause="D4.6.4")


@step
def handler_of(item: ServiceItem, by: Staff) -> Staff:
    """A of the item's post, or B while A is absent (D5.1.6); without a post, who took it in."""
    if item.post is None or (item.post.a_id == by.pk and not by.absent):
        return by
    return present_handler(item.post) or by


@step
def decide(
    case: Case, materials: Sequence[Checked], verdict: Verdict, by: Staff, now: datetime, *, identity: str
) -> tuple[Case, list[Notice]]:
    """Does what was decided on a case before its acceptance, with stamps, numbers and notices."""
    act = {Action.ACCEPT: _accept, Action.ASK_SUPPLEMENT: _ask_supplement}.get(verdict.action, _end)
    case.state = policies.require_step(case, verdict.action).value
    made = act(case, materials, verdict, by, now, identity)
    record(hall=case.hall.slug, verb=AUDIT_VERBS[verdict.action], by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt, "number": case.number, "item": case.item.code,
                   "notices": [one.number for one in made]} | _acted(case))  # fmt: skip
    return case, made


def _acted(case: Case) -> dict[str, str]:
    agency = agencies.agency_of(case)
    return {"agency": agency.kind} if agency else {}


def _accept(
    case: Case, materials: Sequence[Checked], verdict: Verdict, by: Staff, now: datetime, identity: str
) -> list[Notice]:
    because = kinds_of_case.reason_to_promise(case, verdict.promised_because) if verdict.as_promised else ""
    return accept_from(now, case, materials, by, now, identity=identity, promise=verdict.promise, because=because)


@step
def accept_from(
    since: datetime, case: Case, materials: Sequence[Checked], by: Staff, now: datetime, *, identity: str,
    promise: int | None = None, because: str = "", deemed: Mapping[str, str] | None = None,
) -> list[Notice]:  # fmt: skip
    """Formal acceptance as of `since`: number, clock, stamp and notices.

    `because`: why an instant item is taken in as a promised case; `deemed` names the rule if the law accepts.
    """
    case.kind = "promised" if because else case.kind
    kinds = [Kind.ACCEPTANCE] + ([Kind.PROMISE] if case.kind in PROMISED else [])
    # The clock first: from its numbers on, an intake has others wait until it is committed.
    running = clock.start(case.item, case.hall, since, promise, as_promised=bool(because))
    drawn = draw_numbers(case, now, kinds, f"case:{case.front_window.code}")
    year = now.astimezone(SHANGHAI).year
    case.number = f"{case.front_window.code.upper()}-{year}-{drawn[f'case:{case.front_window.code}']:06d}"
    case.accepted_at, case.clock = since, running.kept | ({"deemed": dict(deemed)} if deemed else {})
    case.accepted_by_name = deeming.BY_LAW if deemed else by.name
    case.due_at, case.nominal_due_at, case.provisional = running.due.due, running.due.nominal, running.due.provisional
    _store(case, materials)
    insert([StageStamp(case_id=case.pk, stage=Stage.ACCEPTANCE.value, at=since, by_id=by.pk,
                       by_name=case.accepted_by_name, note=deeming.note(deemed) if deemed else "")])  # fmt: skip
    if because:
        kinds_of_case.write_down(case=case, reason=because, by=by, now=now)
    petition = case.kind == "petition"
    said = texts.petition_acceptance(case, identity) if petition else texts.acceptance(case, materials, identity)
    drafts = [_draft(case, Kind.ACCEPTANCE, said)]
    if Kind.PROMISE in kinds:
        drafts.append(_draft(case, Kind.PROMISE, texts.promise(case, identity, because)))
    return notices.issue_all(drafts=drafts, window=case.front_window, by=by, now=now, numbers=drawn)


def _ask_supplement(
    case: Case, materials: Sequence[Checked], verdict: Verdict, by: Staff, now: datetime, identity: str
) -> list[Notice]:
    lacking = policies.require_lacking(materials)
    earlier = case.supplements.count() if case.pk else 0
    cause = free_text(verdict.cause, "cause", most=300, needed=earlier > 0, clause="D3.4.4")
    drawn = draw_numbers(case, now, [Kind.SUPPLEMENT])
    _store(case, materials)
    wanted = [{"id": one.id, "name": one.name, "mark": one.mark.value, "note": one.note} for one in lacking]
    SupplementList.objects.create(case=case, round=earlier + 1, wanted=wanted, cause=cause, at=now, by=by)
    draft = _draft(case, Kind.SUPPLEMENT, texts.supplement(case, lacking, identity))
    return notices.issue_all(drafts=[draft], window=case.front_window, by=by, now=now, numbers=drawn)


def _end(
    case: Case, materials: Sequence[Checked], verdict: Verdict, by: Staff, now: datetime, identity: str
) -> list[Notice]:
    kind = "refused" if verdict.action is Action.REFUSE else _return_kind(verdict.kind)
    form = Kind.REFUSAL if verdict.action is Action.REFUSE else Kind.RETURN
    drawn = draw_numbers(case, now, [form])
    case.ended_at = now
    _store(case, materials)
    return [end_with_notice(case, form, kind, verdict, by, now, identity=identity, drawn=drawn)]


def _return_kind(kind: str) -> str:
    if kind not in ("missing_main", "unlawful"):
        refuse("kind_missing", N_("Say why the application is returned."),
                        N_("Choose: main document missing, or against the rules."),
                        "kind", "D3.4.5")  # fmt: skip
    return kind


@step
def end_with_notice(
    case: Case, form: Kind, kind: str, verdict: Verdict, by: Staff, now: datetime, *, identity: str,
    drawn: Mapping[str, int] | None = None,
) -> Notice:  # fmt: skip
    """Writes down why a case ended without completion, and hands over the written reason (D3.4.5, D1.12)."""
    said = (
        free_text(verdict.reason, "reason", most=500, clause="D3.4.5"),
        free_text(verdict.ground, "ground", most=300, clause="D4.6.4"),
        free_text(verdict.remedy, "remedy", most=300, needed=False),
    )
    Ending.objects.create(case=case, kind=kind, reason=said[0], ground=said[1], remedy=said[2], at=now, by=by)
    draft = _draft(case, form, texts.ending(case, kind, said, identity))
    return notices.issue_all(drafts=[draft], window=case.front_window, by=by, now=now, numbers=drawn)[0]


@step
def draw_numbers(case: Case, now: datetime, kinds: Sequence[Kind], *more: str) -> dict[str, int]:
    """Draws every number this decision needs in one statement; a new case gets its receipt number as well."""
    year = now.astimezone(SHANGHAI).year
    receipt = [] if case.receipt else ["receipt"]
    drawn = next_numbers(case.hall, [*receipt, *more, *(series(kind) for kind in kinds)], str(year))
    if receipt:
        case.receipt = f"S{year}{drawn['receipt']:06d}"
    return drawn


def _store(case: Case, materials: Sequence[Checked]) -> None:
    """Writes the case and how its materials were found this time (R02)."""
    if case.pk is None:
        insert([case])
        round_now = 1
    else:
        guard = Case.objects.filter(
            pk=case.pk, state__in=(State.RECEIVED.value, State.SUPPLEMENTING.value), accepted_at=None
        )
        policies.require_changed(guard.update(state=case.state))
        case.save()
        round_now = 1 + (case.marks.order_by("-round").values_list("round", flat=True).first() or 0)
    insert([
        MaterialMark(
            case_id=case.pk, round=round_now, material=one.id, name=one.name, mark=one.mark.value, note=one.note
        )
        for one in materials
    ])  # fmt: skip


def _draft(case: Case, kind: Kind, sections: Sequence[object]) -> Draft:
    return Draft(kind, case.ref, case.applicant.name, sections)  # type: ignore[arg-type]
