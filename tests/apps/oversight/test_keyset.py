"""Places survive an address, and nothing else is read as one."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import OPENING
from yichuang.apps.oversight.keyset import Place, place

MICRO = timedelta(microseconds=1)


PLACES = [
    (OPENING, 1),
    (OPENING + MICRO, 2**63 - 1),
    (datetime(1970, 1, 1, tzinfo=UTC), 1),
    (datetime(9999, 12, 31, tzinfo=UTC), 7),
]


@pytest.mark.parametrize(("at", "pk"), PLACES)
def test_a_place_is_read_back_to_the_microsecond(at, pk):
    assert place(str(Place(at, pk))) == Place(at, pk)


@pytest.mark.parametrize(
    "text",
    ["", "-", "x", "1-", "-1", "1-1-1", " 1-1", "1-1\n", "1-1\0", "A-1", "１-1", "zzzzzzzzzzzz-1", "1-zzzzzzzzzzzzzz",
     "1" * 10_000, "1-1y2p0ij32e8e8", "1-+1", "1--1", "\ud800-1"],
)  # fmt: skip
def test_anything_else_is_no_place(text):
    assert place(text) is None


def test_the_largest_id_a_database_holds_is_the_limit():
    largest = str(Place(OPENING, 2**63 - 1))
    beyond = str(Place(OPENING, 2**63))
    assert place(largest).pk == 2**63 - 1
    assert place(beyond) is None
