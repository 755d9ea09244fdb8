"""After the certificate: a visit on its day, and a word before it ends (D3.3.2)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from yichuang.apps.audit import command, free_text, record, refuse, step
from yichuang.apps.cases import permissions
from yichuang.apps.cases.models import Case, FollowUp, FollowUpKind, Way
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_
from yichuang.core.lifecycle import SpanUnit, expiry, later
from yichuang.core.worktime import SHANGHAI


@step
def plan_follow_ups(*, case: Case, now: datetime) -> list[FollowUp]:
    """What the item's rules demand once its certificate is handed over; nothing for most items."""
    rules, day = case.item.rules, now.astimezone(SHANGHAI).date()
    planned = []
    if visit := rules.get("follow_up"):
        planned.append(FollowUp(kind=FollowUpKind.VISIT, due_on=later(day, visit["amount"], SpanUnit(visit["unit"]))))
    if validity := rules.get("validity"):
        planned.append(_renewal(validity, day))
    for one in planned:
        one.hall, one.case, one.made_at = case.hall, case, now
        one.save(force_insert=True)
    return planned


def _renewal(validity: dict[str, Any], day: date) -> FollowUp:
    ends = expiry(day, validity["amount"], SpanUnit(validity["unit"]))
    reminder = max(day, ends - timedelta(days=validity["remind_days"]))
    return FollowUp(kind=FollowUpKind.RENEWAL, due_on=reminder, expires_on=ends)


@dataclass(frozen=True)
class Followed:
    """How a follow-up went: on which day, in what way, what was found."""

    done_on: date | None
    way: str
    finding: str


@command
def record_follow_up(*, follow_up: FollowUp, followed: Followed, by: Staff, now: datetime) -> FollowUp:
    """Writes down a visit after the certificate, once (D3.3.2). By who handles such cases or serves the window."""
    permissions.require_follower(by, follow_up.case)
    day = _checked_day(followed.done_on, follow_up.case, now)
    if followed.way not in tuple(Way):
        refuse("way_missing", N_("Say how the holder was reached."), N_("Choose one."), "way", "D3.3.2")
    finding = free_text(followed.finding, "finding", most=500, clause="D3.3.2")
    still_open = FollowUp.objects.filter(pk=follow_up.pk, done_at=None)
    told = {"done_at": now, "done_on": day, "done_by": by, "way": followed.way, "finding": finding}
    if still_open.update(**told) != 1:
        refuse("followed_already", N_("This follow-up has been recorded already."))
    for name, value in told.items():
        setattr(follow_up, name, value)
    record(hall=follow_up.hall.slug, verb="follow_up.done", by=by.ref, subject=follow_up.ref, now=now,
           detail={"case": follow_up.case.number, "kind": follow_up.kind, "way": followed.way})  # fmt: skip
    return follow_up


def _checked_day(day: date | None, case: Case, now: datetime) -> date:
    if day is None:
        refuse("day_missing", N_("The day is missing."), N_("Enter the day of the follow-up."), "done_on", "D3.3.2")
    if not case.ended_at.astimezone(SHANGHAI).date() <= day <= now.astimezone(SHANGHAI).date():
        refuse("day_impossible", N_("The follow-up lies between the completion of the case and today."),
               N_("Correct the day."), "done_on", "D3.3.2")  # fmt: skip
    return day
