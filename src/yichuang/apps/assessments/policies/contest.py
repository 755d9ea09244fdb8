"""May a month be settled or revised, a year's value be entered, now and by this person?"""

from collections.abc import Sequence
from datetime import datetime

from yichuang.apps.assessments.models import MonthlyContest
from yichuang.apps.assessments.policies.sheets import SCORERS, require_elsewhere, windows_of_own
from yichuang.apps.assessments.quarters import has_ended
from yichuang.apps.audit import refuse
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.roles import Role
from yichuang.core.assessment import Month, YearProposal
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI


def may_settle_contest(staff: Staff) -> bool:
    """A contest concerns every window, so that nobody who serves at one of them decides it."""
    return staff.has(*SCORERS) and not windows_of_own(staff)


def require_settler(staff: Staff, windows: Sequence[Window]) -> None:
    if not staff.has(*SCORERS):
        refuse("not_yours", N_("The monthly contest is settled by the assessor."),
               N_("Leave it to the person in charge."), clause="D1.28")  # fmt: skip
    require_elsewhere(staff, windows)


def require_month_over(month: Month, now: datetime) -> None:
    if not has_ended(month, now):
        refuse("month_runs", N_("The month %(month)s has not ended; its contest is settled from %(day)s on."),
               N_("Until then the standings change with every case and finding."), clause="D1.28",
               month=str(month), day=month.following.isoformat())  # fmt: skip


def require_not_settled(hall: Hall, month: Month) -> None:
    if MonthlyContest.objects.filter(hall=hall, month=str(month)).exists():
        refuse("settled_already", N_("The contest of %(month)s is settled already."),
               N_("Revise it with a reason; the first ranking stays."), clause="D1.28", month=str(month))  # fmt: skip


def may_enter(staff: Staff, window_id: int, own: set[int]) -> bool:
    return staff.has(Role.LEADER_IN_CHARGE) and window_id not in own


def require_leader(staff: Staff, window: Window) -> None:
    if not staff.has(Role.LEADER_IN_CHARGE):
        refuse("not_yours", N_("The value of a year is entered by the leader in charge."),
               N_("Leave it to the person in charge."), clause="D2.0.5")  # fmt: skip
    require_elsewhere(staff, [window])


def require_reference(proposal: YearProposal, now: datetime) -> None:
    """The year is given with reference to its quarters: without any there is nothing to refer to."""
    if proposal.year > now.astimezone(SHANGHAI).year or not proposal.totals:
        refuse("no_quarter", N_("No quarter of %(year)s has a finalised sheet of this window."),
               N_("Finalise the sheet of a quarter first; the year refers to it."), clause="D2.0.5",
               year=str(proposal.year))  # fmt: skip
