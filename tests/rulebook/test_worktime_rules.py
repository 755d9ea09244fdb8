"""The rules of time as written: against two libraries, against the law, and what is refused."""

import shutil
from collections import Counter
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from yichuang.core.worktime import DayKind, Limit, Unit
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.paths import rules_dir
from yichuang.rulebook.statutory import read_statutory
from yichuang.rulebook.worktime import forget, known_halls, limit_of, load_calendar, load_limits

YEARS = range(2017, 2027)


def days_of(year):
    return [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_chinesecalendar(year):
    calendar = load_calendar("township")
    wrong = [day for day in days_of(year) if calendar.is_working(day) != chinese_calendar.is_workday(day)]
    assert wrong == []


@pytest.mark.parametrize("year", range(2017, 2100))
def test_holidays_of_the_law_agree_with_holidays(year):
    """The library names the day of each festival reliably; its days in lieu are not compared."""
    marks, _ = read_statutory(rules_dir())
    ours = {day for day in marks if day.year == year}
    extended = {date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2)}  # by notice, not by the law
    theirs = holidays.China(years=year, observed=False, categories=("public",))
    assert ours == {day for day, name in theirs.items() if not name.startswith("Day off")} - extended


@pytest.mark.parametrize("year", YEARS)
def test_every_holiday_of_the_law_is_off_in_the_notices(year):
    calendar = load_calendar("township")
    marks, _ = read_statutory(rules_dir())
    assert [day for day in marks if day.year == year and calendar.is_working(day)] == []


@pytest.mark.parametrize("year", YEARS)
def test_make_up_days_are_weekends_and_every_notice_has_its_number(year):
    marks = {day: mark for day, mark in load_calendar("township").marks.items() if day.year == year}
    assert all(day.weekday() >= 5 for day, mark in marks.items() if mark.kind is DayKind.MAKE_UP)
    assert all(mark.source.startswith("国办发明电〔20") and mark.source.endswith("号") for mark in marks.values())


def test_the_later_notice_wins():
    calendar = load_calendar("township")
    assert calendar.mark(date(2020, 2, 1)).source == "国办发明电〔2020〕1号"  # first a make-up day, then off
    assert calendar.mark(date(2019, 5, 2)).source == "国办发明电〔2019〕3号"
    assert calendar.mark(date(2018, 12, 29)).kind is DayKind.MAKE_UP  # ordered by the notice of 2019


def test_years_without_notice_have_the_holidays_of_the_law():
    calendar = load_calendar("township")
    off = [day for day in days_of(2027) if calendar.mark(day).kind is DayKind.HOLIDAY]
    written = "01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03"
    assert " ".join(f"{day:%m-%d}" for day in off) == written
    assert {calendar.mark(day).source for day in off} == {"国务院令第795号"}
    assert calendar.is_provisional(date(2027, 1, 1))
    assert not calendar.is_provisional(date(2026, 12, 31))


def test_hours_change_with_the_season():
    calendar = load_calendar("township")

    def shown(day):
        return " ".join(f"{s.opens:%H:%M}-{s.closes:%H:%M}" for s in calendar.sessions_on(day))

    assert shown(date(2026, 4, 30)) == "08:00-11:00 13:30-16:30"
    assert shown(date(2026, 5, 6)) == "08:00-11:00 14:00-17:00"
    assert shown(date(2025, 10, 31)) == "08:00-11:00 14:00-17:00"
    assert shown(date(2026, 10, 1)) == ""


def test_limits_in_force():
    on = date(2026, 3, 4)
    assert limit_of("general", on) == Limit(20, Unit.DAY)
    assert limit_of("family_planning", on) == Limit(10, Unit.WORKING_DAY)
    assert limit_of("instant", on) == Limit(30, Unit.MINUTE)
    assert limit_of("extension.max", on) == Limit(10, Unit.DAY)
    assert load_limits(on)["extension.times"].count == 1
    assert Counter(rule.source == "" for rule in load_limits(on).values()) == {False: len(load_limits(on))}
    with pytest.raises(RulebookError, match="instant"):
        limit_of("instant", date(2017, 2, 12))


@pytest.mark.parametrize("slug", ["nowhere", "../limits/cases", "", "township\n"])
def test_an_unknown_hall_is_refused(slug):
    with pytest.raises(RulebookError, match="no such hall"):
        load_calendar(slug)
    assert known_halls() == ("county", "township")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("working_days/2026.toml", "issued = 2025-11-04", "", "working_days/2026.toml: notice[0].issued: is missing"),
        ("working_days/2026.toml", 'source = "D4.11.2a"', 'source = " "', "notice[0].source: is empty"),
        ("working_days/2026.toml", "document", "documnt", "notice[0].document: is missing"),
        ("working_days/2026.toml", "year = 2026", "year = 2025", "working_days/2026.toml: year: is 2025"),
        ("working_days/2026.toml", '"2026-10-10"', '"2026-10-07"', "holiday[6].work"),
        ("working_days/2026.toml", '"2026-10-10"', '"2026-10-32"', "holiday[6].work"),
        ("working_days/2026.toml", "to = 2026-10-07", "to = 2026-09-30", "holiday[6].to"),
        ("working_days/2026.toml", "year = 2026", "year = ", "working_days/2026.toml: file: is not valid TOML"),
        ("working_days/lunar.toml", "2027 =", "2127 =", "year.2127"),
        ("working_days/statutory.toml", 'festival = "端午"', 'festival = "冬至"', "festival"),
        (
            "office_hours/township.toml",
            "effective = 2017-01-01",
            "",
            "office_hours/township.toml: version[0].effective",
        ),
        ("office_hours/township.toml", "effective = 2017-01-01", "effective = 2018-01-01", "no office hours are in"),
        ("office_hours/township.toml", '"08:00-11:00"', '"08:00-8:30"', "season[0].sessions"),
        ("office_hours/township.toml", '"08:00-11:00"', '"11:00-08:00"', "season[0].sessions"),
        ("office_hours/township.toml", 'ends = "10-31"', 'ends = "10-30"', "10-31 lies in 0 seasons"),
        ("office_hours/township.toml", 'source = "D4.11.2c"', "", "season[0].source"),
    ],
)
def test_a_broken_calendar_is_refused_by_file_and_key(tmp_path, monkeypatch, file, old, new, told):
    broken_copy(tmp_path, monkeypatch, file, old, new)
    with pytest.raises(RulebookError) as caught:
        load_calendar("township")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('unit = "day"', 'unit = "week"', "limits/cases.toml: rule[0].unit"),
        ("amount = 20", "amount = 0", "rule[0].amount: is 0"),
        ("amount = 20", "amount = true", "rule[0].amount"),
        ('source = "D5.2.2"', "", "rule[0].source: is missing"),
        ("effective = 2017-01-01", "", "rule[0].effective: is missing"),
        ('id = "family_planning"', 'id = "general"', "twice"),
    ],
)
def test_a_broken_limit_is_refused_by_file_and_key(tmp_path, monkeypatch, old, new, told):
    broken_copy(tmp_path, monkeypatch, "limits/cases.toml", old, new)
    with pytest.raises(RulebookError) as caught:
        load_limits(date(2026, 3, 4))
    assert told in str(caught.value)


def broken_copy(tmp_path, monkeypatch, file, old, new):
    for folder in ("working_days", "office_hours", "limits"):
        shutil.copytree(rules_dir() / folder, tmp_path / folder)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setenv("YICHUANG_RULES", str(tmp_path))
    forget()
