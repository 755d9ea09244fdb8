"""Section 5: instant handled as promised, past the limit, marked finished though it was not (D2.5.1 to D2.5.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from yichuang.core.detection.detection import Detection, Reason

INSTANT, PROMISED = "instant", "promised"


@dataclass(frozen=True, slots=True)
class KindFact:
    """An accepted case: the kind its item has, the kind it was handled as, and the recorded reason for that."""

    case: str
    number: str
    window: int
    handler: int | None
    accepted_at: datetime
    item_kind: str
    kind: str
    why: str = ""


def instant_as_promised(fact: KindFact) -> Iterator[Detection]:
    """5.1 (D2.5.1): proved by the records when no reason was written down; with one, for the assessor to weigh."""
    if (fact.item_kind, fact.kind) != (INSTANT, PROMISED):
        return
    yield Detection(
        "5.1", f"{fact.case}/kind", fact.window, fact.accepted_at,
        Reason.INSTANT_WITH_REASON if fact.why else Reason.INSTANT_AS_PROMISED, (fact.case,),
        (("number", fact.number), ("why", fact.why)), person=fact.handler, automatic=not fact.why,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """The first sending up of a case: the hall's own limit at that moment, and when the last answer came back."""

    local_due_at: datetime
    at: datetime
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DueFact:
    """A case with the due time in force, extensions included. `standing`: its clock stands, nothing can be missed."""

    case: str
    number: str
    window: int
    handler: int | None
    due_at: datetime
    ended_at: datetime | None
    standing: bool = False
    sent: Sent | None = None


def past_due(fact: DueFact, now: datetime) -> Iterator[Detection]:
    """5.2 (D2.5.2): ended after the due time, or open and past it; once a case, at its due time (C-08).

    At exactly the due time a case is on time. One that was sent up in time kept the hall's own limit (D4.7.1); what
    the upper body is late with is not the window's.
    """
    sent = fact.sent
    if sent is not None and sent.at > sent.local_due_at:
        yield _late(fact, sent.local_due_at, Reason.SENT_UP_LATE, sent.at)
    elif sent is not None and (sent.back_at is None or sent.back_at > fact.due_at):
        return
    elif fact.ended_at is not None:
        if fact.ended_at > fact.due_at:
            yield _late(fact, fact.due_at, Reason.ENDED_LATE, fact.ended_at)
    elif now > fact.due_at and not fact.standing:
        yield _late(fact, fact.due_at, Reason.STILL_OPEN)


def _late(fact: DueFact, due: datetime, why: Reason, met: datetime | None = None) -> Detection:
    said = (("number", fact.number), ("due", due), *([("met", met)] if met is not None else []))
    return Detection("5.2", fact.case, fact.window, due, why, (fact.case,), said, person=fact.handler, automatic=True)


@dataclass(frozen=True, slots=True)
class CompletionFact:
    """A completed case and what speaks against its completion; `undone` names a reopening or verified complaint.

    late_parts: departments whose part of a joint case was finished after the case was marked finished, or is not yet.
    """

    case: str
    number: str
    window: int
    handler: int | None
    ended_at: datetime
    reopened_undone: bool = False
    complaint: str = ""
    late_parts: tuple[str, ...] = ()


def closed_but_not_done(fact: CompletionFact) -> Iterator[Detection]:
    """5.3 (D2.5.3): a proposal. The fact is the case, as for 5.2, so that only this one counts when confirmed."""
    if fact.reopened_undone:
        why, proofs = Reason.REOPENED_UNDONE, (fact.case,)
    elif fact.complaint:
        why, proofs = Reason.COMPLAINT_UNDONE, (fact.case, fact.complaint)
    elif fact.late_parts:
        why, proofs = Reason.PART_AFTER_COMPLETION, (fact.case,)
    else:
        return
    said = (("number", fact.number), ("ended", fact.ended_at), ("parts", "、".join(fact.late_parts)))
    yield Detection("5.3", fact.case, fact.window, fact.ended_at, why, proofs, said, person=fact.handler)
