"""The legal clock: due times, office time, and the working behind both."""

from yichuang.core.worktime.calendar import SHANGHAI, DayKind, DayMark, WorkCalendar
from yichuang.core.worktime.clock import Due, due
from yichuang.core.worktime.errors import ClockError, Refusal
from yichuang.core.worktime.explain import DayLine, Phase, Why, explain
from yichuang.core.worktime.hours import DayHours, OfficeHours, Schedule, Season, Session
from yichuang.core.worktime.limits import Limit, Unit
from yichuang.core.worktime.minutes import office_minutes, office_seconds
from yichuang.core.worktime.precedence import ChosenLimit, Ground, choose_limit, refuse_extension
from yichuang.core.worktime.readings import Readings

__all__ = [
    "SHANGHAI",
    "ChosenLimit",
    "ClockError",
    "DayHours",
    "DayKind",
    "DayLine",
    "DayMark",
    "Due",
    "Ground",
    "Limit",
    "OfficeHours",
    "Phase",
    "Readings",
    "Refusal",
    "Schedule",
    "Season",
    "Session",
    "Unit",
    "Why",
    "WorkCalendar",
    "choose_limit",
    "due",
    "explain",
    "office_minutes",
    "office_seconds",
    "refuse_extension",
]
