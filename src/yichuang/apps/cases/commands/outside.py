"""Days outside the clock: special steps with their legal ground, and materials asked for after acceptance (C-06)."""

from collections.abc import Mapping
from datetime import date, datetime

from yichuang.apps.audit import command, free_text, record
from yichuang.apps.cases import outside, permissions, policies, texts
from yichuang.apps.cases.commands.due import hold, renew
from yichuang.apps.cases.models import Case, SpecialStep, StepEnd, SupplementList, Supply
from yichuang.apps.notices import commands as notices
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_
from yichuang.core.lifecycle import AUDIT_VERBS, Action
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer


@command
def begin_step(
    *, case: Case, kind: str, basis: str, first_day: date, planned_last_day: date, by: Staff, now: datetime
) -> tuple[SpecialStep, Notice]:
    """Begins a step whose days are outside the limit, and tells the citizen so in writing (N18, 行政许可法第四十五条).

    By the handler, with a legal basis, only of the kinds in rules/steps/, and before the due time has passed. The
    clock stands still until the step is ended.
    """
    permissions.require(by, Action.BEGIN_STEP, case)
    found, ground = outside.checked_step(kind, basis, now)
    hold(case, Action.BEGIN_STEP)
    outside.require_in_time(case, now)
    outside.require_step_days(case, first_day, planned_last_day, now)
    outside.require_not_open_twice(case, found)
    begun = SpecialStep.objects.create(
        case=case, kind=found.id, name=found.name, basis=ground, first_day=first_day,
        planned_last_day=planned_last_day, at=now, by=by,
    )  # fmt: skip
    renew(case, cause="step", ground=ground, by=by, now=now)
    draft = texts.drafted(case, Kind.TIME_NEEDED, texts.time_needed(case, begun))
    notice = notices.issue(draft=draft, window=case.front_window, by=by, now=now)
    record(hall=case.hall.slug, verb=AUDIT_VERBS[Action.BEGIN_STEP], by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "kind": found.id, "first": first_day, "notice": notice.number})  # fmt: skip
    return begun, notice


@command
def end_step(*, step: SpecialStep, last_day: date, result: str, by: Staff, now: datetime) -> StepEnd:
    """Ends a special step: from its first to this day nothing counts, and the due time moves accordingly."""
    case = step.case
    permissions.require(by, Action.END_STEP, case)
    said = free_text(result, "result", most=300, clause=outside.LAW)
    hold(case, Action.END_STEP)
    outside.require_open(step)
    outside.require_last_day(step.first_day, last_day, now, "last_day")
    ended = StepEnd.objects.create(step=step, last_day=last_day, result=said, at=now, by=by)
    old = case.due_at
    ground = f"{step.name} {step.first_day}至{last_day}（{step.basis}）"
    renew(case, cause="step", ground=ground, by=by, now=now)
    record(hall=case.hall.slug, verb=AUDIT_VERBS[Action.END_STEP], by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "kind": step.kind, "first": step.first_day, "last": last_day, "old": old,
                   "new": case.due_at})  # fmt: skip
    return ended


@command
def ask_more(
    *, case: Case, marks: Mapping[str, tuple[str, str]], cause: str, by: Staff, now: datetime
) -> tuple[SupplementList, Notice]:
    """Asks for materials of an accepted case, with the cause why they were not asked for before (N03, D3.4.4, C-06).

    The clock runs on, unless the hall reads the rule otherwise (`clock.pause_after_accept`). One list at a time.
    """
    permissions.require(by, Action.ASK_MORE, case)
    said = free_text(cause, "cause", most=300, clause="D3.4.4",
                     missing=N_("A list after acceptance needs its cause."))  # fmt: skip
    lacking = policies.require_lacking(policies.checked_materials(case.item, marks))
    hold(case, Action.ASK_MORE)
    outside.require_no_list(case)
    wanted = [{"id": one.id, "name": one.name, "mark": one.mark.value, "note": one.note} for one in lacking]
    asked = SupplementList.objects.create(
        case=case, round=outside.next_round(case), wanted=wanted, cause=said, at=now, by=by
    )
    renew(case, cause="supplement", ground=said, by=by, now=now)
    identity = sealer().open("identity", case.applicant.identity)
    draft = texts.drafted(case, Kind.SUPPLEMENT, texts.further_supplement(case, lacking, identity))
    notice = notices.issue(draft=draft, window=case.front_window, by=by, now=now)
    record(hall=case.hall.slug, verb=AUDIT_VERBS[Action.ASK_MORE], by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "round": asked.round, "notice": notice.number})  # fmt: skip
    return asked, notice


@command
def supply(*, supplement: SupplementList, outcome: str, day: date, note: str, by: Staff, now: datetime) -> Supply:
    """Records the day on which what was asked for came, or that it is no longer waited for (then with the reason)."""
    case = supplement.case
    permissions.require(by, Action.SUPPLY, case)
    outcome = outside.checked_outcome(outcome)
    said = free_text(note, "note", most=300, needed=outcome == "waived", clause="C-06")
    hold(case, Action.SUPPLY)
    outside.require_awaited(supplement)
    asked_on = supplement.at.astimezone(SHANGHAI).date()
    outside.require_last_day(asked_on, day, now, "day")
    made = Supply.objects.create(wanted=supplement, outcome=outcome, day=day, note=said, at=now, by=by)
    old = case.due_at
    renew(case, cause="supplement", ground=f"补充材料 {asked_on}至{day}（C-06）", by=by, now=now)
    record(hall=case.hall.slug, verb=AUDIT_VERBS[Action.SUPPLY], by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "round": supplement.round, "outcome": outcome, "day": day, "old": old,
                   "new": case.due_at})  # fmt: skip
    return made
