"""Which times a citizen may book: the sessions of open days cut into slots, less what is gone or full (D3.3.1)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Protocol

EVERY_DAY = frozenset(range(7))


class Session(Protocol):
    """One unbroken stretch of office time."""

    @property
    def opens(self) -> time: ...

    @property
    def closes(self) -> time: ...


@dataclass(frozen=True, slots=True)
class SlotRules:
    """A hall's own settings for one window: length of a slot, places in it, days ahead, Monday being weekday 0.

    A slot is offered until `lead_minutes` before it begins.
    """

    minutes: int
    quota: int
    days_ahead: int
    lead_minutes: int = 0
    weekdays: frozenset[int] = EVERY_DAY

    def __post_init__(self) -> None:
        if self.minutes < 1 or self.quota < 1:
            raise ValueError("a slot lasts at least a minute and has at least one place")
        if self.days_ahead < 0 or self.lead_minutes < 0:
            raise ValueError("days ahead and lead must not be negative")


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that can be booked; both ends are aware."""

    starts: datetime
    ends: datetime
    quota: int
    taken: int

    @property
    def free(self) -> int:
        return max(0, self.quota - self.taken)


def slots(
    sessions_on: Callable[[date], Iterable[Session]],
    rules: SlotRules,
    *,
    now: datetime,
    zone: tzinfo,
    taken: Mapping[datetime, int],
) -> tuple[Slot, ...]:
    """Every slot from now on, the full ones too, earliest first.

    `sessions_on` gives the office sessions of a day, none on a day off; no slot reaches over the end of a session,
    so none lies in the midday break. `taken` counts the places given away by the beginning of their slot.
    """
    first, earliest = now.astimezone(zone).date(), now + timedelta(minutes=rules.lead_minutes)
    days = (first + timedelta(days=offset) for offset in range(rules.days_ahead + 1))
    open_days = (day for day in days if day.weekday() in rules.weekdays)
    cut = (part for day in open_days for session in sessions_on(day) for part in _cut(day, session, rules, zone))
    return tuple(Slot(*part, rules.quota, taken.get(part[0], 0)) for part in cut if part[0] >= earliest)


def _cut(day: date, session: Session, rules: SlotRules, zone: tzinfo) -> Iterator[tuple[datetime, datetime]]:
    length = timedelta(minutes=rules.minutes)
    starts, closes = (datetime.combine(day, edge, zone) for edge in (session.opens, session.closes))
    while starts + length <= closes:
        yield starts, starts + length
        starts += length
