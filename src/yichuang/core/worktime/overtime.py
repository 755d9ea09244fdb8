"""Service beyond closing time for somebody who is still being served (延时服务, D1.13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from yichuang.core.worktime.calendar import SHANGHAI, WorkCalendar, local
from yichuang.core.worktime.opening import opening

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Overtime:
    """The closing moment that was passed, and the whole minutes served after it."""

    closed_at: datetime
    minutes: int


def overtime(calendar: WorkCalendar, begun: datetime, finished: datetime) -> Overtime | None:
    """How long something went on past the closing of the session in which it began (D1.13); None when it did not.

    Both ends of a session belong to it: what is accepted in its last second is still finished (C-07). Under a whole
    minute is none, and so is what ends after the hall has opened again, for nobody was being served in between.
    """
    closed_at = _closing_of(calendar, local(begun))
    if closed_at is None:
        return None
    shut = opening(calendar, closed_at)
    if shut.is_open:
        return overtime(calendar, closed_at, finished)
    minutes = (local(finished) - closed_at) // _MINUTE
    if minutes < 1 or shut.opens_at is None or finished >= shut.opens_at:
        return None
    return Overtime(closed_at, minutes)


def together(spans: Iterable[tuple[datetime, datetime]]) -> int:
    """Whole minutes that stretches of time cover; what two of them share counts once."""
    covered, reached = timedelta(), None
    for begins, ends in sorted(spans):
        fresh = begins if reached is None else max(begins, reached)
        if ends > fresh:
            covered += ends - fresh
        reached = ends if reached is None else max(ends, reached)
    return covered // _MINUTE


def _closing_of(calendar: WorkCalendar, moment: datetime) -> datetime | None:
    midnight = datetime(moment.year, moment.month, moment.day, tzinfo=SHANGHAI)
    for session in reversed(calendar.sessions_on(moment.date())):
        opens, closes = (midnight + timedelta(seconds=edge) for edge in (session.begins, session.ends))
        if opens <= moment <= closes:
            return closes
    return None
