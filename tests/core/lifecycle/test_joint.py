"""Side by side or one after the other: what intervals say, at the limit (D2.3.7)."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest

from yichuang.core.lifecycle import Order, Span, order_of

NINE = datetime(2026, 3, 4, 9, 0)
SECOND = timedelta(seconds=1)


def span(name, began, ended=None):
    """A part from an hour of the day to another; None: not yet."""
    at = lambda hour: None if hour is None else NINE.replace(hour=0) + timedelta(hours=hour)  # noqa: E731
    return Span(name, at(began), at(ended))


TABLE = [
    ((), Order.OPEN, []),
    ((span("A", 9, 10),), Order.OPEN, []),
    ((span("A", 9, 10), span("B", None)), Order.OPEN, []),
    ((span("A", 9), span("B", 9)), Order.PARALLEL, []),
    ((span("A", 9, 12), span("B", 10, 11)), Order.PARALLEL, []),
    ((span("A", 9), span("B", 16)), Order.PARALLEL, []),  # A has not ended, so B waited for nobody
    ((span("A", 9, 10), span("B", 11)), Order.SERIAL, ["A>B"]),
    ((span("A", 9, 10), span("B", 9, 12), span("C", 11)), Order.SERIAL, ["A>C"]),
    ((span("A", 9, 10), span("B", 10, 11), span("C", 11, 12)), Order.SERIAL, ["A>B", "B>C"]),
]


@pytest.mark.parametrize(("parts", "order", "because"), TABLE)
def test_the_order_of_parts(parts, order, because):
    for shuffled in permutations(parts):
        reading = order_of(shuffled)
        assert reading.order is order
        assert [f"{before.name}>{part.name}" for before, part in reading.because] == because


@pytest.mark.parametrize(("began", "order"), [
    (NINE - SECOND, Order.PARALLEL), (NINE, Order.SERIAL), (NINE + SECOND, Order.SERIAL),
])  # fmt: skip
def test_at_the_end_of_the_one_before(began, order):
    first = Span("A", NINE - timedelta(hours=1), NINE)
    assert order_of([first, Span("B", began, None)]).order is order
