"""What counts as accepted because nobody decided in time (行政许可法第三十二条).

A licence that is neither decided on nor told in writing what it lacks, within the days of rules/limits/.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet

from yichuang.apps.audit import refuse
from yichuang.apps.cases.clock import readings_of
from yichuang.apps.cases.models import Case
from yichuang.apps.organization.models import Hall
from yichuang.core.identity import N_
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI, due
from yichuang.rulebook.worktime import load_calendar, load_limits

RULE = "deemed_acceptance"
BY_LAW = "依法视为受理"


def undecided(hall: Hall) -> QuerySet[Case]:
    """Cases received and not yet decided on, the oldest first. One that was told what it lacks is not among them.

    Nor are petitions, which have days and a list of their own.
    """
    found = Case.objects.filter(hall=hall, state=State.RECEIVED.value).exclude(kind="petition")
    found = found.order_by("received_at", "id")
    return found.select_related("hall", "item", "applicant", "front_window", "received_by")


def deadline(case: Case) -> datetime | None:
    """Until when a received licence must be decided on; None for other items and other states."""
    if case.state != State.RECEIVED or not case.item.rules.get("deemed_acceptance"):
        return None
    limit = load_limits(case.received_at.astimezone(SHANGHAI).date())[RULE].limit
    return due(case.received_at, limit, load_calendar(case.hall.slug), readings=readings_of(case.hall)).due


def is_overripe(case: Case, now: datetime) -> bool:
    """Whether the law has accepted a case that nobody decided on."""
    until = deadline(case)
    return until is not None and now > until


def ground(case: Case, until: datetime, now: datetime) -> dict[str, str]:
    """Why a case counts as accepted, as it is kept with its clock: the rule, its limit, and when it was entered."""
    rule = load_limits(case.received_at.astimezone(SHANGHAI).date())[RULE]
    return {"until": until.isoformat(), "title": rule.title, "source": rule.source, "at": now.isoformat()}


def note(kept: Mapping[str, str]) -> str:
    """The remark on the stamp of acceptance."""
    until = datetime.fromisoformat(kept["until"]).astimezone(SHANGHAI)
    at = datetime.fromisoformat(kept["at"]).astimezone(SHANGHAI)
    return f"至{until:%Y-%m-%d %H:%M}未作决定：{kept['title']}（{kept['source']}）。{at:%Y-%m-%d %H:%M}登记。"


def require_still_open(case: Case, now: datetime) -> None:
    """After the deadline nobody decides whether to accept: the law has, and the entry follows within minutes."""
    if is_overripe(case, now):
        refuse("deemed_accepted", N_("The time to decide has passed; by law the case is accepted since its receipt."),
               N_("The system enters this within minutes; then go on with the accepted case."),
               "decision", "行政许可法第三十二条")  # fmt: skip
