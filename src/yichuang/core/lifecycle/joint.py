"""Whether the parts of a joint case were handled side by side or one after the other (D2.3.7, D3.2.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Order(StrEnum):
    """How parts were handled: `OPEN` while fewer than two have begun, so that nothing can be said yet."""

    OPEN = "open"
    PARALLEL = "parallel"
    SERIAL = "serial"


@dataclass(frozen=True)
class Span:
    """One part's work: whose, from when, until when (None: not yet)."""

    name: str
    began: datetime | None
    ended: datetime | None


@dataclass(frozen=True)
class Reading:
    """The order of the parts; `because` names, for each part that waited, the one after whose end it began."""

    order: Order
    because: tuple[tuple[Span, Span], ...] = ()


def order_of(parts: Sequence[Span]) -> Reading:
    """Serial as soon as one part began only when another had ended; both moments being equal is serial too.

    Each part that waited is named once, with the last part that had ended by then.
    """
    begun = sorted((one for one in parts if one.began is not None), key=lambda one: one.began)  # type: ignore[arg-type,return-value]
    if len(begun) < 2:
        return Reading(Order.OPEN)
    found = [(before, part) for part in begun if (before := _before(part, begun)) is not None]
    return Reading(Order.SERIAL, tuple(found)) if found else Reading(Order.PARALLEL)


def _before(part: Span, others: Sequence[Span]) -> Span | None:
    ended = [one for one in others if one is not part and one.ended is not None and one.ended <= part.began]  # type: ignore[operator]
    return max(ended, key=lambda one: one.ended, default=None)  # type: ignore[arg-type,return-value]
