"""Office hours by season, with a midday break (D4.11.2, C-31)."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from itertools import pairwise

from yichuang.core.sentences import N_
from yichuang.core.worktime.errors import ClockError

MINUTES_A_DAY = 24 * 60
# 2024 has all 366 days.
_LEAP_YEAR = tuple(date.fromordinal(date(2024, 1, 1).toordinal() + n) for n in range(366))


@dataclass(frozen=True, slots=True)
class Session:
    """One unbroken stretch of office time; both ends on whole minutes of the same day."""

    opens: time
    closes: time

    @property
    def begins(self) -> int:
        """Seconds from midnight to opening."""
        return self.opens.hour * 3600 + self.opens.minute * 60

    @property
    def ends(self) -> int:
        """Seconds from midnight to closing."""
        return self.closes.hour * 3600 + self.closes.minute * 60


@dataclass(frozen=True)
class DayHours:
    """The sessions of one kind of day, with tables that answer for any moment of it at once."""

    sessions: tuple[Session, ...]

    def __post_init__(self) -> None:
        """Refuse sessions that are empty, out of order, overlapping or not on whole minutes."""
        edges = [edge for session in self.sessions for edge in (session.opens, session.closes)]
        exact = all(edge.second == 0 and edge.microsecond == 0 for edge in edges)
        rising = all(before < after for before, after in pairwise(edges))
        touching = all(before.closes <= after.opens for before, after in pairwise(self.sessions))
        if not self.sessions or not exact or not rising or not touching:
            raise ClockError("bad_hours", N_("sessions must be given in order, apart, and on whole minutes"))

    @cached_property
    def total(self) -> int:
        """Office seconds in a whole day."""
        return sum(session.ends - session.begins for session in self.sessions)

    @cached_property
    def closing(self) -> time:
        """When the last session ends."""
        return self.sessions[-1].closes

    @cached_property
    def running(self) -> tuple[int, ...]:
        """For each minute of the day, 1 while office time runs, else 0."""
        spans = [range(session.begins // 60, session.ends // 60) for session in self.sessions]
        return tuple(int(any(minute in span for span in spans)) for minute in range(MINUTES_A_DAY))

    @cached_property
    def elapsed(self) -> tuple[int, ...]:
        """For each minute of the day, office seconds that ran before it."""
        table, total = [], 0
        for running in self.running:
            table.append(total)
            total += 60 * running
        return tuple(table)

    def second_at(self, office_seconds: int) -> int:
        """Return the first second of the day by which so many office seconds (1..total) have run."""
        for session in self.sessions:
            length = session.ends - session.begins
            if office_seconds <= length:
                return session.begins + office_seconds
            office_seconds -= length
        raise ClockError("bad_hours", N_("the day has fewer office seconds than asked for"))


@dataclass(frozen=True, slots=True)
class Season:
    """A stretch of the year, both ends in it, as (month, day); it may run over New Year."""

    name: str
    begins: tuple[int, int]
    ends: tuple[int, int]
    hours: DayHours
    source: str

    def covers(self, day: date) -> bool:
        """Say whether the day lies in the season."""
        key = (day.month, day.day)
        if self.begins <= self.ends:
            return self.begins <= key <= self.ends
        return key >= self.begins or key <= self.ends


@dataclass(frozen=True, slots=True)
class Schedule:
    """The seasons of a year, in force from a date on."""

    effective: date
    seasons: tuple[Season, ...]

    def __post_init__(self) -> None:
        """Refuse a schedule that leaves a day out or gives it twice."""
        for day in _LEAP_YEAR:
            found = sum(season.covers(day) for season in self.seasons)
            if found != 1:
                said = N_("%(day)s lies in %(found)s seasons instead of one")
                raise ClockError("bad_hours", said, day=f"{day:%m-%d}", found=found)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Every schedule of a hall; a day is judged by the one in force on it."""

    schedules: tuple[Schedule, ...]

    def season_of(self, day: date) -> Season:
        """Return the season of a day; ClockError before the first schedule."""
        return next(season for season in self._in_force(day).seasons if season.covers(day))

    def _in_force(self, day: date) -> Schedule:
        schedule = max((s for s in self.schedules if s.effective <= day), key=lambda s: s.effective, default=None)
        if schedule is None:
            raise ClockError("no_hours", N_("no office hours are in force on %(day)s"), day=day)
        return schedule

    def hours_of(self, days: Iterable[date]) -> list[DayHours]:
        """Return `season_of(day).hours` of each day; decades are laid out at every start, so it looks them up."""
        begins = sorted({schedule.effective for schedule in self.schedules})
        years = [_by_day(self._in_force(day)) for day in begins]
        found = []
        for day in days:
            place = bisect_right(begins, day)
            found.append(years[place - 1][day.month, day.day] if place else self.season_of(day).hours)
        return found

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """Return the sessions a working day on this date has; whether it is one, the calendar says."""
        return self.season_of(day).hours.sessions


def _by_day(schedule: Schedule) -> dict[tuple[int, int], DayHours]:
    found = ((day, next(season for season in schedule.seasons if season.covers(day))) for day in _LEAP_YEAR)
    return {(day.month, day.day): season.hours for day, season in found}
