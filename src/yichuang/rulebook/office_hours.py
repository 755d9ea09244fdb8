"""Office hours of a hall from rules/office_hours/ (D4.11.2, C-31)."""

import re
from datetime import date, time
from pathlib import Path

from yichuang.core.sentences import N_
from yichuang.core.worktime import ClockError, DayHours, OfficeHours, Schedule, Season, Session
from yichuang.rulebook.toml_reader import Table, finished, read_toml

_SESSION = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def read_office_hours(base: Path, hall_slug: str) -> OfficeHours:
    """Read a hall's schedules; RulebookError naming file and key when one is malformed, undated or unsourced."""
    return finished(read_toml(base / "office_hours" / f"{hall_slug}.toml", base), _hours)


def _hours(table: Table) -> OfficeHours:
    table.text("title")
    return OfficeHours(table.each("version", _schedule))


def _schedule(table: Table) -> Schedule:
    effective = table.day("effective")
    table.text("source")
    seasons = table.each("season", _season)
    try:
        return Schedule(effective, seasons)
    except ClockError as error:
        raise table.refuse("season", error.sentence, N_("Let the seasons cover every day of the year once")) from error


def _season(table: Table) -> Season:
    name, source = table.text("name"), table.text("source")
    begins, ends = _month_day(table, "begins"), _month_day(table, "ends")
    sessions = tuple(_session(table, text) for text in table.texts("sessions"))
    try:
        return Season(name, begins, ends, DayHours(sessions), source)
    except ClockError as error:
        raise table.refuse("sessions", error.sentence, N_('Write sessions in order, such as "08:00-11:00"')) from error


def _session(table: Table, text: str) -> Session:
    clock = _SESSION.fullmatch(text)
    if clock is None:
        raise table.refuse(
            "sessions", N_("'%(text)s' is no session"), N_('Write sessions such as "08:00-11:00"'), text=text
        )
    return Session(time(int(clock[1]), int(clock[2])), time(int(clock[3]), int(clock[4])))


def _month_day(table: Table, key: str) -> tuple[int, int]:
    text = table.text(key)
    try:
        # 2024 has a 29 February; fromisoformat alone would also take week dates.
        day = date.fromisoformat(f"2024-{text}" if re.fullmatch(r"\d\d-\d\d", text) else "")
    except ValueError as error:
        raise table.refuse(
            key, N_("'%(text)s' is no day of a year"), N_('Write month and day such as "05-01"'), text=text
        ) from error
    return day.month, day.day
