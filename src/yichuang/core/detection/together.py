"""Section 3: joint cases that were not explained, whose departments were not contacted, or that ran in series."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from yichuang.core.detection.detection import Detection, Reason


@dataclass(frozen=True, slots=True)
class PartFact:
    """A department's part: its window where it has one, and when the department was contacted."""

    department: str
    window: int | None
    contacted_at: datetime | None


@dataclass(frozen=True, slots=True)
class JointFact:
    """A joint case: by when citizen and departments had to be told (`by`), and which parts waited for which.

    serial: pairs of departments, the second of which began only after the first had ended, with that moment.
    """

    case: str
    number: str
    window: int
    person: int | None
    by: datetime
    explained_at: datetime | None
    parts: tuple[PartFact, ...]
    serial: tuple[tuple[str, str, datetime], ...] = ()


def not_told(fact: JointFact, now: datetime) -> Iterator[Detection]:
    """3.4 (D2.3.4): by the end of the working day not explained, or a department not contacted; once a case."""
    if now <= fact.by:
        return
    unexplained = fact.explained_at is None or fact.explained_at > fact.by
    missed = [one.department for one in fact.parts if one.contacted_at is None or one.contacted_at > fact.by]
    if not unexplained and not missed:
        return
    both = Reason.NEITHER_EXPLAINED_NOR_CONTACTED if missed else Reason.NOT_EXPLAINED
    why = both if unexplained else Reason.NOT_CONTACTED
    said = (("number", fact.number), ("by", fact.by), ("departments", "、".join(missed)))
    yield Detection("3.4", f"{fact.case}/joint", fact.window, fact.by, why, (fact.case,), said, fact.person)


def handled_serially(fact: JointFact) -> Iterator[Detection]:
    """3.7 (D2.3.7): one proposal for each window of a department that one of the pairs names (有关责任单位).

    A department without a window in the hall has no sheet; when none of those named has one, the case's own window
    answers for the joint work it leads.
    """
    named = {name: at for first, second, at in reversed(fact.serial) for name in (first, second)}
    windows = {one.window: named[one.department] for one in fact.parts
               if one.department in named and one.window is not None}  # fmt: skip
    if named and not windows:
        windows = {fact.window: min(named.values())}
    pairs = "；".join(f"{first}→{second}" for first, second, _ in fact.serial)
    for window, at in sorted(windows.items()):
        said = (("number", fact.number), ("pairs", pairs))
        yield Detection("3.7", f"{fact.case}/serial", window, at, Reason.SERIAL, (fact.case,), said)
