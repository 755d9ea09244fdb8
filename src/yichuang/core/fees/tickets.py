"""Numbered fee tickets (票据): how a number is read, and what became of each number of a book (D5.6.14.2)."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_NUMBER = re.compile(r"(.*?[^0-9]|)([0-9]{1,12})", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class TicketNumber:
    """A ticket's number taken apart: 鄂财000123 is prefix 鄂财, number 123, six digits wide."""

    prefix: str
    number: int
    width: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a book: issued = used + void + left. `gaps` are runs of numbers passed over, first and last."""

    issued: int
    used: int
    void: int
    left: int
    gaps: tuple[tuple[int, int], ...]
    following: int | None

    @property
    def missing(self) -> int:
        return sum(last - first + 1 for first, last in self.gaps)


def read_ticket(text: str) -> TicketNumber | None:
    """A number as typed, spaces dropped and letters in capitals; None when it does not end in digits."""
    found = _NUMBER.fullmatch("".join(text.split()).upper())
    return TicketNumber(found[1], int(found[2]), len(found[2])) if found else None


def tally(first: int, last: int, used: Collection[int], void: Collection[int]) -> Tally:
    """Counts a book whose numbers run from `first` to `last`. `following` is the one after the highest touched."""
    touched = sorted({*used, *void})
    gaps, expected = [], first
    for number in touched:
        if number > expected:
            gaps.append((expected, number - 1))
        expected = number + 1
    issued = last - first + 1
    left = issued - len(touched)
    return Tally(issued, len(touched) - len(set(void)), len(set(void)), left, tuple(gaps),
                 expected if expected <= last else None)  # fmt: skip
