"""Section 1: off post without leave, and slips for leave or going out that came too late (D2.1.2, D2.1.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from yichuang.core.detection.detection import Detection, Reason

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class SessionFact:
    """One working session (half a day) of one person at a window: when it began and ended, and what is known of him.

    present: spans in which he was there; covered: spans a slip, an official trip or the post's other handler covers;
    records: what shows that he was not there; after: the ref of the hall's session just before it, of the same person.
    """

    ref: str
    window: int
    person: int
    begins: datetime
    ends: datetime
    present: tuple[Span, ...]
    covered: tuple[Span, ...] = ()
    records: tuple[str, ...] = ()
    after: str = ""


# A stretch away within one session.
Gap = tuple[SessionFact, Span]


def off_post(sessions: Sequence[SessionFact], tolerance: timedelta) -> Iterator[Detection]:
    """1.2a and 1.2b (D2.1.2) of the sessions of one person at one window, in order: one for each uncovered absence.

    An absence runs on over a break between sessions. As long as one whole session or longer, it is so many half days
    and what is left over is not counted further (C-38); else it is one time when office time away is over `tolerance`.
    """
    for absence in _absences(sessions):
        whole = [fact for fact, gap in absence if gap == (fact.begins, fact.ends)]
        for fact in whole:
            said = (("begins", fact.begins), ("ends", fact.ends))
            yield Detection("1.2b", fact.ref, fact.window, fact.begins, Reason.OFF_POST_HALF_DAYS,
                            fact.records or (fact.ref,), said, fact.person)  # fmt: skip
        away = sum((ends - begins for _, (begins, ends) in absence), timedelta())
        if not whole and away > tolerance:
            yield _off_post(absence, away)


def _off_post(absence: Sequence[Gap], away: timedelta) -> Detection:
    (first, (begins, _)), (_, (_, ends)) = absence[0], absence[-1]
    said = (("begins", begins), ("ends", ends), ("minutes", away // timedelta(minutes=1)))
    records = tuple(dict.fromkeys(ref for fact, _ in absence for ref in fact.records)) or (first.ref,)
    return Detection("1.2a", f"{first.ref}/{begins.isoformat()}", first.window, begins, Reason.OFF_POST, records, said,
                     first.person)  # fmt: skip


def _absences(sessions: Sequence[SessionFact]) -> list[list[Gap]]:
    """The stretches away, each with the session it lies in; those that touch over a break belong together."""
    absences: list[list[Gap]] = []
    for fact in sessions:
        for gap in _gaps(fact):
            last = absences[-1][-1] if absences else None
            if last and fact.after == last[0].ref and gap[0] == fact.begins and last[1][1] == last[0].ends:
                absences[-1].append((fact, gap))
            else:
                absences.append([(fact, gap)])
    return absences


def _gaps(fact: SessionFact) -> list[Span]:
    """The stretches of the session in which he was neither present nor covered."""
    gaps, at = [], fact.begins
    for begins, ends in sorted((*fact.present, *fact.covered)):
        if begins > at:
            gaps.append((at, min(begins, fact.ends)))
        at = max(at, ends)
        if at >= fact.ends:
            return gaps
    return [*gaps, (at, fact.ends)]


@dataclass(frozen=True, slots=True)
class SlipFact:
    """A slip for leave or going out. approved_at: by who may approve it. first_day_back: of a slip made up later."""

    slip: str
    window: int
    person: int
    begins: datetime
    approved_at: datetime | None
    filed_on: date | None
    retro: bool = False
    explained: bool = False
    first_day_back: date | None = None


def late_slip(fact: SlipFact) -> Iterator[Detection]:
    """1.3 (D2.1.3): not approved before he left, nor made up with an explanation on the first day back."""
    if not fact.retro:
        if fact.approved_at is not None and fact.approved_at < fact.begins:
            return
        why = Reason.SLIP_LATE
    elif fact.filed_on is None or fact.first_day_back is None or fact.filed_on > fact.first_day_back:
        why = Reason.SLIP_NOT_MADE_UP
    elif not fact.explained:
        why = Reason.SLIP_UNEXPLAINED
    else:
        return
    yield Detection("1.3", fact.slip, fact.window, fact.begins, why, (fact.slip,), (("begins", fact.begins),),
                    fact.person, automatic=True)  # fmt: skip


def without_late_slips(sessions: Sequence[SessionFact], slips: Sequence[tuple[int, Span]]) -> list[SessionFact]:
    """Sessions whose spans under any slip, late ones too, count as covered: a late slip costs 1.3 only (C-08)."""
    return [
        replace(one, covered=(*one.covered, *(span for person, span in slips if person == one.person)))
        for one in sessions
    ]
