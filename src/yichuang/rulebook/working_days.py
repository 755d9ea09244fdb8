"""Holiday notices of the State Council General Office from rules/working_days/ (D4.11.2a)."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from yichuang.core.sentences import N_
from yichuang.core.worktime import DayKind, DayMark
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.toml_reader import Table, read_toml

Marks = dict[date, DayMark]
_YEAR_FILE = re.compile(r"\d{4}\.toml")
_LONGEST_HOLIDAY = timedelta(days=31)
# A notice moves days of its own year and at most of the weeks around it.
_NEAR = timedelta(days=215)


def read_notices(base: Path) -> dict[int, Marks]:
    """Return, for each year with a notice, the days it moves; a notice issued later overrides an earlier one.

    RulebookError when no notice is on file or one is malformed, undated or unsourced.
    """
    folder = base / "working_days"
    files = sorted(path for path in folder.glob("*.toml") if _YEAR_FILE.fullmatch(path.name))
    if not files:
        raise RulebookError(
            "working_days", "file", N_("no holiday notice is on file"), N_("Add the notices, one file a year")
        )
    return {int(path.stem): _year(path, base) for path in files}


def written_days(table: Table, key: str, written: Iterable[str]) -> tuple[date, ...]:
    """Read dates written as texts."""
    try:
        return tuple(date.fromisoformat(text if len(text) == 10 else "") for text in written)
    except ValueError as error:
        raise table.refuse(
            key, N_("holds something that is no date"), N_('Write dates such as "2026-10-10"')
        ) from error


def _year(path: Path, base: Path) -> Marks:
    root = read_toml(path, base)
    year = root.integer("year")
    if year != int(path.stem):
        raise root.refuse(
            "year", N_("is %(value)s"), N_("Write %(stem)s, as the file is named"), value=year, stem=path.stem
        )
    notices = root.each("notice", lambda table: _notice(table, year))
    root.done()
    marks: Marks = {}
    for _, days in sorted(notices, key=lambda notice: notice[0]):
        marks.update(days)
    return marks


def _notice(table: Table, year: int) -> tuple[date, Marks]:
    table.text("title")
    table.text("source")
    document, issued = table.text("document"), table.day("issued")
    marks: Marks = {}
    for days in table.each("holiday", lambda holiday: _holiday(holiday, document)):
        for day, mark in days.items():
            if day in marks:
                raise table.refuse(
                    "holiday", N_("names %(day)s twice"), N_("Let each day stand once in a notice"), day=day
                )
            if abs(day - date(year, 7, 1)) > _NEAR:
                raise table.refuse(
                    "holiday", N_("names %(day)s"), N_("Keep to %(year)s and the weeks around it"), day=day, year=year
                )
            marks[day] = mark
    return issued, marks


def _holiday(table: Table, document: str) -> Marks:
    name, first, last = table.text("name"), table.day("from"), table.day("to")
    if not timedelta(0) <= last - first <= _LONGEST_HOLIDAY:
        raise table.refuse(
            "to",
            N_("makes a holiday from %(first)s to %(last)s"),
            N_("Correct the first or the last day"),
            first=first,
            last=last,
        )
    off = DayMark(DayKind.HOLIDAY, name, document)
    marks = {first + timedelta(days=n): off for n in range((last - first).days + 1)}
    for day in written_days(table, "work", table.optional_texts("work")):
        if day in marks:
            raise table.refuse(
                "work", N_("names %(day)s, which is off or stands twice"), N_("Correct the date"), day=day
            )
        marks[day] = DayMark(DayKind.MAKE_UP, name, document)
    return marks
