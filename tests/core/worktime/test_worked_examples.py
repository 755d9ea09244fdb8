"""The worked examples T1 to T4 with every alternative they quote, and the edges around them."""

from datetime import date, datetime, timedelta

import pytest

from yichuang.core.worktime import (
    SHANGHAI,
    ClockError,
    DayKind,
    Limit,
    Readings,
    Refusal,
    Unit,
    Why,
    choose_limit,
    due,
    explain,
    office_minutes,
    refuse_extension,
)
from yichuang.rulebook.worktime import load_calendar

CALENDAR = load_calendar("township")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def at(text):
    """Read 'Thu 2026-10-15 17:00[:00]'; the weekday written out must be right."""
    weekday, moment = text.split(" ", 1)
    found = datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)
    assert WEEKDAYS[found.weekday()] == weekday, text
    return found


MINUTE, WORKING, DAYS = (lambda n, u=u: Limit(n, u) for u in (Unit.MINUTE, Unit.WORKING_DAY, Unit.DAY))


@pytest.mark.parametrize(
    ("start", "limit", "readings", "expected"),
    [
        # T1: 30 minutes over the midday break
        ("Wed 2026-03-04 10:50:00", MINUTE(30), {}, "Wed 2026-03-04 11:20:00"),
        ("Wed 2026-03-04 10:50:00", MINUTE(30), {"instant.clock": "business"}, "Wed 2026-03-04 13:50:00"),
        ("Mon 2026-05-11 10:50:00", MINUTE(30), {"instant.clock": "business"}, "Mon 2026-05-11 14:20:00"),
        ("Wed 2026-03-04 10:30:00", MINUTE(30), {"instant.clock": "business"}, "Wed 2026-03-04 11:00:00"),
        ("Wed 2026-03-04 10:30:01", MINUTE(30), {"instant.clock": "business"}, "Wed 2026-03-04 13:30:01"),
        ("Wed 2026-03-04 16:29:59", MINUTE(30), {}, "Wed 2026-03-04 16:59:59"),
        ("Wed 2026-03-04 23:45:00", MINUTE(30), {}, "Thu 2026-03-05 00:15:00"),
        ("Wed 2026-09-30 17:00:00", MINUTE(30), {"instant.clock": "business"}, "Thu 2026-10-08 08:30:00"),
        # T2: 10 working days over National Day
        ("Thu 2026-09-24 09:00", WORKING(10), {}, "Thu 2026-10-15 17:00"),
        ("Thu 2026-09-24 09:00", WORKING(10), {"limit.count_first_day": True}, "Wed 2026-10-14 17:00"),
        ("Tue 2017-09-26 09:00", WORKING(10), {}, "Mon 2017-10-16 17:00"),
        # T3: 20 days
        ("Tue 2026-09-15 09:00", DAYS(20), {}, "Thu 2026-10-08 17:00"),
        ("Tue 2026-09-15 09:00", DAYS(20), {"limit.roll": False}, "Mon 2026-10-05 17:00"),
        ("Tue 2026-09-15 09:00", WORKING(20), {}, "Mon 2026-10-19 17:00"),
        ("Tue 2026-09-15 09:00", DAYS(20), {"limit.count_first_day": True}, "Thu 2026-10-08 17:00"),
        ("Tue 2026-09-15 09:00", DAYS(20), {"limit.due_at": "24:00"}, "Fri 2026-10-09 00:00"),
        # T4a: the clock starts at formal acceptance
        ("Thu 2026-03-12 10:00", DAYS(20), {}, "Wed 2026-04-01 16:30"),
        ("Mon 2026-03-02 09:00", DAYS(20), {"limit.roll": False}, "Sun 2026-03-22 16:30"),
        # the seconds around midnight, and the seasons around 1 May
        ("Thu 2026-03-12 23:59:59", DAYS(20), {}, "Wed 2026-04-01 16:30"),
        ("Fri 2026-03-13 00:00:00", DAYS(20), {}, "Thu 2026-04-02 16:30"),
        ("Wed 2026-04-29 09:00", WORKING(1), {}, "Thu 2026-04-30 16:30"),
        ("Wed 2026-04-29 09:00", WORKING(2), {}, "Wed 2026-05-06 17:00"),
        ("Thu 2026-10-29 09:00", WORKING(1), {}, "Fri 2026-10-30 17:00"),
        ("Thu 2026-10-29 09:00", WORKING(2), {}, "Mon 2026-11-02 16:30"),
        # a leap day; a make-up Saturday as the last day; the longest year of the table
        ("Wed 2024-02-28 09:00", DAYS(1), {}, "Thu 2024-02-29 16:30"),
        ("Thu 2026-10-08 09:00", WORKING(2), {}, "Sat 2026-10-10 17:00"),
        ("Wed 2100-12-01 09:00", WORKING(1), {}, "Thu 2100-12-02 16:30"),
    ],
)
def test_due(start, limit, readings, expected):
    assert due(at(start), limit, CALENDAR, readings=Readings.from_mapping(readings)).due == at(expected)


