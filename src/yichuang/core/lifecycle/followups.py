"""When to come back to somebody who was given a certificate (D3.3.2)."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

MONTHS = 12


class SpanUnit(StrEnum):
    DAY = "day"
    MONTH = "month"


def later(day: date, amount: int, unit: SpanUnit) -> date:
    """The day so many days or months on; in a month that is too short, its last day."""
    if amount < 0:
        raise ValueError("a span leads forward")
    if unit is SpanUnit.DAY:
        return day + timedelta(days=amount)
    years, month = divmod(day.month - 1 + amount, MONTHS)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def expiry(day: date, amount: int, unit: SpanUnit) -> date:
    """The last day of a certificate given on a day: the one before the same day of its end."""
    return later(day, amount, unit) - timedelta(days=1)
