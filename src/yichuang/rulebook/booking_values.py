"""How a hall takes bookings and keeps its holiday roster, as read from its file. Values only."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class BookingWindowRules:
    """One window that can be booked: length of a slot in minutes, places in it, days ahead, weekdays 1 to 7."""

    window: str  # WindowRules.code
    minutes: int
    quota: int
    days_ahead: int
    weekdays: tuple[int, ...]
    source: str


@dataclass(frozen=True)
class HomeClassRules:
    """Who is served at home or on site (D3.3.3), while it holds."""

    code: str
    name: str
    english: str
    valid_from: date
    valid_to: date | None  # last day included
    source: str


@dataclass(frozen=True)
class BookingRules:
    """`lead` before its beginning a slot is no longer offered online; from `early` before it one may check in, until
    `grace` after it as booked, later as anybody else. All in minutes."""

    lead_minutes: int
    early_minutes: int
    grace_minutes: int
    windows: tuple[BookingWindowRules, ...]
    classes: tuple[HomeClassRules, ...]
    source: str


@dataclass(frozen=True)
class RosterRules:
    """The duty roster of days off (D3.3.4): whether weekends have one, and how many days before it is missed."""

    weekends: bool
    warn_days: int
    source: str
