"""Day by day through a quarter: people come, are called and served; cases go through their stages."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from random import Random

from yichuang.apps.assessments.detecting import look_through
from yichuang.apps.assessments.quarters import before, quarter_at, quarter_of, span_of
from yichuang.apps.audit import batch
from yichuang.apps.organization.models import Hall
from yichuang.config.demo import bookings
from yichuang.config.demo.above import Above
from yichuang.config.demo.casework import Casework
from yichuang.config.demo.clock import add_clock
from yichuang.config.demo.contest import add_contest, add_year
from yichuang.config.demo.findings import add_findings
from yichuang.config.demo.keeping import Keeping
from yichuang.config.demo.lights import Lights
from yichuang.config.demo.others import Others
from yichuang.config.demo.presence import Presence
from yichuang.config.demo.rulebooks import add_draft
from yichuang.config.demo.scans import add_scans
from yichuang.config.demo.sheets import add_sheets
from yichuang.config.demo.visits import Visits
from yichuang.core.worktime import SHANGHAI, WorkCalendar
from yichuang.rulebook.worktime import load_calendar

DAYS = 91
VISITS = 2100
# Any fixed number will do; this one is the date of the assessment document.
SEED = 20171201
Act = Callable[[datetime], None]


@dataclass
class Diary:
    """What happens when; acts may put later acts into it."""

    _waiting: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)

    def at(self, moment: datetime, act: Act) -> None:
        heapq.heappush(self._waiting, (moment, next(self._order), act))

    def until(self, moment: datetime) -> Iterator[tuple[datetime, Act]]:
        while self._waiting and self._waiting[0][0] < moment:
            at, _, act = heapq.heappop(self._waiting)
            yield at, act


@dataclass
class Quarter:
    """What came of it, for the console."""

    first: date
    last: date
    visits: int = 0
    cases: int = 0
    ratings: int = 0
    scans: int = 0
    findings: int = 0


def live(hall: Hall, *, now: datetime, tell: Callable[[str], None]) -> Quarter:
    """Lives the 91 days before `now` through the real commands; one transaction a day. Says each week done."""
    dice, diary, calendar = Random(SEED), Diary(), load_calendar(hall.slug)  # noqa: S311 - a sample, not a secret
    last = now.astimezone(SHANGHAI).date()
    quarter = Quarter(last - timedelta(days=DAYS), last)
    casework = Casework(hall, dice, diary, calendar, quarter)
    visits, lights = Visits(hall, dice, diary, casework, quarter), Lights(hall, Random(SEED))  # noqa: S311
    for moment, act in Above(hall, last).plan():
        diary.at(moment, act)
    diary.at(_midnight(last - timedelta(days=9)) + timedelta(hours=15), casework.money.found)
    look = _looking(hall, quarter)
    diary.at(span_of(quarter_of(quarter.first))[1], look)
    days = [day for day in _days(quarter) if calendar.is_working(day)]
    Others(hall, diary, quarter, days, SEED)
    for moment, act in Presence(hall, calendar, days).plan():
        diary.at(moment, act)
    Keeping(hall, diary, days)
    for index, day in enumerate(days):
        crowd = VISITS // len(days) + (index < VISITS % len(days))
        for moment in sorted(_moments(calendar, day, crowd, dice)):
            diary.at(moment, visits.arrive)
        diary.at(_closing(calendar, day), lights.evening)
        with batch():
            for at, act in diary.until(min(_midnight(day + timedelta(days=1)), now)):
                act(at)
            visits.close(min(_midnight(day + timedelta(days=1)), now))
        if index % 5 == 4:
            tell(f"{day}: {quarter.visits} visits, {quarter.cases} cases, {quarter.ratings} ratings")
    quarter.scans = add_scans(hall, now=now)
    quarter.cases += add_clock(hall, now=now)
    bookings.lived(hall, now)
    look(now)
    add_sheets(hall, now=now)
    add_findings(hall, now=now)
    add_contest(hall, now=now)
    add_year(hall, now=now)
    add_draft(hall, now=now)
    return quarter


def _looking(hall: Hall, quarter: Quarter) -> Act:
    """Looks through the records of the calendar quarter that runs then, and of the one before it."""

    def look(at: datetime) -> None:
        running = quarter_at(at)
        quarter.findings += sum(look_through(hall, one, at).added for one in (before(running), running))

    return look


def _days(quarter: Quarter) -> Iterator[date]:
    day = quarter.first
    while day <= quarter.last:
        yield day
        day += timedelta(days=1)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)


def _closing(calendar: WorkCalendar, day: date) -> datetime:
    """Ten minutes before the hall closes."""
    return datetime.combine(day, calendar.sessions_on(day)[-1].closes, SHANGHAI) - timedelta(minutes=10)


def _moments(calendar: WorkCalendar, day: date, crowd: int, dice: Random) -> Iterator[datetime]:
    """Arrivals within the day's sessions, more in the morning, none in the last twenty minutes."""
    sessions = calendar.sessions_on(day)
    for _ in range(crowd):
        session = sessions[0] if dice.random() < 0.6 else sessions[-1]
        opens, closes = (datetime.combine(day, edge, SHANGHAI) for edge in (session.opens, session.closes))
        span = int((closes - opens).total_seconds()) - 1200
        yield opens + timedelta(seconds=dice.randrange(span))
