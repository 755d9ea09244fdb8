"""Open or closed, when again, and which days off are near: tables at the limit."""

from datetime import date, datetime

import pytest

from yichuang.core.worktime import SHANGHAI, ClockError
from yichuang.core.worktime.opening import Closure, closing_of, closures, make_ups, opening
from yichuang.rulebook.worktime import load_calendar


def at(*parts):
    return datetime(*parts, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def calendar():
    return load_calendar("township")


@pytest.mark.parametrize(
    ("moment", "closes", "opens"),
    [
        (at(2026, 3, 4, 7, 59, 59), None, at(2026, 3, 4, 8, 0)),  # a Wednesday in winter
        (at(2026, 3, 4, 8, 0), at(2026, 3, 4, 11, 0), None),
        (at(2026, 3, 4, 10, 59, 59), at(2026, 3, 4, 11, 0), None),
        (at(2026, 3, 4, 11, 0), None, at(2026, 3, 4, 13, 30)),
        (at(2026, 3, 4, 13, 30), at(2026, 3, 4, 16, 30), None),
        (at(2026, 3, 4, 16, 30), None, at(2026, 3, 5, 8, 0)),
        (at(2026, 3, 6, 16, 30), None, at(2026, 3, 9, 8, 0)),  # Friday evening
        (at(2026, 4, 30, 16, 30), None, at(2026, 5, 6, 8, 0)),  # before the holiday of May
        (at(2026, 5, 6, 13, 30), None, at(2026, 5, 6, 14, 0)),  # summer hours
        (at(2026, 5, 6, 16, 59, 59), at(2026, 5, 6, 17, 0), None),
        (at(2026, 2, 17, 10, 0), None, at(2026, 2, 24, 8, 0)),  # Spring Festival
        (at(2026, 2, 14, 10, 0), at(2026, 2, 14, 11, 0), None),  # a Saturday worked in exchange
    ],
)
def test_open_until_or_closed_until(calendar, moment, closes, opens):
    found = opening(calendar, moment)
    assert (found.closes_at, found.opens_at, found.is_open) == (closes, opens, closes is not None)


def test_a_moment_of_another_zone_is_the_same_moment(calendar):
    from datetime import UTC

    assert opening(calendar, at(2026, 3, 4, 8, 0).astimezone(UTC)) == opening(calendar, at(2026, 3, 4, 8, 0))


def test_a_day_off_has_no_sessions_and_says_its_name(calendar):
    found = opening(calendar, at(2026, 10, 1, 9, 0))
    assert (found.sessions, found.mark.name) == ((), "国庆节")


@pytest.mark.parametrize(
    ("day", "within", "names"),
    [
        (date(2026, 8, 31), 24, []),
        (date(2026, 8, 31), 25, ["中秋节"]),
        (date(2026, 9, 20), 30, ["中秋节", "国庆节"]),
        (date(2026, 10, 7), 0, ["国庆节"]),
        (date(2026, 10, 8), 30, []),
    ],
)
def test_holidays_are_announced_with_their_whole_length(calendar, day, within, names):
    found = closures(calendar, day, within=within)
    assert [one.name for one in found] == names
    if "国庆节" in names:
        assert found[-1] == Closure("国庆节", date(2026, 10, 1), date(2026, 10, 7))


def test_days_worked_in_exchange_are_announced(calendar):
    assert make_ups(calendar, date(2026, 9, 20), within=20) == (date(2026, 9, 20), date(2026, 10, 10))
    assert make_ups(calendar, date(2026, 9, 21), within=18) == ()


@pytest.mark.parametrize("moment", [at(1999, 1, 1), datetime(2026, 3, 4, 8, 0)], ids=["before the calendar", "naive"])
def test_a_moment_that_cannot_be_judged_is_refused(calendar, moment):
    with pytest.raises(ClockError):
        opening(calendar, moment)


CLOSINGS = [
    ((2026, 3, 4, 10, 0), (2026, 3, 4, 16, 30)),  # Wednesday
    ((2026, 3, 4, 16, 30), (2026, 3, 4, 16, 30)),  # at closing
    ((2026, 3, 4, 16, 31), (2026, 3, 5, 16, 30)),  # after closing: Thursday
    ((2026, 3, 6, 17, 0), (2026, 3, 9, 16, 30)),  # Friday evening: Monday
    ((2026, 3, 7, 9, 0), (2026, 3, 9, 16, 30)),  # Saturday
    ((2026, 9, 30, 23, 0), (2026, 10, 8, 17, 0)),  # the eve of the National Day holiday, summer hours
]


@pytest.mark.parametrize(("moment", "closing"), CLOSINGS)
def test_the_end_of_the_working_day(calendar, moment, closing):
    assert closing_of(calendar, at(*moment)) == at(*closing)
