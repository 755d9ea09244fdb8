"""The tables against the slow clock, over calendars nobody has seen."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.worktime.slow import DAY, SUMMER, WINTER, SlowClock
from yichuang.core.worktime import (
    SHANGHAI,
    DayHours,
    DayKind,
    DayMark,
    Limit,
    OfficeHours,
    Readings,
    Schedule,
    Season,
    Session,
    Unit,
    WorkCalendar,
    due,
    explain,
    office_minutes,
)

FIRST, LAST = date(2021, 1, 1), date(2024, 12, 31)


def season(name, begins, ends, sessions):
    return Season(name, begins, ends, DayHours(tuple(Session(*pair) for pair in sessions)), "D4.11.2")


HOURS = OfficeHours(
    (Schedule(FIRST, (season("summer", (5, 1), (10, 31), SUMMER), season("winter", (11, 1), (4, 30), WINTER))),)
)


@st.composite
def clocks(draw):
    days = st.dates(FIRST, LAST)
    stretches = draw(st.lists(st.tuples(st.dates(date(2021, 12, 1), date(2022, 6, 30)), st.integers(1, 9)), max_size=6))
    off = {day + DAY * n for day, length in stretches for n in range(length)}
    weekends = {day for day in draw(st.sets(days, max_size=30)) | {d + DAY * 7 for d in off} if day.isoweekday() > 5}
    make_up = weekends - off
    marks = {day: DayMark(DayKind.HOLIDAY, "holiday", "notice") for day in off}
    marks |= {day: DayMark(DayKind.MAKE_UP, "make-up", "notice") for day in make_up}
    published = {year: {d: m for d, m in marks.items() if d.year == year} for year in range(2021, 2025)}
    return SlowClock(off, make_up), WorkCalendar.build(FIRST, LAST, HOURS, published, {})


# Over both changes of season, 1 May and 1 November.
moments = st.datetimes(datetime(2021, 12, 1), datetime(2022, 11, 30)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=SHANGHAI)
)
readings = st.builds(
    Readings,
    count_first_day=st.booleans(),
    roll=st.booleans(),
    due_at=st.sampled_from(["closing", "24:00"]),
    instant_clock=st.sampled_from(["wall", "business"]),
    pause_after_accept=st.booleans(),
    extension_from=st.sampled_from(["nominal", "rolled"]),
)
day_limits = st.builds(Limit, st.integers(1, 60), st.sampled_from([Unit.DAY, Unit.WORKING_DAY]))
minute_limits = st.builds(Limit, st.integers(1, 1500), st.just(Unit.MINUTE))
intervals = st.lists(
    st.tuples(st.dates(date(2021, 11, 20), date(2022, 8, 30)), st.integers(0, 12)).map(
        lambda pair: (pair[0], pair[0] + DAY * pair[1])
    ),
    max_size=4,
)


def steps_of(limit, extension):
    return [(each.amount, each.unit.value) for each in (limit, extension) if each]


@settings(max_examples=120, deadline=None)
@given(clocks(), moments, day_limits, st.none() | day_limits | minute_limits, intervals, intervals, readings)
def test_day_limits_agree_with_the_slow_clock(both, start, limit, extension, excluded, paused, chosen):
    slow, calendar = both
    shut, steps = slow.shut(excluded, paused, chosen), steps_of(limit, extension)
    asked = {"excluded": excluded, "paused": paused, "readings": chosen}
    found = due(start, limit, calendar, extension=extension, **asked)
    assert found.due == slow.due(start, steps, shut, chosen)
    assert found.original_due == slow.due(start, steps[:1], shut, chosen)
    assert not found.provisional


@settings(max_examples=80, deadline=None)
@given(clocks(), moments, minute_limits, st.none() | day_limits | minute_limits, intervals, intervals, readings)
def test_minute_limits_agree_with_the_slow_clock(both, start, limit, extension, excluded, paused, chosen):
    slow, calendar = both
    shut, steps = slow.shut(excluded, paused, chosen), steps_of(limit, extension)
    found = due(start, limit, calendar, extension=extension, excluded=excluded, paused=paused, readings=chosen)
    assert found.due == slow.due(start, steps, shut, chosen)


@settings(max_examples=80, deadline=None)
@given(clocks(), moments, day_limits | minute_limits, intervals, intervals, readings, st.randoms())
def test_order_doubles_and_overlaps_of_intervals_change_nothing(both, start, limit, excluded, paused, chosen, dice):
    slow, calendar = both
    plain = due(start, limit, calendar, excluded=excluded, paused=paused, readings=chosen)
    split = [
        (day, day) for first, last in excluded for day in (first + DAY * n for n in range((last - first).days + 1))
    ]
    mixed = [*excluded, *split, *excluded]
    dice.shuffle(mixed)
    assert due(start, limit, calendar, excluded=mixed, paused=paused[::-1], readings=chosen) == plain


@settings(max_examples=80, deadline=None)
@given(clocks(), moments, day_limits | minute_limits, intervals, intervals, readings)
def test_days_taken_out_never_bring_the_end_nearer(both, start, limit, excluded, paused, chosen):
    _, calendar = both
    bare = due(start, limit, calendar, readings=chosen).due
    assert due(start, limit, calendar, excluded=excluded, paused=paused, readings=chosen).due >= bare


@settings(max_examples=50, deadline=None)
@given(clocks(), moments, day_limits | minute_limits, intervals, readings)
def test_pauses_count_only_by_the_reading_that_stops_the_clock(both, start, limit, paused, chosen):
    _, calendar = both
    running = replace(chosen, pause_after_accept=False)
    assert due(start, limit, calendar, paused=paused, readings=running) == due(start, limit, calendar, readings=running)


@settings(max_examples=60, deadline=None)
@given(clocks(), moments, st.integers(0, 20_000))
def test_office_minutes_agree_with_the_slow_clock(both, begin, minutes):
    slow, calendar = both
    end = begin + timedelta(minutes=minutes)
    assert office_minutes(begin, end, calendar) == slow.office_minutes(begin, end)


@settings(max_examples=120, deadline=None)
@given(clocks(), moments, day_limits | minute_limits, st.none() | day_limits, intervals, intervals, readings)
def test_the_working_adds_up_to_the_due_time(both, start, limit, extension, excluded, paused, chosen):
    slow, calendar = both
    asked = {"extension": extension, "excluded": excluded, "paused": paused, "readings": chosen}
    found = due(start, limit, calendar, **asked)
    lines = explain(start, limit, calendar, **asked)
    dates = [line.date for line in lines]
    assert dates == [start.date() + DAY * n for n in range(len(dates))], "every day once, in order"
    last = found.due.date() - (DAY if found.due.time() == time() and found.due.date() not in dates else DAY * 0)
    assert dates[-1] == last
    counted = [line for line in lines if line.counted]
    assert max(line.n for line in counted) == limit.amount + (extension.amount if extension else 0)
    assert not [line for line in counted if line.date in slow.shut(excluded, paused, chosen)]
    for line in lines:
        assert (line.kind in (DayKind.WORKING, DayKind.MAKE_UP)) == slow.is_open(line.date)
        assert line.source


@settings(max_examples=50, deadline=None)
@given(clocks(), moments, day_limits | minute_limits, readings, st.integers(1, 20))
def test_a_longer_limit_never_ends_sooner(both, start, limit, chosen, more):
    _, calendar = both
    longer = Limit(limit.amount + more, limit.unit)
    assert due(start, limit, calendar, readings=chosen).due <= due(start, longer, calendar, readings=chosen).due
