"""What waits for somebody because a clock runs or stands: applications undecided, steps overdue, lists to decide on."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from yichuang.apps.cases import queries
from yichuang.apps.cases.models import Recalculation
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_
from yichuang.core.lifecycle import light
from yichuang.core.worktime import SHANGHAI


def undecided(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    """Applications received and not decided on; those the law will accept by itself first, the nearest on top.

    All are read: the order follows from the calendar, and the law leaves few of them open for long.
    """
    seen = queries.visible_to(staff).filter(state="received").values("pk")
    found = [(queries.deadline(case), case) for case in queries.undecided(staff.hall).filter(pk__in=seen)]
    found.sort(key=lambda pair: (pair[0] is None, pair[0] or pair[1].received_at))
    share = queries.share_of(staff.hall)
    return [
        Owed(reverse("desk:decide_again", args=[case.pk]), f"{case} · {case.item_name}", until or case.received_at,
             light(case.received_at, until, now, share))
        for until, case in found
    ]  # fmt: skip


def steps_beyond_plan(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    """Open special steps of this person's cases whose expected last day has passed."""
    return [
        Owed(reverse("desk:case", args=[one.case_id]), f"{one.case} · {one.name} · {one.planned_last_day}")
        for one in queries.steps_beyond_plan(staff, _today(now))[:most]
    ]


def to_decide(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    """Recalculations that wait for the leader in charge."""
    return [Owed(reverse("desk:recalculation", args=[one.pk]), one.ground, one.proposed_at)
            for one in _proposed(staff)[:most]]  # fmt: skip


def _proposed(staff: Staff) -> QuerySet[Recalculation]:
    return queries.recalculations_of(staff.hall).filter(state="proposed").order_by("proposed_at", "id")


def _today(now: datetime) -> date:
    return now.astimezone(SHANGHAI).date()


def moved(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    """Cases that a recalculation moved, until their citizens have it on paper; the nearest due time first."""
    share = queries.share_of(staff.hall)
    return [
        Owed(f"{reverse('desk:case', args=[case.pk])}#clock", f"{case} {case.item_name} · {case.applicant_masked}",
             case.due_at, queries.light_of(case, now, share))
        for case in queries.WORKLISTS["moved"](staff)[:most]
    ]  # fmt: skip


DUTIES = (
    Duty("undecided", N_("Received, not yet decided"), (Role.CLERK, Role.WINDOW_HEAD, Role.DEPARTMENT_HEAD), undecided,
         "desk:cases",
         N_("Applications taken in without a decision appear here; a licence left too long is accepted by law.")),
    Duty("steps", N_("Special steps beyond their expected end"), (Role.CLERK,), steps_beyond_plan, "desk:cases",
         N_("Steps that have lasted longer than the citizen was told appear here."),
         lambda staff, now: queries.steps_beyond_plan(staff, _today(now))),
    Duty("moved", N_("Moved due times to tell citizens of"), (Role.CLERK,), moved, "desk:cases",
         N_("When a recalculation moves a case of yours, it stands here until its citizen has been told on paper."),
         lambda staff, now: queries.WORKLISTS["moved"](staff), "?list=moved&order=due"),
    Duty("recalculations", N_("Recalculations to decide on"), (Role.LEADER_IN_CHARGE,), to_decide,
         "desk:recalculations", N_("Lists of due times that a new notice would move appear here."),
         lambda staff, now: _proposed(staff)),
)  # fmt: skip
