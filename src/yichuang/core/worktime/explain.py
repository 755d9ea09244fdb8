"""The working of a due time, day by day, made only when somebody asks (style 8)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from yichuang.core.worktime.calendar import DayKind, DayMark, WorkCalendar, local
from yichuang.core.worktime.clock import DEFAULTS, Reach, extend, gaps_for, reach
from yichuang.core.worktime.gaps import Gaps, Interval
from yichuang.core.worktime.limits import Limit, Unit
from yichuang.core.worktime.minutes import office_seconds
from yichuang.core.worktime.readings import Readings


class Why(StrEnum):
    """Why a day counts or does not."""

    FIRST_DAY = "first_day"
    WORKING = "working"
    MAKE_UP = "make_up"
    CALENDAR_DAY = "calendar_day"
    MINUTES = "minutes"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    EXCLUDED = "excluded"
    PAUSED = "paused"
    ROLLED = "rolled"


class Phase(StrEnum):
    """Which stretch of the clock a day belongs to."""

    LIMIT = "limit"
    EXTENSION = "extension"


_SOURCES = {
    Why.FIRST_DAY: "民法典第二百零一条",
    Why.CALENDAR_DAY: "C-05",
    Why.MINUTES: "C-07",
    Why.EXCLUDED: "行政许可法第四十五条",
    Why.PAUSED: "C-06",
    Why.ROLLED: "民法典第二百零三条",
}


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the working; enough to draw a month.

    kind: what the calendar says of the day, name: its holiday. counted and n: whether it counts, and the running
    count through limit and extension (minutes run so far, for a limit in minutes). why and source: the reason and the
    clause, article or notice it rests on. provisional: the notice of its year is not known yet.
    """

    date: date
    kind: DayKind
    name: str
    counted: bool
    n: int | None
    why: Why
    source: str
    phase: Phase
    provisional: bool


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One limit being counted: from a moment or after a day, to its reach."""

    phase: Phase
    begin: datetime
    after: int
    unit: Unit
    end: Reach


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every step of the working needs at hand."""

    calendar: WorkCalendar
    gaps: Gaps
    readings: Readings

    def line(self, index: int, phase: Phase, why: Why | None = None, n: int | None = None) -> DayLine:
        """Write the line of a day; without a reason given, the calendar's own word is the reason."""
        day = self.calendar.day(index)
        mark: DayMark = self.calendar.mark(day)
        why = why or Why(mark.kind.value)
        source = _SOURCES.get(why, mark.source)
        beyond = index >= self.calendar.unpublished
        return DayLine(day, mark.kind, mark.name, n is not None, n, why, source, phase, beyond)

    def standing(self, index: int) -> Why | None:
        """Return why the clock stands still on a day, or None when it runs."""
        if not self.gaps.covers(index):
            return None
        return Why.EXCLUDED if self.gaps.excludes(index) else Why.PAUSED


def explain(
    start: datetime,
    limit: Limit,
    calendar: WorkCalendar,
    *,
    extension: Limit | None = None,
    excluded: Iterable[Interval] = (),
    paused: Iterable[Interval] = (),
    readings: Readings = DEFAULTS,
) -> tuple[DayLine, ...]:
    """Return a line for every day from the start to the due day; the arguments are those of `due`.

    The last counted line carries the whole amount; days after it are those the end rolled over.
    """
    start = local(start)
    desk = _Desk(calendar, gaps_for(calendar, excluded, paused, readings), readings)
    first = calendar.index(start)
    after = first - readings.count_first_day
    end = reach(start, after, limit, calendar, gaps=desk.gaps, readings=readings)
    lines: list[DayLine] = []
    stretch = _Stretch(Phase.LIMIT, start, after, limit.unit, end)
    if limit.unit is not Unit.MINUTE and after == first:
        lines.append(desk.line(first, Phase.LIMIT, Why.FIRST_DAY))
    lines += _count(desk, stretch, 0)
    counted = max((line.n for line in lines if line.n is not None), default=0)
    if extension is None:
        return tuple(lines + list(_rolled(desk, end, Phase.LIMIT)))
    return tuple(lines + _continue(desk, end, extension, counted))


def _continue(desk: _Desk, end: Reach, extension: Limit, counted: int) -> list[DayLine]:
    lines: list[DayLine] = []
    begin, after = end.nominal, end.nominal_index
    if desk.readings.extension_from == "rolled":
        lines += _rolled(desk, end, Phase.LIMIT)
        begin, after = end.due, end.index
    more = extend(end, extension, desk.calendar, desk.gaps, desk.readings)
    stretch = _Stretch(Phase.EXTENSION, begin, after, extension.unit, more)
    fresh = [line for line in _count(desk, stretch, counted) if desk.calendar.index(line.date) > after]
    return lines + fresh + list(_rolled(desk, more, Phase.EXTENSION))


def _count(desk: _Desk, stretch: _Stretch, n: int) -> Iterator[DayLine]:
    if stretch.unit is Unit.MINUTE:
        yield from _count_minutes(desk, stretch, n)
        return
    for index in range(stretch.after + 1, stretch.end.nominal_index + 1):
        standing = desk.standing(index)
        if standing:
            yield desk.line(index, stretch.phase, standing)
        elif stretch.unit is Unit.DAY:
            n += 1
            yield desk.line(index, stretch.phase, Why.CALENDAR_DAY, n)
        elif desk.calendar.is_working(desk.calendar.day(index)):
            n += 1
            yield desk.line(index, stretch.phase, None, n)
        else:
            yield desk.line(index, stretch.phase)


def _count_minutes(desk: _Desk, stretch: _Stretch, n: int) -> Iterator[DayLine]:
    calendar = desk.calendar
    seconds = 0
    for index in range(calendar.index(stretch.begin), stretch.end.nominal_index + 1):
        midnight = datetime.combine(calendar.day(index), datetime.min.time(), stretch.begin.tzinfo)
        opens = max(midnight, stretch.begin)
        closes = min(midnight + timedelta(days=1), stretch.end.nominal)
        standing = desk.standing(index)
        ran = 0 if standing else _seconds(desk, opens, closes)
        seconds += ran
        if ran:
            yield desk.line(index, stretch.phase, Why.MINUTES, n + seconds // 60)
        else:
            yield desk.line(index, stretch.phase, standing)


def _seconds(desk: _Desk, opens: datetime, closes: datetime) -> int:
    if desk.readings.instant_clock == "business":
        # Up to the last moment of the day: 24:00 may lie past the end of the calendar.
        return office_seconds(opens, min(closes, opens.replace(hour=23, minute=59, second=59)), desk.calendar)
    return (closes - opens) // timedelta(seconds=1)


def _rolled(desk: _Desk, end: Reach, phase: Phase) -> Iterator[DayLine]:
    for index in range(end.nominal_index + 1, end.index + 1):
        yield desk.line(index, phase, Why.ROLLED if index == end.index else None)
