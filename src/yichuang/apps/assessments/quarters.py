"""Quarters and months in the hall's time: their first and last moment, which one runs, which have ended (D2.0.4)."""

from datetime import date, datetime, time

from yichuang.core.assessment import AssessmentError, Month, Period, Quarter
from yichuang.core.worktime import SHANGHAI


def span_of(period: Period) -> tuple[datetime, datetime]:
    """The first moment of a quarter or month and that of the next one, in Asia/Shanghai."""
    begin, end = (datetime.combine(day, time(), SHANGHAI) for day in (period.first, period.following))
    return begin, end


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_at(now: datetime) -> Quarter:
    """The quarter that runs at a moment."""
    return quarter_of(now.astimezone(SHANGHAI).date())


def before(quarter: Quarter) -> Quarter:
    return Quarter(quarter.year - (quarter.number == 1), quarter.number - 1 or 4)


def month_at(now: datetime) -> Month:
    """The month that runs at a moment."""
    day = now.astimezone(SHANGHAI).date()
    return Month(day.year, day.month)


def month_before(month: Month) -> Month:
    return Month(month.year - (month.number == 1), month.number - 1 or 12)


def has_ended(period: Period, now: datetime) -> bool:
    """Whether the last day of the quarter or month is over; on that day itself it is not."""
    return now.astimezone(SHANGHAI).date() >= period.following


def read_quarter(text: str) -> Quarter | None:
    """The quarter that a text such as 2026-Q1 names; None for any other text."""
    try:
        return Quarter.parse(text)
    except AssessmentError:
        return None


def read_month(text: str) -> Month | None:
    """The month that a text such as 2026-03 names; None for any other text."""
    try:
        return Month.parse(text)
    except AssessmentError:
        return None
