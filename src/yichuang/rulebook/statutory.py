"""The holidays of the law, for years whose notice is not out yet, from rules/working_days/ (D4.11.2a)."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from yichuang.core.sentences import N_
from yichuang.core.worktime import DayKind, DayMark
from yichuang.rulebook.toml_reader import Table, finished, read_toml
from yichuang.rulebook.working_days import Marks, written_days


@dataclass(frozen=True, slots=True)
class _Fixed:
    name: str
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class _Lunar:
    name: str
    festival: str
    offset: int


@dataclass(frozen=True, slots=True)
class _Version:
    effective: date
    document: str
    fixed: tuple[_Fixed, ...]
    lunar: tuple[_Lunar, ...]


def read_statutory(base: Path) -> tuple[Marks, int]:
    """Return the holidays of the law for every year of the lunar table, and the last such year.

    Days given in lieu of a holiday on a weekend are left to the notice of the year. RulebookError when one of the
    two files is malformed, undated or unsourced.
    """
    festivals = finished(read_toml(base / "working_days" / "lunar.toml", base), _festivals)
    versions = finished(read_toml(base / "working_days" / "statutory.toml", base), _versions)
    marks: Marks = {}
    for year, days in festivals.items():
        in_force = [version for version in versions if version.effective <= date(year, 1, 1)]
        if in_force:
            marks.update(_holidays(max(in_force, key=lambda version: version.effective), year, days))
    return marks, max(festivals)


def _holidays(version: _Version, year: int, festivals: dict[str, date]) -> Marks:
    marks = {date(year, each.month, each.day): each.name for each in version.fixed}
    marks |= {festivals[each.festival] + timedelta(days=each.offset): each.name for each in version.lunar}
    return {day: DayMark(DayKind.HOLIDAY, name, version.document) for day, name in marks.items()}


def _versions(table: Table) -> tuple[_Version, ...]:
    return table.each("version", _version)


def _version(table: Table) -> _Version:
    table.text("title")
    table.text("source")
    table.day("issued")
    fixed, lunar = table.each("fixed", _fixed), table.each("lunar", _lunar)
    return _Version(table.day("effective"), table.text("document"), fixed, lunar)


def _fixed(table: Table) -> _Fixed:
    found = _Fixed(table.text("name"), table.integer("month"), table.integer("day"))
    try:
        # A holiday of the law comes every year, so 29 February is none.
        date(2023, found.month, found.day)
    except ValueError as error:
        raise table.refuse(
            "day", N_("%(month)s-%(day)s is no day of a year"), N_("Correct the date"), month=found.month, day=found.day
        ) from error
    return found


def _lunar(table: Table) -> _Lunar:
    found = _Lunar(table.text("name"), table.text("festival"), table.integer("offset", least=-30))
    if found.festival not in _FESTIVALS:
        raise table.refuse(
            "festival",
            N_("'%(written)s' is unknown"),
            N_("Write one of: %(known)s"),
            written=found.festival,
            known=tuple(_FESTIVALS),
        )
    return found


_FESTIVALS = ("春节", "清明", "端午", "中秋")


def _festivals(root: Table) -> dict[int, dict[str, date]]:
    root.text("source")
    root.day("issued")
    if root.texts("columns") != _FESTIVALS:
        raise root.refuse("columns", N_("are not the four festivals"), N_("Write: %(known)s"), known=tuple(_FESTIVALS))
    years = root.table("year")
    table: dict[int, dict[str, date]] = {}
    for key in years.values:
        days = written_days(years, key, years.texts(key))
        if not key.isdecimal() or [day.year for day in days] != [int(key)] * len(_FESTIVALS):
            raise years.refuse(key, N_("does not hold four dates of that year"), N_("Correct the row"))
        table[int(key)] = dict(zip(_FESTIVALS, days, strict=True))
    if not table or sorted(table) != list(range(min(table), max(table) + 1)):
        raise root.refuse("year", N_("leaves a year out"), N_("Write every year from the first to the last"))
    return table
