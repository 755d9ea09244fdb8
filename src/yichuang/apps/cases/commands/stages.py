"""From handling to the result: five stages, none skipped, each with person and time (D1.7)."""

import secrets
from datetime import datetime

from django.conf import settings

from yichuang.apps.audit import Refused, command, free_text, of_clock, record, refuse, step
from yichuang.apps.cases import fees, hindrances, page, permissions, policies, texts
from yichuang.apps.cases.commands.due import hold, renew
from yichuang.apps.cases.commands.followups import plan_follow_ups
from yichuang.apps.cases.commands.intake import end_with_notice
from yichuang.apps.cases.given import Verdict
from yichuang.apps.cases.models import Case, Extension, SendBack, StageStamp
from yichuang.apps.notices import commands as notices
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.models import Notice
from yichuang.apps.notices.texts import moment
from yichuang.apps.organization.models import Staff
from yichuang.apps.reception.commands import note_overtime
from yichuang.core.identity import N_
from yichuang.core.lifecycle import AUDIT_VERBS, STAMPS, Action
from yichuang.integrations.keys import sm3_hex
from yichuang.integrations.site import sealer

CODE_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@command
def handle(*, case: Case, by: Staff, now: datetime, note: str = "") -> Case:
    """The handler has done the work of the case (承办)."""
    return _stamped(case, Action.HANDLE, by, now, note)


@command
def review(*, case: Case, by: Staff, now: datetime, note: str = "") -> Case:
    """The head of the window has checked the work (审核)."""
    return _stamped(case, Action.REVIEW, by, now, note)


@command
def approve(*, case: Case, by: Staff, now: datetime, note: str = "") -> Case:
    """The head of the department approves (审批). A forwarded case needs the upper body's consent first (D3.4.9)."""
    permissions.require(by, Action.APPROVE, case)
    policies.require_step(case, Action.APPROVE)
    policies.require_forwarding(case, Action.APPROVE)
    return _stamped(case, Action.APPROVE, by, now, note)


@command
def send_back(*, case: Case, reason: str, by: Staff, now: datetime) -> Case:
    """Sends the case back to its handler with the reason; the stages after acceptance begin anew."""
    said = free_text(reason, "reason", most=500)
    permissions.require(by, Action.SEND_BACK, case)
    move(case, Action.SEND_BACK, round=case.round + 1)
    SendBack.objects.create(case=case, round=case.round, reason=said, at=now, by=by)
    record(hall=case.hall.slug, verb=AUDIT_VERBS[Action.SEND_BACK], by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "round": case.round})  # fmt: skip
    return case


@command
def complete(*, case: Case, result: str, recipient: str, by: Staff, now: datetime) -> tuple[Case, Notice, str]:
    """Hands the result over: only with result and recipient (D2.5.3). Returns case, receipt N08 and rating code."""
    permissions.require(by, Action.COMPLETE, case)
    return _finished(case, result, recipient, by, now, (Action.COMPLETE,))


@command
def complete_instant(*, case: Case, result: str, recipient: str, by: Staff, now: datetime) -> tuple[Case, Notice, str]:
    """Closes an instant case in one act; every stage is still stamped (D1.7). Only the handler, only instant items.

    What was served past closing time is written down with it (D1.13).
    """
    if case.kind != "instant":
        refuse("not_instant", N_("Only an instant case closes in one act."),
                        N_("Take its stages one by one."), clause="D1.7")  # fmt: skip
    permissions.require(by, Action.HANDLE, case)
    permissions.require_not_agent(by, case)
    return _finished(case, result, recipient, by, now, (Action.HANDLE, Action.REVIEW, Action.APPROVE, Action.COMPLETE))


@command
def refuse_accepted(
    *, case: Case, reason: str, ground: str, remedy: str, by: Staff, now: datetime
) -> tuple[Case, Notice]:
    """Ends a reviewed case with a written refusal and its ground (N09, D1.12, D4.6.4)."""
    permissions.require(by, Action.REFUSE, case)
    verdict = Verdict(Action.REFUSE, reason=reason, ground=ground, remedy=remedy)
    move(case, Action.REFUSE, ended_at=now)
    identity = sealer().open("identity", case.applicant.identity)
    notice = end_with_notice(case, Kind.REFUSAL, "refused", verdict, by, now, identity=identity)
    record(hall=case.hall.slug, verb=AUDIT_VERBS[Action.REFUSE], by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "notices": [notice.number]})  # fmt: skip
    return case, notice


