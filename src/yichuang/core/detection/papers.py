"""Sections 2 and 3: what a citizen was told to bring or why he was turned away, at once, whole and in writing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.core.detection.detection import Detection, Reason


@dataclass(frozen=True, slots=True)
class ListFact:
    """One list of what is still needed: the how-manieth of its case, and the paper that went out with it.

    lacking: materials found missing or unfit when it was made, as far as that is recorded; listed: those it names.
    `day` and `paper_on` are days in the hall's time; paper "" when none was issued. `cause`: why it was made later
    than the first.
    """

    case: str
    number: str
    window: int
    by: int | None
    at: datetime
    day: date
    place: int
    listed: frozenset[str]
    lacking: frozenset[str] = frozenset()
    paper: str = ""
    paper_on: date | None = None
    cause: str = ""


def second_list(fact: ListFact) -> Iterator[Detection]:
    """2.3 (D2.2.3): each list after the first, a proposal. Has the fact of 3.2, which goes before it (C-08)."""
    if fact.place > 1:
        said = (("number", fact.number), ("place", fact.place), ("cause", fact.cause))
        yield Detection("2.3", _list(fact), fact.window, fact.at, Reason.SECOND_LIST, _proofs(fact), said, fact.by)


def no_complete_list(fact: ListFact) -> Iterator[Detection]:
    """3.2 (D2.3.2): no list on paper, one issued on a later day, or one that leaves out what was lacking."""
    left_out = sorted(fact.lacking - fact.listed)
    if not fact.paper or fact.paper_on is None:
        why = Reason.NO_LIST
    elif fact.paper_on > fact.day:
        why = Reason.LIST_LATE
    elif left_out:
        why = Reason.LIST_INCOMPLETE
    else:
        return
    said = (("number", fact.number), ("place", fact.place), ("left_out", "、".join(left_out)))
    yield Detection("3.2", _list(fact), fact.window, fact.at, why, _proofs(fact), said, fact.by)


def _list(fact: ListFact) -> str:
    return f"{fact.case}/list:{fact.place}"


def _proofs(fact: ListFact) -> tuple[str, ...]:
    return (fact.case, fact.paper) if fact.paper else (fact.case,)


@dataclass(frozen=True, slots=True)
class ReturnFact:
    """An application that was returned: its written reason, and whether every required paper had been marked present.

    complete: None when nothing is recorded of its papers. for_papers: whether it went back for want of a paper.
    """

    case: str
    number: str
    window: int
    by: int | None
    at: datetime
    day: date
    reason: str
    paper: str = ""
    paper_on: date | None = None
    complete: bool | None = None
    for_papers: bool = False


def no_written_reason(fact: ReturnFact) -> Iterator[Detection]:
    """3.3 (D2.3.3): returned without a written reason, or with one issued on a later day."""
    if not fact.paper or fact.paper_on is None or not fact.reason.strip():
        why = Reason.RETURN_WITHOUT_PAPER
    elif fact.paper_on > fact.day:
        why = Reason.RETURN_PAPER_LATE
    else:
        return
    proofs = (fact.case, fact.paper) if fact.paper else (fact.case,)
    said = (("number", fact.number),)
    yield Detection("3.3", f"{fact.case}/return", fact.window, fact.at, why, proofs, said, fact.by)


def turned_away(fact: ReturnFact) -> Iterator[Detection]:
    """3.1 (D2.3.1): returned for want of a paper though every required one had been marked present.

    A proposal: the rule counts only when verified (经查实). A return for another reason says nothing about papers.
    """
    if fact.complete and fact.for_papers:
        proofs = (fact.case, fact.paper) if fact.paper else (fact.case,)
        said = (("number", fact.number), ("reason", fact.reason))
        yield Detection("3.1", f"{fact.case}/return", fact.window, fact.at,
                        Reason.COMPLETE_BUT_TURNED_AWAY, proofs, said, fact.by)  # fmt: skip
