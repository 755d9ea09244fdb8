"""Slots at their edges: days off, the midday break, the past, the last place, the end of a session."""

from datetime import date, datetime, time, timedelta

import pytest

from yichuang.core.queueing import SlotRules, slots
from yichuang.core.worktime import SHANGHAI, Session
from yichuang.rulebook.worktime import load_calendar

WEDNESDAY = date(2026, 3, 4)  # winter hours: 08:00-11:00 and 13:30-16:30
HALF_HOURS = SlotRules(minutes=30, quota=2, days_ahead=0)


def at(hour, minute=0, second=0, day=WEDNESDAY):
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=SHANGHAI)


def offered(now, rules=HALF_HOURS, taken=()):
    calendar = load_calendar("township")
    return slots(calendar.sessions_on, rules, now=now, zone=SHANGHAI, taken=dict(taken))


def starts(found):
    return [f"{one.starts:%m-%d %H:%M}" for one in found]


def test_a_day_is_cut_into_slots_with_none_in_the_midday_break():
    found = [f"{one.starts:%H:%M}" for one in offered(at(7))]
    assert found == ["08:00", "08:30", "09:00", "09:30", "10:00", "10:30",
                     "13:30", "14:00", "14:30", "15:00", "15:30", "16:00"]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (at(9, 59, 59), "03-04 10:00"),
        (at(10), "03-04 10:00"),
        (at(10, 0, 1), "03-04 10:30"),
        (at(10, 30, 1), "03-04 13:30"),
    ],
)
def test_none_lies_in_the_past(now, first):
    assert starts(offered(now))[0] == first


@pytest.mark.parametrize(
    ("now", "first"), [(at(9, 0), "03-04 10:00"), (at(9, 0, 1), "03-04 10:30"), (at(8, 59, 59), "03-04 10:00")]
)
def test_the_lead_is_kept_to_the_second(now, first):
    rules = SlotRules(minutes=30, quota=2, days_ahead=0, lead_minutes=60)
    assert starts(offered(now, rules))[0] == first


def test_days_off_have_none():
    # From Friday 1 May 2026 (Labour Day) on; the hall opens again on Wednesday 6 May, Saturday 9 May is a make-up day.
    rules = SlotRules(minutes=180, quota=1, days_ahead=9)
    days = {f"{one.starts:%m-%d}" for one in offered(at(7, day=date(2026, 5, 1)), rules)}
    assert days == {"05-06", "05-07", "05-08", "05-09"}


def test_only_the_weekdays_named():
    rules = SlotRules(minutes=180, quota=1, days_ahead=13, weekdays=frozenset({0, 3}))  # Mondays and Thursdays
    assert {one.starts.weekday() for one in offered(at(7), rules)} == {0, 3}


@pytest.mark.parametrize(("days", "last"), [(0, "03-04"), (1, "03-05"), (2, "03-06"), (3, "03-06"), (5, "03-09")])
def test_so_many_days_ahead_and_no_further(days, last):
    rules = SlotRules(minutes=180, quota=1, days_ahead=days)
    assert starts(offered(at(7), rules))[-1].startswith(last)  # 7 and 8 March are a weekend


def test_no_slot_reaches_over_the_end_of_a_session():
    found = offered(at(7), SlotRules(minutes=50, quota=1, days_ahead=0))
    assert [f"{one.ends:%H:%M}" for one in found] == ["08:50", "09:40", "10:30", "14:20", "15:10", "16:00"]


@pytest.mark.parametrize(("taken", "free"), [(0, 2), (1, 1), (2, 0), (3, 0)])
def test_what_is_taken_is_counted(taken, free):
    assert offered(at(7), taken={at(8): taken})[0].free == free


def test_a_moment_of_another_zone_counts_as_the_same():
    from datetime import UTC

    assert offered(at(7), taken={at(8).astimezone(UTC): 1})[0].free == 1


@pytest.mark.parametrize("wrong", [{"minutes": 0}, {"quota": 0}, {"days_ahead": -1}, {"lead_minutes": -1}])
def test_settings_that_mean_nothing_are_refused(wrong):
    with pytest.raises(ValueError):
        SlotRules(**({"minutes": 30, "quota": 1, "days_ahead": 1} | wrong))


def test_a_session_shorter_than_a_slot_gives_none():
    short = [Session(time(8), time(8, 29))]
    assert slots(lambda day: short, HALF_HOURS, now=at(7) - timedelta(days=1), zone=SHANGHAI, taken={}) == ()
