"""Sending a case up to the body that decides, and recording what came back (上报, D3.4.9, D4.7.1, C-23)."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.apps.audit import command, free_text, record, refuse
from yichuang.apps.cases import clock, permissions, policies, texts
from yichuang.apps.cases.commands.due import hold, renew
from yichuang.apps.cases.commands.stages import move
from yichuang.apps.cases.models import Case, Forwarding, Outcome
from yichuang.apps.notices import commands as notices
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_
from yichuang.core.lifecycle import AUDIT_VERBS, Action
from yichuang.core.worktime import SHANGHAI, ClockError
from yichuang.integrations.site import sealer


@dataclass(frozen=True)
class Sending:
    """To which body a case goes, by which day that body decides, and under which number of our own."""

    body: str
    upper_due: date | None
    document: str = ""


@dataclass(frozen=True)
class Answer:
    """What the upper body said: one of Outcome, in words, and the number of its paper."""

    outcome: str
    result: str
    document: str = ""


@command
def forward(*, case: Case, sending: Sending, by: Staff, now: datetime) -> tuple[Case, Notice]:
    """Signs a reviewed case and sends it up, with its notice N14 (D3.4.9, D4.7.1, C-23).

    By who would approve it. From here the upper body's limit runs; whether the hall's own was kept stays readable.
    """
    body = free_text(sending.body, "body", most=100, clause="D3.4.9")
    document = free_text(sending.document, "document", most=60, needed=False)
    permissions.require(by, Action.FORWARD, case)
    hold(case, Action.FORWARD)
    policies.require_forwarding(case, Action.FORWARD)
    until = _upper_due(sending.upper_due, case, now)
    policies.require_not_before(now, policies.last_stamp(case))
    sent = Forwarding(case=case, round=case.round, body=body, document=document, sent_at=now, sent_by=by,
                      local_due_at=case.due_at, upper_due_at=until)  # fmt: skip
    move(case, Action.FORWARD)
    sent.save(force_insert=True)
    renew(case, cause="forwarding", ground=body, by=by, now=now, upper=until.isoformat())
    identity = sealer().open("identity", case.applicant.identity)
    draft = texts.drafted(case, Kind.FORWARDING, texts.forwarding(case, sent, identity))
    notice = notices.issue(draft=draft, window=case.front_window, by=by, now=now)
    record(hall=case.hall.slug, verb=AUDIT_VERBS[Action.FORWARD], by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "in_time": sent.in_time, "upper_due": until,
                   "notice": notice.number})  # fmt: skip
    return case, notice


@command
def take_back(*, case: Case, answer: Answer, by: Staff, now: datetime) -> Case:
    """Records what came back from the upper body; only then can the case be approved or refused (D3.4.9)."""
    if answer.outcome not in Outcome.values:
        refuse("outcome_missing", N_("Say what the upper body decided."),
               N_("Choose: granted, refused, or to be done again."), "outcome", "D3.4.9")  # fmt: skip
    said = free_text(answer.result, "result", most=300, clause="D3.4.9")
    document = free_text(answer.document, "document", most=60, needed=False)
    permissions.require(by, Action.TAKE_BACK, case)
    policies.require_step(case, Action.TAKE_BACK)
    out = Forwarding.objects.filter(case=case, round=case.round, returned_at=None)
    policies.require_not_before(now, out.values_list("sent_at", flat=True).first())
    move(case, Action.TAKE_BACK)
    back = {"outcome": answer.outcome, "result": said, "upper_document": document}
    policies.require_changed(out.update(returned_at=now, returned_by=by, **back))
    record(hall=case.hall.slug, verb=AUDIT_VERBS[Action.TAKE_BACK], by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "outcome": answer.outcome})  # fmt: skip
    return case


def _upper_due(day: date | None, case: Case, now: datetime) -> datetime:
    """The end of the upper body's limit: closing time of the day it has named."""
    if day is None:
        refuse("upper_due_missing", N_("Say by which day the upper body decides."),
               N_("It is in its own published limit; ask there if it is not."), "upper_due", "D3.4.9")  # fmt: skip
    try:
        until = clock.closing_of(day, case.hall)
    except ClockError:
        refuse("upper_due_unknown", N_("This day lies outside the calendar of the hall."),
               N_("Write the day as it stands in the upper body's limit."), "upper_due")  # fmt: skip
    if day < now.astimezone(SHANGHAI).date() or until < now:
        refuse("upper_due_past", N_("This day is already over."),
               N_("Name the day by which the upper body decides."), "upper_due", "D3.4.9")  # fmt: skip
    return until