@command
def extend(*, case: Case, days: int, reason: str, by: Staff, now: datetime) -> tuple[Case, Notice]:
    """Extends the limit once, by the principal leaders, before it ends, with its notice N06 (D5.2.3, D4.7.2, C-17)."""
    said = free_text(reason, "reason", most=500, clause="D4.7.2")
    permissions.require(by, Action.EXTEND, case)
    policies.require_step(case, Action.EXTEND)
    policies.require_own_limit(case)
    hindrances.require_none(case, Action.EXTEND)
    hold(case, Action.EXTEND)
    longest, refusal = page.extension_limit(case, max(days, 1), now)
    if refusal is not None or days < 1:
        raise Refused(policies.NO_EXTENSION if refusal is None else of_clock(refusal, "days"))
    old_due = case.due_at
    # Counted from the ordinary limit: one that an earlier urgency had cut short is whole again.
    renew(case, cause="extension", ground=said, by=by, now=now, shortened=None,
          extension={"amount": days, "unit": longest.unit.value})  # fmt: skip
    Extension.objects.create(
        case=case, days=days, reason=said, old_due_at=old_due, new_due_at=case.due_at, at=now, by=by
    )
    draft = texts.drafted(case, Kind.EXTENSION,
                  texts.extension(case, days, said, by.name, moment(old_due)))  # fmt: skip
    notice = notices.issue(draft=draft, window=case.front_window, by=by, now=now)
    record(hall=case.hall.slug, verb=AUDIT_VERBS[Action.EXTEND], by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "days": days, "old": old_due, "new": case.due_at})  # fmt: skip
    return case, notice


def _stamped(case: Case, action: Action, by: Staff, now: datetime, note: str, **fields: object) -> Case:
    permissions.require(by, action, case)
    said = free_text(note, "note", most=500, needed=False)
    move(case, action, **fields)
    _stamp(case, action, by, now, said)
    record(hall=case.hall.slug, verb=AUDIT_VERBS[action], by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "round": case.round})  # fmt: skip
    return case


@step
def move(case: Case, action: Action, **fields: object) -> None:
    """Guarded by the state that was read, so that of two people acting at once only one succeeds."""
    before, after = case.state, policies.require_step(case, action).value
    hindrances.require_none(case, action)
    policies.require_changed(Case.objects.filter(pk=case.pk, state=before).update(state=after, **fields))
    case.state = after
    for name, value in fields.items():
        setattr(case, name, value)


def _stamp(case: Case, action: Action, by: Staff, now: datetime, note: str = "") -> None:
    policies.require_not_before(now, policies.last_stamp(case))
    StageStamp.objects.create(
        case=case, round=case.round, stage=STAMPS[action].value, at=now, by=by, by_name=by.name, note=note
    )


def _finished(
    case: Case, result: str, recipient: str, by: Staff, now: datetime, actions: tuple[Action, ...]
) -> tuple[Case, Notice, str]:
    result = free_text(result, "result", most=500, clause="D2.5.3")
    recipient = free_text(recipient, "recipient", most=50, clause="D2.5.3")
    fees.require_settled(case, now)
    code = "".join(secrets.choice(CODE_SIGNS) for _ in range(12))
    for action in actions[:-1]:
        move(case, action)
        _stamp(case, action, by, now)
    move(case, actions[-1], result=result, recipient=recipient, ended_at=now, rating_digest=sm3_hex(code.encode()))
    _stamp(case, actions[-1], by, now)
    plan_follow_ups(case=case, now=now)
    if case.kind == "instant":
        note_overtime(window=case.front_window, subject=case.ref, label=case.number, begun=case.accepted_at, by=by,
                      now=now)  # fmt: skip
    identity = sealer().open("identity", case.applicant.identity)
    above = case.forwardings.order_by("round").last() if case.kind == "forwarded" else None
    sections = texts.completion(case, code, f"{settings.PUBLIC_URL}/rate/", identity, texts.decided_above(above))
    draft = texts.drafted(case, Kind.COMPLETION, sections, signature=True)
    notice = notices.issue(draft=draft, window=case.front_window, by=by, now=now)
    record(hall=case.hall.slug, verb=AUDIT_VERBS[Action.COMPLETE], by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "notice": notice.number})  # fmt: skip
    return case, notice, code
