"""Quarters in the hall's time: when one begins and ends, which one a moment lies in, which have ended (D2.0.4)."""

from datetime import date, datetime, time

from yichuang.core.assessment import AssessmentError, Quarter
from yichuang.core.worktime import SHANGHAI


def span_of(quarter: Quarter) -> tuple[datetime, datetime]:
    """The first moment of a quarter and that of the next one, in Asia/Shanghai."""
    begin, end = (datetime.combine(day, time(), SHANGHAI) for day in (quarter.first, quarter.following))
    return begin, end


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_at(now: datetime) -> Quarter:
    """The quarter that runs at a moment."""
    return quarter_of(now.astimezone(SHANGHAI).date())


def before(quarter: Quarter) -> Quarter:
    return Quarter(quarter.year - (quarter.number == 1), quarter.number - 1 or 4)


def has_ended(quarter: Quarter, now: datetime) -> bool:
    """Whether the last day of the quarter is over; on that day itself it is not."""
    return now.astimezone(SHANGHAI).date() >= quarter.following


def read_quarter(text: str) -> Quarter | None:
    """The quarter that a text such as 2026-Q1 names; None for any other text."""
    try:
        return Quarter.parse(text)
    except AssessmentError:
        return None
