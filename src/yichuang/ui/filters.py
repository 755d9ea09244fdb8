"""Filters of the templates: sentences in a row, moments in the hall's zone, Chinese dates, money, spans of time."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language, gettext

from yichuang.core.worktime import SHANGHAI


def in_hall_time(moment: datetime) -> datetime:
    """Return an aware moment in Asia/Shanghai; a naive one is refused, for nobody could say when it was."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be shown: store it in UTC")
    return moment.astimezone(SHANGHAI)


def local(moment: datetime | None) -> str:
    """Show a moment as `2026-11-23 09:05` in Asia/Shanghai, nothing as ""."""
    return in_hall_time(moment).isoformat(" ", "minutes")[:16] if moment else ""


def local_date(moment: datetime | date | None) -> str:
    """Show the day of a moment in Asia/Shanghai, or a plain date, as `2026-11-23`."""
    day = in_hall_time(moment) if isinstance(moment, datetime) else moment
    return f"{day:%Y-%m-%d}" if day else ""


def local_time(moment: datetime | None) -> str:
    """Show the time of day of a moment in Asia/Shanghai as `09:05`."""
    return f"{in_hall_time(moment):%H:%M}" if moment else ""


def chinese_date(moment: datetime | date | None) -> str:
    """Show a day the way documents write it: `2026年11月23日`, no leading zeros (GB/T 9704)."""
    day = in_hall_time(moment) if isinstance(moment, datetime) else moment
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def yuan(fen: int | None) -> str:
    """Show an amount held in whole fen as `¥1,234.50`; money is never a float."""
    if fen is None:
        return ""
    if isinstance(fen, bool) or not isinstance(fen, int):
        raise TypeError("money is a whole number of fen")
    sign, rest = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}¥{rest // 100:,}.{rest % 100:02d}"


def clock(seconds: int | None) -> str:
    """Show a span as `06:10`, from one hour on as `1:06:10`; the seconds stay whole, nothing is rounded."""
    if seconds is None:
        return ""
    hours, rest = divmod(max(0, int(seconds)), 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60:02d}:{rest % 60:02d}"


def or_none_yet(value: Any) -> Any:
    """Show a missing value in words instead of an empty cell."""
    return gettext("none yet") if value in (None, "") else value


def sentences(said: Iterable[str]) -> str:
    """Sentences one after another as the reader's language sets them: Chinese leaves no space between."""
    return ("" if (get_language() or "").startswith("zh") else " ").join(str(one) for one in said if one)


FILTERS: dict[str, Callable[..., Any]] = {
    "local": local,
    "local_date": local_date,
    "local_time": local_time,
    "chinese_date": chinese_date,
    "yuan": yuan,
    "clock": clock,
    "or_none_yet": or_none_yet,
    "sentences": sentences,
}
