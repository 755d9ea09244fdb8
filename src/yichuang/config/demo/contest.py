"""The contest of the month that ended during the sample, and a year's value where its quarter is finalised."""

from datetime import datetime, time

from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.quarters import before, month_at, month_before, quarter_at
from yichuang.apps.audit import batch
from yichuang.apps.organization.models import Hall
from yichuang.apps.organization.roles import Role
from yichuang.config.demo.posts import holder_of
from yichuang.core.assessment import two_places
from yichuang.core.worktime import SHANGHAI
from yichuang.rulebook.worktime import load_calendar

REASON = "参照已确定的季度考核情况确定，其余季度确定后再定"


def add_contest(hall: Hall, *, now: datetime) -> int:
    """Settles the month before that of `now`, on the second working day after it; returns how many it settled."""
    month, assessor, calendar = month_before(month_at(now)), holder_of(hall, Role.ASSESSOR), load_calendar(hall.slug)
    second = calendar.day(calendar.nth_index(calendar.index(month.following) - 1, 2))
    at = datetime.combine(second, time(10, 30), SHANGHAI)
    if assessor is None or at > now or not queries.unsettled(hall, at).exists():
        return 0
    with batch():
        commands.settle_contest(hall=hall, month=month, by=assessor, now=at)
    return 1


def add_year(hall: Hall, *, now: datetime) -> int:
    """The leader in charge enters a value for the first window whose quarter is finalised; returns how many."""
    year, leader = before(quarter_at(now)).year, holder_of(hall, Role.LEADER_IN_CHARGE)
    found = queries.proposals_of(hall, year)
    window = next((one for one in hall.windows.order_by("number") if one.pk in found), None)
    if leader is None or window is None or queries.year_values([window.pk], year):
        return 0
    mean = found[window.pk].mean
    if mean is None:
        return 0
    with batch():
        commands.enter_year_value(
            window=window, year=year, value=two_places(mean), reason=REASON, by=leader, now=now
        )  # fmt: skip
    return 1
