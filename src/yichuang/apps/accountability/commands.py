"""Overdue cases: recorded when the limit passes, closed by finishing and by an apology (D5.2.4, R17, C-26)."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.apps.accountability import permissions, policies, queries, texts
from yichuang.apps.accountability.models import Apology, Overdue
from yichuang.apps.audit import command, free_text, record
from yichuang.apps.audit.rows import insert_unless_there
from yichuang.apps.notices import commands as notices
from yichuang.apps.notices.commands import Draft
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Hall, Staff
from yichuang.core.worktime import SHANGHAI

MOVED = "时限已变更，未超时"


@command
def open_overdue(*, hall: Hall, now: datetime) -> tuple[int, int]:
    """Records every case of the hall that is past its due time and orders it finished at once (D5.2.4).

    Records whose due time has since moved past the end of the case, or past `now`, are withdrawn with that ground.
    Running it twice adds nothing. Returns how many were recorded and how many withdrawn.
    """
    made = [
        case.pk for case in queries.not_yet_recorded(hall, now)
        if insert_unless_there(Overdue(case=case, hall=hall, due_at=case.due_at, opened_at=now))
    ]  # fmt: skip
    withdrawn = queries.no_longer_late(hall, now).update(withdrawn_at=now, withdrawn_why=MOVED)
    record(hall=hall.slug, verb="overdue.opened", by="system", subject=f"hall:{hall.slug}", now=now,
           detail={"recorded": made, "withdrawn": withdrawn})  # fmt: skip
    return len(made), withdrawn


@dataclass(frozen=True)
class Apologising:
    """How an apology was made: `way` is a Way, `cause` a Cause; the citizen's answer may be empty."""

    done_on: date
    way: str
    cause: str
    explanation: str
    acknowledgement: str = ""


@command
def apologise(*, overdue: Overdue, made: Apologising, by: Staff, now: datetime) -> tuple[Apology, Notice]:
    """Records the apology for an overdue case, once, and issues its paper N13 (D5.2.4, R17)."""
    permissions.require_apologiser(by, overdue)
    policies.require_owed(overdue)
    policies.require_choices(made.way, made.cause)
    why = free_text(made.explanation, "explanation", most=300, clause="D5.2.4")
    answer = free_text(made.acknowledgement, "acknowledgement", most=200, needed=False)
    today = now.astimezone(SHANGHAI).date()
    policies.require_day(made.done_on, overdue.due_at.astimezone(SHANGHAI).date(), today)
    case = overdue.case
    draft = Draft(Kind.APOLOGY, case.ref, case.applicant.name, texts.apology(overdue, why, made.way, made.done_on))
    notice = notices.issue(draft=draft, window=case.front_window, by=by, now=now)
    apology = Apology.objects.create(
        overdue=overdue, done_on=made.done_on, way=made.way, cause=made.cause, explanation=why,
        acknowledgement=answer, notice=notice, at=now, by=by,
    )  # fmt: skip
    record(hall=overdue.hall.slug, verb="overdue.apologised", by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "notice": notice.number, "way": made.way, "cause": made.cause})  # fmt: skip
    return apology, notice


@command
def mark_serious(*, overdue: Overdue, reason: str, by: Staff, now: datetime) -> Overdue:
    """The hall office marks lateness as serious, so that it can be proposed for accountability (D4.7.4, C-26)."""
    said = free_text(reason, "reason", most=300, clause="C-26")
    permissions.require_office(by, overdue)
    policies.require_not_marked(overdue)
    if not Overdue.objects.filter(pk=overdue.pk, serious="").update(serious=said):
        policies.marked_already()
    overdue.serious = said
    record(hall=overdue.hall.slug, verb="overdue.serious", by=by.ref, subject=overdue.case.ref, now=now,
           detail={"number": overdue.case.number})  # fmt: skip
    return overdue
