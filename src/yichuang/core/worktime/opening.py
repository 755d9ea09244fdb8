"""Is the hall open, when does it open next, and which days off are near: what a notice at the door would say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yichuang.core.worktime.calendar import SHANGHAI, DayKind, DayMark, WorkCalendar, local
from yichuang.core.worktime.hours import Session


@dataclass(frozen=True, slots=True)
class Opening:
    """The hall at one moment: the day's mark and sessions (none on a day off).

    `closes_at` is set while the hall is open, `opens_at` (the next opening) while it is not; one of the two is None.
    """

    mark: DayMark
    sessions: tuple[Session, ...]
    closes_at: datetime | None
    opens_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Say whether the hall serves at this moment."""
        return self.closes_at is not None


@dataclass(frozen=True, slots=True)
class Closure:
    """Days off in a row under one name (a holiday), both ends in it."""

    name: str
    first: date
    last: date


def opening(calendar: WorkCalendar, now: datetime) -> Opening:
    """Say how the hall stands at an aware moment (D4.11.1, D4.11.2); ClockError outside the calendar.

    A session includes its first second and no longer its last.
    """
    moment = local(now)
    day = moment.date()
    sessions = calendar.sessions_on(day)
    for session in sessions:
        opens, closes = _at(day, session.begins), _at(day, session.ends)
        if opens <= moment < closes:
            return Opening(calendar.mark(day), sessions, closes, None)
    later = [_at(day, session.begins) for session in sessions if _at(day, session.begins) > moment]
    return Opening(calendar.mark(day), sessions, None, later[0] if later else _next_morning(calendar, day))


def closing_of(calendar: WorkCalendar, moment: datetime) -> datetime:
    """Return the end of the working day a moment belongs to; after closing or on a day off, of the next one."""
    at = local(moment)
    index = calendar.index(at)
    first = calendar.nth_index(index - 1, 1)
    return calendar.closing[first if at <= calendar.closing[first] else calendar.nth_index(first, 1)]


def first_day_back(calendar: WorkCalendar, ends: datetime) -> date:
    """Return the day an absence that ended then gives way to work (上班之日): the same one while it is still worked."""
    at = local(ends)
    first = calendar.nth_index(calendar.index(at) - 1, 1)
    return calendar.day(first if at < calendar.closing[first] else calendar.nth_index(first, 1))


def sessions_between(calendar: WorkCalendar, begins: datetime, ends: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the beginning and end of every office session that overlaps a stretch of time, in order."""
    day, last = local(begins).date(), local(ends).date()
    while day <= last:
        for session in calendar.sessions_on(day):
            opens, closes = _at(day, session.begins), _at(day, session.ends)
            if opens < ends and closes > begins:
                yield opens, closes
        day += timedelta(days=1)


def closures(calendar: WorkCalendar, day: date, *, within: int) -> tuple[Closure, ...]:
    """List the holidays that begin, or still run, within so many days from a day on, each with its whole length."""
    found: list[Closure] = []
    for offset in range(within + 1):
        holiday = day + timedelta(days=offset)
        mark = calendar.mark(holiday)
        if mark.kind is DayKind.HOLIDAY and not (found and holiday <= found[-1].last):
            found.append(_whole(calendar, holiday, mark.name))
    return tuple(found)


def make_ups(calendar: WorkCalendar, day: date, *, within: int) -> tuple[date, ...]:
    """List the weekend days worked in exchange for a holiday, within so many days from a day on."""
    days = [day + timedelta(days=offset) for offset in range(within + 1)]
    return tuple(one for one in days if calendar.mark(one).kind is DayKind.MAKE_UP)


def _whole(calendar: WorkCalendar, holiday: date, name: str) -> Closure:
    first = last = holiday
    while _same(calendar, first - timedelta(days=1), name):
        first -= timedelta(days=1)
    while _same(calendar, last + timedelta(days=1), name):
        last += timedelta(days=1)
    return Closure(name, first, last)


def _same(calendar: WorkCalendar, day: date, name: str) -> bool:
    if not calendar.first <= day <= calendar.last:
        return False
    mark = calendar.mark(day)
    return mark.kind is DayKind.HOLIDAY and mark.name == name


def _next_morning(calendar: WorkCalendar, day: date) -> datetime:
    opens = calendar.nth_after(day, 1)
    return _at(opens, calendar.sessions_on(opens)[0].begins)


def _at(day: date, seconds: int) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + timedelta(seconds=seconds)
