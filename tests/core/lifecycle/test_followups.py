from datetime import date

import pytest

from yichuang.core.lifecycle import SpanUnit, expiry, later


@pytest.mark.parametrize(
    ("day", "amount", "unit", "reached"),
    [
        (date(2026, 3, 4), 0, "day", date(2026, 3, 4)),
        (date(2026, 2, 28), 1, "day", date(2026, 3, 1)),
        (date(2028, 2, 28), 1, "day", date(2028, 2, 29)),
        (date(2026, 3, 4), 6, "month", date(2026, 9, 4)),
        (date(2026, 8, 31), 1, "month", date(2026, 9, 30)),
        (date(2026, 8, 31), 6, "month", date(2027, 2, 28)),
        (date(2027, 8, 31), 6, "month", date(2028, 2, 29)),
        (date(2026, 12, 15), 1, "month", date(2027, 1, 15)),
        (date(2026, 11, 30), 13, "month", date(2027, 12, 30)),
    ],
)
def test_so_much_later(day, amount, unit, reached):
    assert later(day, amount, SpanUnit(unit)) == reached


@pytest.mark.parametrize(
    ("day", "amount", "last"),
    [(date(2026, 3, 4), 12, date(2027, 3, 3)), (date(2026, 3, 1), 36, date(2029, 2, 28))],
)
def test_a_certificate_ends_the_day_before(day, amount, last):
    assert expiry(day, amount, SpanUnit.MONTH) == last


def test_a_span_leads_forward():
    with pytest.raises(ValueError):
        later(date(2026, 3, 4), -1, SpanUnit.DAY)
