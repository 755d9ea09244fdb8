"""The contests of the months that ended during the sample, and a year's value where its quarter is finalised."""

from datetime import datetime, time

from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.quarters import before, month_at, month_before, quarter_at
from yichuang.apps.audit import batch
from yichuang.apps.organization.models import Hall
from yichuang.apps.organization.roles import Role
from yichuang.config.demo.posts import holder_of
from yichuang.core.assessment import Month, two_places
from yichuang.core.worktime import SHANGHAI
from yichuang.rulebook.worktime import load_calendar

REASON = "参照已确定的季度考核情况，年内多次延时服务，酌加1分；其余季度确定后再定"


def add_contest(hall: Hall, *, now: datetime) -> int:
    """Settles the last two months as far as they are over, each on its second working day after; returns how many."""
    last, assessor = month_before(month_at(now)), holder_of(hall, Role.ASSESSOR)
    settled = 0
    for month in (month_before(last), last):
        at = _second_day(hall, month)
        if assessor is None or at > now or month not in queries.months_unsettled(hall, at):
            continue
        with batch():
            commands.settle_contest(hall=hall, month=month, by=assessor, now=at)
        settled += 1
    return settled


def _second_day(hall: Hall, month: Month) -> datetime:
    """The second working day after a month."""
    calendar = load_calendar(hall.slug)
    day = calendar.day(calendar.nth_index(calendar.index(month.following) - 1, 2))
    return datetime.combine(day, time(10, 30), SHANGHAI)


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
            window=window, year=year, value=two_places(mean + 1), reason=REASON, by=leader, now=now
        )  # fmt: skip
    return 1
