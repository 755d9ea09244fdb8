"""Days on which the clock stands still: special steps with a legal basis, and pauses where the reading allows them."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from yichuang.core.sentences import N_
from yichuang.core.worktime.calendar import WorkCalendar
from yichuang.core.worktime.errors import ClockError

Interval = tuple[date, date]
_ONE_DAY = timedelta(days=1)


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Stretches of day indices, both ends in them, in order and apart; `excluded` are those of special steps alone."""

    spans: tuple[Span, ...] = ()
    excluded: tuple[Span, ...] = ()

    def covers(self, index: int) -> bool:
        """Say whether the clock stands still on a day."""
        return _holds(self.spans, index)

    def excludes(self, index: int) -> bool:
        """Say whether a special step (not a mere pause) covers a day."""
        return _holds(self.excluded, index)


NO_GAPS = Gaps()


def find_gaps(calendar: WorkCalendar, excluded: Iterable[Interval], paused: Iterable[Interval]) -> Gaps:
    """Merge excluded intervals (both ends in) and pauses into gaps.

    A pause is (asked for, supplied): the day of asking has run and is not lost, the day of supply is the last one
    that does not count, so supplied − asked days are added (T4b). What lies outside the calendar is cut off.
    """
    steps = tuple(excluded)
    pauses = tuple((asked + _ONE_DAY, supplied) for asked, supplied in paused if _ordered(asked, supplied) != supplied)
    for first, last in steps:
        _ordered(first, last)
    special = _merged(calendar, steps)
    return Gaps(_merged(calendar, steps + pauses) if pauses else special, special)


def _merged(calendar: WorkCalendar, intervals: tuple[Interval, ...]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for first, last in sorted(intervals):
        begin = max(first.toordinal() - calendar.origin, 0)
        end = min(last.toordinal() - calendar.origin, calendar.length - 1)
        if end < begin:
            continue
        if spans and begin <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
    return tuple(spans)


def _holds(spans: tuple[Span, ...], index: int) -> bool:
    place = bisect_right(spans, index, key=_first) - 1
    return place >= 0 and spans[place][1] >= index


def _first(span: Span) -> int:
    return span[0]


def _ordered(first: date, last: date) -> date:
    if last < first:
        said = N_("the interval %(first)s to %(last)s ends before it begins; swap the two dates")
        raise ClockError("bad_interval", said, first=first, last=last)
    return first
