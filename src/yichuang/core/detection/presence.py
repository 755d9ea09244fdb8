"""Section 1: off post without leave, and slips for leave or going out that came too late (D2.1.2, D2.1.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yichuang.core.detection.detection import Detection, Reason

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class SessionFact:
    """One working session (half a day) of one person at a window: when it began and ended, and what is known of him.

    present: spans in which he was there; covered: spans a slip, an official trip or the post's other handler covers.
    """

    ref: str
    window: int
    person: int
    begins: datetime
    ends: datetime
    present: tuple[Span, ...]
    covered: tuple[Span, ...] = ()


def off_post(fact: SessionFact, tolerance: timedelta) -> Iterator[Detection]:
    """1.2a (D2.1.2): away within a session for longer than `tolerance`, uncovered; one for each stretch."""
    if _gone_all_session(fact):
        return
    for begins, ends in _gaps(fact):
        if ends - begins > tolerance:
            said = (("begins", begins), ("ends", ends), ("minutes", (ends - begins) // timedelta(minutes=1)))
            yield Detection("1.2a", f"{fact.ref}/{begins.isoformat()}", fact.window, begins, Reason.OFF_POST,
                            (fact.ref,), said, fact.person)  # fmt: skip


def off_post_half_days(fact: SessionFact) -> Iterator[Detection]:
    """1.2b (D2.1.2): away for a whole session, uncovered: half a day. Takes the place of 1.2a for that span."""
    if _gone_all_session(fact):
        said = (("begins", fact.begins), ("ends", fact.ends))
        yield Detection("1.2b", fact.ref, fact.window, fact.begins, Reason.OFF_POST_HALF_DAYS,
                        (fact.ref,), said, fact.person)  # fmt: skip


def _gone_all_session(fact: SessionFact) -> bool:
    return _gaps(fact) == [(fact.begins, fact.ends)]


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
        SessionFact(one.ref, one.window, one.person, one.begins, one.ends, one.present,
                    (*one.covered, *(span for person, span in slips if person == one.person)))
        for one in sessions
    ]  # fmt: skip
