"""Numbered tickets: used + void + left = issued, and every number passed over is listed (D5.6.14.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.core.fees import TicketNumber, read_ticket, tally


@pytest.mark.parametrize(("typed", "read"), [
    ("A000123", TicketNumber("A", 123, 6)), (" a 000123 ", TicketNumber("A", 123, 6)), ("7", TicketNumber("", 7, 1)),
    ("样财2017-0007", TicketNumber("样财2017-", 7, 4)), ("A0", TicketNumber("A", 0, 1)), ("", None), ("A", None),
    ("123A", None), ("１２", None), ("1" * 13, None), ("A" + "1" * 13, None), ("A" * 9000, None),
])  # fmt: skip
def test_a_number_as_typed(typed, read):
    assert read_ticket(typed) == read


@pytest.mark.parametrize(("used", "void", "left", "gaps", "following"), [
    ([], [], 10, (), 1), ([1], [], 9, (), 2), ([1, 2], [3], 7, (), 4), ([2], [], 9, ((1, 1),), 3),
    ([1, 5], [8], 7, ((2, 4), (6, 7)), 9), ([10], [], 9, ((1, 9),), None), (range(1, 11), [], 0, (), None),
])  # fmt: skip
def test_a_book_is_counted(used, void, left, gaps, following):
    found = tally(1, 10, list(used), void)
    assert (found.used, found.void, found.left, found.gaps, found.following) == (len(used), len(void), left, gaps,
                                                                                 following)  # fmt: skip


@given(st.integers(0, 10**6), st.integers(0, 60), st.data())
def test_nothing_is_lost(first, length, data):
    last = first + length
    touched = data.draw(st.sets(st.integers(first, last)))
    void = data.draw(st.sets(st.sampled_from(sorted(touched)))) if touched else set()
    found = tally(first, last, touched - void, void)
    assert found.used + found.void + found.left == found.issued == length + 1
    listed = {number for start, end in found.gaps for number in range(start, end + 1)}
    assert listed == {number for number in range(first, max(touched, default=first - 1))} - touched
    assert found.missing == len(listed) <= found.left
    assert found.following == (max(touched, default=first - 1) + 1 if max(touched, default=-1) < last else None)
