"""Section 8: praise that smells of having been asked for (D2.8.2b). Only proposals; no rating is ever changed."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from yichuang.core.detection.detection import Detection, Reason


@dataclass(frozen=True, slots=True)
class PraiseFact:
    """A best rating of a case served at a window. contact and citizen are blind: equal means the same, "" unknown.

    insider: contact, number or network address are those of a member of the staff.
    """

    rating: str
    case: str
    window: int
    at: datetime
    contact: str = ""
    citizen: str = ""
    insider: bool = False


@dataclass(frozen=True, slots=True)
class PraiseLimits:
    """From how many on it smells: citizens behind one contact, ratings of a burst and how long one lasts."""

    same_contact: int
    burst: int
    burst_lasts: timedelta


def same_contact(praise: Sequence[PraiseFact], limits: PraiseLimits) -> Iterator[Detection]:
    """8.2b: one contact behind praise of several citizens for one window; named by the first of them."""
    known = sorted((one for one in praise if one.contact), key=lambda one: (one.window, one.contact, one.at))
    for (window, _), group in groupby(known, key=lambda one: (one.window, one.contact)):
        found = list(group)
        citizens = {one.citizen or one.rating for one in found}
        if len(citizens) >= limits.same_contact:
            yield _proposal(found, window, "contact", Reason.SAME_CONTACT, len(citizens))


def bursts(praise: Sequence[PraiseFact], limits: PraiseLimits) -> Iterator[Detection]:
    """8.2b: many for one window within a short while; a burst is named by its first rating and counted once."""
    by_window = sorted(praise, key=lambda one: (one.window, one.at, one.rating))
    for window, group in groupby(by_window, key=lambda one: one.window):
        found = list(group)
        times, begin = [one.at for one in found], 0
        while begin + limits.burst <= len(found):
            end = bisect_right(times, times[begin] + limits.burst_lasts)
            if end - begin >= limits.burst:
                yield _proposal(found[begin:end], window, "burst", Reason.PRAISE_BURST, end - begin)
                begin = end
            else:
                begin += 1


def by_staff(praise: Sequence[PraiseFact]) -> Iterator[Detection]:
    """8.2b: praise whose contact, number or network address is that of a member of the staff."""
    for one in praise:
        if one.insider:
            yield _proposal([one], one.window, "staff", Reason.PRAISE_BY_STAFF, 1)


def _proposal(found: Sequence[PraiseFact], window: int, kind: str, why: Reason, count: int) -> Detection:
    first = min(found, key=lambda one: (one.at, one.rating))
    proofs = tuple(dict.fromkeys(one.case for one in sorted(found, key=lambda one: (one.at, one.rating))))
    return Detection("8.2b", f"{first.rating}/{kind}", window, first.at, why, proofs, (("count", count),))