@pytest.mark.parametrize(
    ("limit", "extension", "readings", "expected"),
    [
        (DAYS(20), DAYS(10), {}, "Thu 2026-10-15 17:00"),
        (DAYS(20), DAYS(10), {"ext.from": "rolled"}, "Mon 2026-10-19 17:00"),
        (DAYS(20), DAYS(10), {"ext.from": "rolled", "limit.roll": False}, "Thu 2026-10-15 17:00"),
        (WORKING(20), WORKING(10), {}, "Mon 2026-11-02 16:30"),
    ],
)
def test_extension_keeps_the_old_due_time_beside_the_new(limit, extension, readings, expected):
    asked = {"readings": Readings.from_mapping(readings)}
    plain = due(at("Tue 2026-09-15 09:00"), limit, CALENDAR, **asked)
    found = due(at("Tue 2026-09-15 09:00"), limit, CALENDAR, extension=extension, **asked)
    assert found.due == at(expected)
    assert (found.original_due, found.original_nominal) == (plain.due, plain.nominal)


def test_t4b_a_supplement_after_acceptance_stops_the_clock_only_where_the_reading_says_so():
    asked = {"paused": [(date(2026, 3, 18), date(2026, 3, 25))]}
    start = at("Thu 2026-03-12 10:00")
    assert due(start, DAYS(20), CALENDAR, **asked).due == at("Wed 2026-04-01 16:30")
    pausing = Readings(pause_after_accept=True)
    assert due(start, DAYS(20), CALENDAR, readings=pausing, **asked).due == at("Wed 2026-04-08 16:30")
    lines = explain(start, DAYS(20), CALENDAR, readings=pausing, **asked)
    assert [line.date.day for line in lines if line.why is Why.PAUSED] == [19, 20, 21, 22, 23, 24, 25]


def test_on_time_to_the_second():
    end = due(at("Wed 2026-03-04 10:50:00"), MINUTE(30), CALENDAR).due
    assert at("Wed 2026-03-04 11:20:00") <= end < at("Wed 2026-03-04 11:20:01")


@pytest.mark.parametrize(("last", "provisional"), [("Thu 2026-12-31 16:30", False), ("Mon 2027-01-04 16:30", True)])
def test_provisional_begins_after_the_last_published_year(last, provisional):
    amount = 1 if not provisional else 2
    found = due(at("Wed 2026-12-30 09:00"), WORKING(amount), CALENDAR)
    assert (found.due, found.provisional) == (at(last), provisional)


def test_t2_working_day_by_day():
    lines = explain(at("Thu 2026-09-24 09:00"), WORKING(10), CALENDAR)
    counted = {line.n: line.date.strftime("%m-%d") for line in lines if line.counted}
    days = ("09-28", "09-29", "09-30", "10-08", "10-09", "10-10", "10-12", "10-13", "10-14", "10-15")
    assert counted == dict(enumerate(days, start=1))
    why = {line.date.strftime("%m-%d"): (line.why, line.kind, line.source) for line in lines}
    notice = "国办发明电〔2025〕7号"
    assert why["09-24"] == (Why.FIRST_DAY, DayKind.WORKING, "民法典第二百零一条")
    assert why["09-25"] == (Why.HOLIDAY, DayKind.HOLIDAY, notice)
    assert why["10-10"] == (Why.MAKE_UP, DayKind.MAKE_UP, notice)
    assert why["10-11"] == (Why.WEEKEND, DayKind.WEEKEND, "D4.11.1")


def test_an_excluded_day_is_not_counted_whatever_the_unit():
    step = [(date(2026, 3, 5), date(2026, 3, 6))]
    start = at("Wed 2026-03-04 09:00")
    assert due(start, WORKING(1), CALENDAR, excluded=step).due == at("Mon 2026-03-09 16:30")
    assert due(start, DAYS(1), CALENDAR, excluded=step).nominal == at("Sat 2026-03-07 16:30")
    late = at("Wed 2026-03-04 23:50")
    assert due(late, MINUTE(30), CALENDAR, excluded=step).due == at("Sat 2026-03-07 00:20")
    ends = (date(2026, 3, 5), date(2026, 3, 6))
    assert [x.date for x in explain(start, DAYS(1), CALENDAR, excluded=step) if x.why is Why.EXCLUDED] == list(ends)


