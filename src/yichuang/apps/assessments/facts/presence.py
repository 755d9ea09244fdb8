"""Facts on posts left without leave and on slips that came late (D2.1.2, D2.1.3); two queries for all of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from yichuang.apps.assessments.facts.period import Period, local_day
from yichuang.apps.attendance.models import Slip
from yichuang.apps.attendance.queries import day_back, off_posts_between, slips_between
from yichuang.core.detection import SessionFact, SlipFact, without_late_slips
from yichuang.core.worktime import SHANGHAI, WorkCalendar
from yichuang.core.worktime.opening import sessions_between
from yichuang.rulebook.worktime import load_calendar, load_limits

_Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Presence:
    """The sessions of each person at each window in which somebody was noted away, in order; and the slips."""

    sessions: tuple[tuple[SessionFact, ...], ...]
    slips: tuple[SlipFact, ...]


@dataclass(frozen=True)
class _Away:
    """A stretch somebody was not there, and what shows it."""

    window: int
    person: int
    begins: datetime
    ends: datetime
    record: str


def presence(period: Period) -> Presence:
    """Absences and slips that touch the period.

    Away is who was noted so, or says so himself in a slip made up and refused. A slip that stands covers its time up
    to the return, whether it was in time or not: a late one costs 1.3 only (C-08).
    """
    noted = list(_noted(period))
    since = min([period.begin, *(one.begins for one in noted)])
    until = max([period.end, *(one.ends for one in noted)])
    slips = list(slips_between(period.hall, since, until))
    for one in slips:
        one.hall = period.hall
    standing = [one for one in slips if one.state != Slip.State.REFUSED]
    away = [*noted, *_refused(slips)]
    covering = [(one.person_id, (one.begins, min(one.ends, one.returned_at or one.ends))) for one in standing]
    calendar = load_calendar(period.hall.slug)
    sessions = (without_late_slips(list(_sessions(calendar, spans)), covering) for spans in _by_post(away).values())
    return Presence(tuple(map(tuple, sessions)), tuple(_slip_facts(standing, period.now)))


def tolerance(period: Period) -> timedelta:
    """From how long on an absence is proposed, by the rule in force when the period began (rules/limits/detection)."""
    limit = load_limits(period.begin.date())["detection.off_post"].limit
    return timedelta(minutes=limit.amount if limit else 0)


def _noted(period: Period) -> Iterator[_Away]:
    """What was noted and stands. While nobody has seen him back, no more is known than up to when it was noted."""
    for one in off_posts_between(period.hall, period.begin, period.end):
        until = one.until or one.at
        if until > one.begins:
            yield _Away(one.window_id, one.person_id, one.begins, until, one.ref)


def _refused(slips: Iterable[Slip]) -> Iterator[_Away]:
    for one in slips:
        if one.state == Slip.State.REFUSED and one.window_id is not None:
            yield _Away(one.window_id, one.person_id, one.begins, min(one.ends, one.decided_at or one.ends), one.ref)


def _by_post(away: Iterable[_Away]) -> Mapping[tuple[int, int], list[_Away]]:
    found: dict[tuple[int, int], list[_Away]] = {}
    for one in away:
        found.setdefault((one.person, one.window), []).append(one)
    return found


def _sessions(calendar: WorkCalendar, away: list[_Away]) -> Iterator[SessionFact]:
    """The sessions from the first absence of a person at a window to the last, each less the time he was away."""
    first, last = min(one.begins for one in away), max(one.ends for one in away)
    before = ""
    for begins, ends in sessions_between(calendar, first, last):
        here = [one for one in away if one.begins < ends and one.ends > begins]
        ref = f"staff:{away[0].person}/{begins.astimezone(SHANGHAI):%Y-%m-%dT%H:%M}"
        if here:
            present = tuple(_rest((begins, ends), [(one.begins, one.ends) for one in here]))
            yield SessionFact(ref, away[0].window, away[0].person, begins, ends, present,
                              records=tuple(one.record for one in here), after=before)  # fmt: skip
        before = ref


def _rest(session: _Span, away: Iterable[_Span]) -> Iterator[_Span]:
    """What is left of a session without some stretches of it."""
    at, ends = session
    for gone, back in sorted(away):
        if gone > at:
            yield at, gone
        at = max(at, back)
    if at < ends:
        yield at, ends


def _slip_facts(slips: Iterable[Slip], now: datetime) -> Iterator[SlipFact]:
    """Slips of people at a window. One nobody decided on in time is late once the day to make it up is over.

    A slip and the one that makes it up are one fact.
    """
    for one in slips:
        if one.window_id is None or (not one.retro and one.state == Slip.State.WAITING and not _over(one, now)):
            continue
        yield SlipFact(
            f"slip:{one.makes_up_id or one.pk}", one.window_id, one.person_id, one.begins,
            one.decided_at if one.state == Slip.State.APPROVED else None, local_day(one.filed_at), one.retro,
            bool(one.explanation), day_back(one),
        )  # fmt: skip


def _over(slip: Slip, now: datetime) -> bool:
    return local_day(now) > day_back(slip)
