"""From the window to acceptance, supplement, return or refusal: one act, one transaction, its notices in hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from yichuang.apps.audit import command, command_after, free_text, leave, record, refuse, step
from yichuang.apps.audit.rows import insert
from yichuang.apps.cases import agency as agencies
from yichuang.apps.cases import deeming, permissions, petition_policies, policies, texts
from yichuang.apps.cases.commands import kinds as kinds_of_case
from yichuang.apps.cases.examining import (
    Acceptance,
    HandedIn,
    acceptance_of,
    handed_in,
    marks_of,
    receipt_of,
    require_fit,
)
from yichuang.apps.cases.given import Application, Verdict
from yichuang.apps.cases.models import Case, Ending, MaterialMark, SupplementList
from yichuang.apps.notices import commands as notices
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.laying import numbered, series
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.numbering import filled, next_numbers
from yichuang.apps.reception.models import Visit
from yichuang.core.identity import N_
from yichuang.core.lifecycle import AUDIT_VERBS, Action, Checked, State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer


def _decided_on(
    *, visit: Visit, application: Application, verdict: Verdict, by: Staff, now: datetime
) -> tuple[HandedIn, Verdict, Acceptance | None]:
    given = handed_in(visit=visit, application=application, by=by, now=now)
    require_fit(verdict, application.item, given.materials, now)
    if verdict.action is not Action.ACCEPT:
        return given, verdict, None
    return given, verdict, acceptance_of(given.case, given.materials, verdict, by, now, identity=given.identity)


@command_after(_decided_on)
def take_in(worked_out: tuple[HandedIn, Verdict, Acceptance | None]) -> tuple[Case, list[Notice]]:
    """Receives an application and decides on it at once, with the notices that follow (D3.2.4, D3.4.2–3.4.5, D4.6.*).

    Refused when a field is wrong, a required material is unmarked, acceptance lacks materials, it is the clerk's own
    matter, or he is its agent (D1.11, D4.4.4). Nothing is numbered or stored then.
    """
    given, verdict, acceptance = worked_out
    case = given.case
    decided = decide(case, given.materials, verdict, case.received_by, case.received_at, identity=given.identity,
                     acceptance=acceptance)  # fmt: skip
    _keep_agency(given)
    return decided


@command_after(handed_in)
def receive(given: HandedIn) -> Case:
    """Receives an application to be decided on later: receipt number, materials as far as looked at (R02, D3.4.2).

    Its clock does not run yet; a licence that is not decided on in time counts as accepted (行政许可法第三十二条).
    """
    case, now = given.case, given.case.received_at
    draw_numbers(case, now, [])
    leave(_store(case, marks_of(given.materials)))
    _keep_agency(given)
    record(hall=case.hall.slug, verb="case.received", by=case.received_by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt, "item": case.item.code})  # fmt: skip
    return case


def _keep_agency(given: HandedIn) -> None:
    if given.agency is not None:
        given.agency.case_id = given.case.pk
        insert([given.agency])


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
    require_fit(verdict, case.item, materials, now)
    return decide(case, materials, verdict, by, now, identity=sealer().open("identity", case.applicant.identity))


@step
def decide(
    case: Case, materials: Sequence[Checked], verdict: Verdict, by: Staff, now: datetime, *, identity: str,
    acceptance: Acceptance | None = None,
) -> tuple[Case, list[Notice]]:  # fmt: skip
    """Does what was decided on a case before its acceptance, with stamps, numbers and notices.

    `acceptance` where it has been worked out already.
    """
    case.state = policies.require_step(case, verdict.action).value
    if verdict.action is Action.ACCEPT:
        ready = acceptance or acceptance_of(case, materials, verdict, by, now, identity=identity)
        made = accept(case, ready, by, now)
    elif verdict.action is Action.ASK_SUPPLEMENT:
        made = _ask_supplement(case, materials, verdict, by, now, identity)
    else:
        made = _end(case, materials, verdict, by, now, identity)
    record(hall=case.hall.slug, verb=AUDIT_VERBS[verdict.action], by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt, "number": case.number, "item": case.item.code,
                   "notices": [one.number for one in made]} | _acted(case))  # fmt: skip
    return case, made


def _acted(case: Case) -> dict[str, str]:
    agency = agencies.agency_of(case)
    return {"agency": agency.kind} if agency else {}


@step
def accept(case: Case, acceptance: Acceptance, by: Staff, now: datetime) -> list[Notice]:
    """Formal acceptance as it was worked out: draws its numbers and writes it down with its stamp and notices.

    From its numbers on, an intake has others wait until it is committed; so nothing is worked out here.
    """
    drawn = _drawn(case, acceptance.series, now)
    case.receipt, case.number = filled(case.receipt, drawn), filled(case.number, drawn)
    marks = _store(case, acceptance.marks)
    acceptance.stamp.case_id = case.pk
    made = numbered(acceptance.notices, drawn, case.ref)
    leave(marks, [acceptance.stamp], made)
    if acceptance.because:
        kinds_of_case.write_down(case=case, reason=acceptance.because, by=by, now=now)
    return made


def _ask_supplement(
    case: Case, materials: Sequence[Checked], verdict: Verdict, by: Staff, now: datetime, identity: str
) -> list[Notice]:
    lacking = policies.require_lacking(materials)
    earlier = case.supplements.count() if case.pk else 0
    cause = free_text(verdict.cause, "cause", most=300, needed=earlier > 0, clause="D3.4.4")
    drawn = draw_numbers(case, now, [Kind.SUPPLEMENT])
    leave(_store(case, marks_of(materials)))
    wanted = [{"id": one.id, "name": one.name, "mark": one.mark.value, "note": one.note} for one in lacking]
    SupplementList.objects.create(case=case, round=earlier + 1, wanted=wanted, cause=cause, at=now, by=by)
    notice = texts.drafted(case, Kind.SUPPLEMENT, texts.supplement(case, lacking, identity))
    return notices.issue_all(drafts=[notice], window=case.front_window, by=by, now=now, numbers=drawn)


def _end(
    case: Case, materials: Sequence[Checked], verdict: Verdict, by: Staff, now: datetime, identity: str
) -> list[Notice]:
    kind = "refused" if verdict.action is Action.REFUSE else _return_kind(verdict.kind)
    form = Kind.REFUSAL if verdict.action is Action.REFUSE else Kind.RETURN
    drawn = draw_numbers(case, now, [form])
    case.ended_at = now
    leave(_store(case, marks_of(materials)))
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
    notice = texts.drafted(case, form, texts.ending(case, kind, said, identity))
    return notices.issue_all(drafts=[notice], window=case.front_window, by=by, now=now, numbers=drawn)[0]


@step
def draw_numbers(case: Case, now: datetime, kinds: Sequence[Kind]) -> dict[str, int]:
    """Draws the numbers of notices in one statement; a new case gets its receipt number as well."""
    receipt = [] if case.receipt else ["receipt"]
    drawn = _drawn(case, [*receipt, *(series(kind) for kind in kinds)], now)
    case.receipt = case.receipt or filled(receipt_of(now.astimezone(SHANGHAI).year), drawn)
    return drawn


def _drawn(case: Case, wanted: Sequence[str], now: datetime) -> dict[str, int]:
    """The next numbers of these series; a new case and its applicant get their keys with them."""
    applicant = case.applicant
    keyless = [row for row in (applicant, case) if row.pk is None]
    drawn = next_numbers(case.hall, wanted, str(now.astimezone(SHANGHAI).year), keyless)
    case.applicant = applicant  # by its key now
    return drawn


def _store(case: Case, marks: list[MaterialMark]) -> list[MaterialMark]:
    """Writes the case; gives how its materials were found this time, as its own, to be stored with it (R02)."""
    if case._state.adding:
        leave([case.applicant], [case])
        round_now = 1
    else:
        guard = Case.objects.filter(
            pk=case.pk, state__in=(State.RECEIVED.value, State.SUPPLEMENTING.value), accepted_at=None
        )
        policies.require_changed(guard.update(state=case.state))
        case.save()
        round_now = 1 + (case.marks.order_by("-round").values_list("round", flat=True).first() or 0)
    for mark in marks:
        mark.case_id, mark.round = case.pk, round_now
    return marks