def test_a_limit_that_ends_where_a_step_begins_ends_there():
    step = [(date(2026, 3, 5), date(2026, 3, 6))]
    business = Readings(instant_clock="business")
    found = due(at("Wed 2026-03-04 16:00"), MINUTE(30), CALENDAR, excluded=step, readings=business)
    assert found.due == at("Wed 2026-03-04 16:30")
    assert due(at("Wed 2026-03-04 23:30"), MINUTE(30), CALENDAR, excluded=step).due == at("Thu 2026-03-05 00:00")


@pytest.mark.parametrize(
    ("begin", "end", "minutes"),
    [
        ("Wed 2026-03-04 08:00:00", "Wed 2026-03-04 16:30:00", 360),
        ("Wed 2026-03-04 10:59:00", "Wed 2026-03-04 13:31:00", 2),
        ("Wed 2026-03-04 10:59:01", "Wed 2026-03-04 13:30:59", 1),
        ("Wed 2026-03-04 11:00:00", "Wed 2026-03-04 13:30:00", 0),
        ("Wed 2026-09-30 16:59:00", "Thu 2026-10-08 08:01:00", 2),
        ("Sat 2026-10-10 00:00:00", "Sun 2026-10-11 00:00:00", 360),
    ],
)
def test_office_minutes(begin, end, minutes):
    assert office_minutes(at(begin), at(end), CALENDAR) == minutes


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: due(datetime(2026, 3, 4, 9), DAYS(1), CALENDAR), "naive"),
        (lambda: due(at("Sat 2016-12-31 09:00"), DAYS(1), CALENDAR), "too_early"),
        (lambda: due(at("Fri 2100-12-31 09:00"), DAYS(1), CALENDAR), "too_late"),
        (lambda: due(at("Fri 2100-12-31 23:45"), MINUTE(15), CALENDAR), "too_late"),
        (lambda: due(at("Fri 2100-12-31 23:45"), MINUTE(10**30), CALENDAR), "too_late"),
        (lambda: due(at("Wed 2026-03-04 09:00"), DAYS(1), CALENDAR, excluded=[(date.max, date.min)]), "bad_interval"),
        (lambda: office_minutes(at("Wed 2026-03-04 09:00"), at("Tue 2026-03-03 09:00"), CALENDAR), "bad_interval"),
        (lambda: Readings.from_mapping({"limit.rol": True}), "unknown_reading"),
        (lambda: Readings.from_mapping({"limit.roll": 1}), "unknown_reading"),
    ],
)
def test_what_the_clock_cannot_answer(ask, code):
    with pytest.raises(ClockError) as caught:
        ask()
    assert caught.value.code == code


@pytest.mark.parametrize("amount", [0, -1, True, 1.0, "1"])
def test_a_limit_is_a_positive_whole_number(amount):
    with pytest.raises(ValueError, match="whole number"):
        Limit(amount, Unit.DAY)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "general"),
        ({"promise": (DAYS(20), "promise")}, "promise"),
        ({"promise": (DAYS(5), "promise"), "item": (WORKING(10), "D5.2.1")}, "item"),
        ({"item": (WORKING(10), "D5.2.1"), "statute": (DAYS(45), "law")}, "statute"),
        ({"promise": (DAYS(21), "promise")}, "promise_too_long"),
        ({"promise": (WORKING(20), "promise")}, "promise_too_long"),
        ({"promise": (DAYS(25), "promise"), "maximum": DAYS(25)}, "promise"),
        ({"statute": (DAYS(45), " ")}, "statute_without_basis"),
    ],
)
def test_precedence_of_limits(given, expected):
    found = choose_limit(general=(DAYS(20), "D5.2.2"), **given)
    assert (found.code if isinstance(found, Refusal) else found.ground) == expected


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"by_principal_leader": False}, "not_principal"),
        ({"extension": DAYS(11)}, "too_long"),
        ({"extension": WORKING(10)}, "too_long"),
        ({"already": 1}, "already_extended"),
        ({"now": at("Thu 2026-10-08 17:00:00")}, None),
        ({"now": at("Thu 2026-10-08 17:00:00") + timedelta(seconds=1)}, "after_due"),
    ],
)
def test_extension_is_allowed_once_and_in_time(change, code):
    asked = {
        "extension": DAYS(10),
        "longest": DAYS(10),
        "already": 0,
        "times": 1,
        "by_principal_leader": True,
        "due_now": at("Thu 2026-10-08 17:00"),
        "now": at("Tue 2026-09-29 09:00"),
    }
    refusal = refuse_extension(**asked | change)
    assert (refusal and refusal.code) == code
