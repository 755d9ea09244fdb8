"""Which days are worked, held as prefix tables so that no answer needs a walk over days (D4.11.1, D4.11.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from itertools import accumulate

from yichuang.core.sentences import N_
from yichuang.core.worktime.errors import ClockError
from yichuang.core.worktime.hours import DayHours, OfficeHours, Session

# China keeps one zone without summer time; the summer times of 1986–1991 lie before every calendar of a hall.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
_SATURDAY = 5
TOO_LATE = N_("the result lies after %(last)s, the end of the calendar")


class DayKind(StrEnum):
    """What the calendar says of a day."""

    WORKING = "working"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


_OPEN = (DayKind.WORKING, DayKind.MAKE_UP)


@dataclass(frozen=True, slots=True)
class DayMark:
    """Why a day is what it is: kind, name of the holiday, number of the notice or clause."""

    kind: DayKind
    name: str
    source: str


_ORDINARY = DayMark(DayKind.WORKING, "", "D4.11.1")
_WEEKEND = DayMark(DayKind.WEEKEND, "", "D4.11.1")


@dataclass(frozen=True, slots=True, eq=False)
class WorkCalendar:
    """Working days and office time from `first` to `last`; build it with `WorkCalendar.build`.

    Days are kept by index (0 is `first`). `worked[i]` and `opened[i]` count the working days and office seconds
    before day i; `working` lists the indices of the working days; `closing[i]` is the closing moment of day i.
    """

    first: date
    last: date
    origin: int
    length: int
    unpublished: int
    marks: Mapping[date, DayMark]
    worked: list[int]
    working: list[int]
    opened: list[int]
    hours: list[DayHours]
    closing: list[datetime]

    @classmethod
    def build(
        cls,
        first: date,
        last: date,
        hours: OfficeHours,
        published: Mapping[int, Mapping[date, DayMark]],
        statutory: Mapping[date, DayMark],
    ) -> "WorkCalendar":
        """Lay out the tables.

        `published` gives, for each year with a notice, the days it moves (some may lie in a neighbouring year);
        `statutory` gives the holidays of the law and is used only in years without a notice. Such years, and every
        day after the first of them, are provisional.
        """
        marks = _merge(published, statutory)
        days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
        tables = hours.hours_of(days)
        is_open = [_mark(marks, day).kind in _OPEN for day in days]
        unpublished = next((i for i, day in enumerate(days) if day.year not in published), len(days))
        worked = list(accumulate(is_open, initial=0))
        working = [i for i, opens in enumerate(is_open) if opens]
        opened = list(accumulate((t.total * opens for t, opens in zip(tables, is_open, strict=True)), initial=0))
        closing = [datetime.combine(day, table.closing, SHANGHAI) for day, table in zip(days, tables, strict=True)]
        origin, length = first.toordinal(), len(days)
        return cls(first, last, origin, length, unpublished, marks, worked, working, opened, tables, closing)

    def index(self, day: date) -> int:
        """Return the index of a day (or of a moment's day, taken as it is written); ClockError outside the calendar."""
        index = day.toordinal() - self.origin
        if index < 0:
            raise ClockError("too_early", N_("the calendar begins on %(first)s; %(day)s is before it"),
                             first=self.first, day=_day(day))  # fmt: skip
        if index >= self.length:
            raise ClockError("too_late", N_("the calendar ends on %(last)s; %(day)s is after it"),
                             last=self.last, day=_day(day))  # fmt: skip
        return index

    def day(self, index: int) -> date:
        """Return the day at an index."""
        return date.fromordinal(self.origin + index)

    def mark(self, day: date) -> DayMark:
        """Say what a day is and on what ground."""
        self.index(day)
        return _mark(self.marks, day)

    def is_working(self, day: date) -> bool:
        """Say whether the hall is open on a day (D4.11.1, D4.11.2)."""
        index = self.index(day)
        return self.worked[index + 1] > self.worked[index]

    def is_provisional(self, day: date) -> bool:
        """Say whether the day lies beyond the last year whose holiday notice is known."""
        return self.index(day) >= self.unpublished

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """Return the office sessions of a day, none on a day off."""
        return self.hours[self.index(day)].sessions if self.is_working(day) else ()

    def nth_after(self, day: date, n: int) -> date:
        """Return the n-th working day after a day (n ≥ 1); ClockError past the end of the calendar."""
        return self.day(self.nth_index(self.index(day), n))

    def nth_index(self, index: int, n: int) -> int:
        """Return the index of the n-th working day after day `index` (-1: from the first day on)."""
        place = self.worked[index + 1] + n - 1
        if place >= len(self.working):
            raise ClockError("too_late", TOO_LATE, last=self.last)
        return self.working[place]

    def day_index(self, index: int, n: int) -> int:
        """Return the index n calendar days after day `index`."""
        if index + n >= self.length:
            raise ClockError("too_late", TOO_LATE, last=self.last)
        return index + n


def local(moment: datetime) -> datetime:
    """Return an aware moment in Shanghai time; ClockError for a naive one, whose place is not known."""
    if moment.tzinfo is SHANGHAI:
        return moment
    if moment.utcoffset() is None:
        raise ClockError("naive", N_("%(moment)s has no time zone; give one, for example +08:00"),
                         moment=moment.isoformat())  # fmt: skip
    return moment.astimezone(SHANGHAI)


def _merge(published: Mapping[int, Mapping[date, DayMark]], statutory: Mapping[date, DayMark]) -> dict[date, DayMark]:
    # A notice may name days of the year before or after its own; it beats the law there too.
    marks = {day: mark for day, mark in statutory.items() if day.year not in published}
    for year in sorted(published):
        marks.update(published[year])
    return marks


def _mark(marks: Mapping[date, DayMark], day: date) -> DayMark:
    return marks.get(day) or (_WEEKEND if day.weekday() >= _SATURDAY else _ORDINARY)


def _day(day: date) -> str:
    return day.isoformat()[:10]
