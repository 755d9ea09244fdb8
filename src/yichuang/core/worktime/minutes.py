"""Minutes: by the wall clock, and of office time only (C-07)."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from yichuang.core.sentences import N_
from yichuang.core.worktime.calendar import SHANGHAI, TOO_LATE, WorkCalendar, local
from yichuang.core.worktime.errors import ClockError

Spans = Sequence[tuple[int, int]]


def office_seconds(begin: datetime, end: datetime, calendar: WorkCalendar) -> int:
    """Return the whole seconds of office time between two aware moments; negative when `end` comes first."""
    return _position(local(end), calendar) - _position(local(begin), calendar)


def office_minutes(begin: datetime, end: datetime, calendar: WorkCalendar) -> int:
    """Return the complete minutes of office time between two aware moments, `begin` not after `end`."""
    seconds = _position(local(end), calendar) - _position(local(begin), calendar)
    if seconds < 0 or end < begin:
        said = N_("%(begin)s is after %(end)s; swap the two moments")
        raise ClockError("bad_interval", said, begin=begin.isoformat(), end=end.isoformat())
    return seconds // 60


def wall_end(moment: datetime, amount: int, calendar: WorkCalendar, gaps: Spans) -> datetime:
    """Return the moment by which `amount` minutes have run on the wall clock, days in gaps left out."""
    try:
        left = timedelta(minutes=amount)
        for first, last in gaps:
            opens, closes = _midnight(calendar, first), _midnight(calendar, last) + timedelta(days=1)
            if closes <= moment:
                continue
            if moment < opens:
                if moment + left <= opens:
                    break
                left -= opens - moment
            moment = closes
        return moment + left
    except OverflowError as error:
        raise ClockError("too_late", TOO_LATE, last=calendar.last) from error


def business_end(moment: datetime, amount: int, calendar: WorkCalendar, gaps: Spans) -> datetime:
    """Return the first moment by which `amount` office minutes have run, days in gaps left out.

    Reckoned in whole seconds: a fraction of the start's second is dropped.
    """
    opened = calendar.opened
    begin = _position(moment, calendar)
    goal = begin + 60 * amount
    for first, last in gaps:
        shut, reopened = opened[first], opened[last + 1]
        if reopened <= begin:
            continue
        if shut >= goal:
            break
        goal += reopened - max(shut, begin)
    if goal > opened[-1]:
        raise ClockError("too_late", TOO_LATE, last=calendar.last)
    index = bisect_left(opened, goal) - 1
    second = calendar.hours[index].second_at(goal - opened[index])
    return _midnight(calendar, index) + timedelta(seconds=second)


def _position(moment: datetime, calendar: WorkCalendar) -> int:
    # Office seconds from the start of the calendar to a moment in Shanghai time.
    index = calendar.index(moment)
    before = calendar.opened[index]
    if calendar.opened[index + 1] == before:
        return before
    hours = calendar.hours[index]
    minute = moment.hour * 60 + moment.minute
    return before + hours.elapsed[minute] + moment.second * hours.running[minute]


def _midnight(calendar: WorkCalendar, index: int) -> datetime:
    return datetime.combine(calendar.day(index), time(), SHANGHAI)
