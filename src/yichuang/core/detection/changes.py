"""Section 8: steps or materials cut, an item newly joint (D2.8.5); order disturbed by a petition (D2.8.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from yichuang.core.detection.detection import Detection, Reason


@dataclass(frozen=True, slots=True)
class VersionFact:
    """Two versions of a service item that followed each other, and when the later one came."""

    code: str
    name: str
    window: int
    at: datetime
    materials: tuple[int, int]
    steps: tuple[int, int]
    joint: tuple[bool, bool]


def improvements(fact: VersionFact) -> Iterator[Detection]:
    """8.5 (D2.8.5): fewer required materials, fewer steps, newly joint; each kind once an item, whatever comes later.

    A proposal: whether the window did so on its own is for the assessor.
    """
    cut = (
        ("materials", Reason.FEWER_MATERIALS, fact.materials[1] < fact.materials[0], fact.materials),
        ("steps", Reason.FEWER_STEPS, fact.steps[1] < fact.steps[0], fact.steps),
        ("joint", Reason.NEWLY_JOINT, fact.joint[1] and not fact.joint[0], (0, 1)),
    )
    for kind, why, so, (before, after) in cut:
        if so:
            said = (("code", fact.code), ("name", fact.name), ("before", before), ("after", after))
            yield Detection("8.5", f"item:{fact.code}/{kind}", fact.window, fact.at, why, (f"item:{fact.code}",), said)


@dataclass(frozen=True, slots=True)
class PetitionFact:
    """A petition at the hall: whether it disturbed the order, whether that was verified, and whose windows answer."""

    case: str
    number: str
    windows: tuple[int, ...]
    at: datetime
    disturbance: str
    verified: bool | None


def order_disturbed(fact: PetitionFact) -> Iterator[Detection]:
    """8.6 (D2.8.6): disturbed and verified (经查实); one for each window of the department that caused it."""
    if fact.disturbance and fact.verified:
        for window in fact.windows:
            said = (("number", fact.number), ("what", fact.disturbance))
            yield Detection("8.6", f"{fact.case}/order", window, fact.at, Reason.ORDER_DISTURBED, (fact.case,), said)
