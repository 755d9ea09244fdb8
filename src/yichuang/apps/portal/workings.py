"""A due time in a few lines: when it began, how many days counted, which were passed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yichuang.apps.cases.clock import day_by_day
from yichuang.apps.cases.models import Case
from yichuang.apps.portal.words import PASSED_OVER
from yichuang.core.worktime import DayLine, Unit, Why


@dataclass(frozen=True)
class PassedOver:
    """Days of one kind that did not count: why (a msgid), the holiday's name if it has one, how many."""

    why: str
    name: str
    days: int


@dataclass(frozen=True)
class Working:
    """The short form of a working: first and last counted day, how many of which unit, what was passed over."""

    unit: Unit
    counted: int
    first: date | None
    last: date | None
    passed_over: tuple[PassedOver, ...]


def working_of(case: Case) -> Working | None:
    """Sums up the day-by-day working of an accepted case; None before acceptance."""
    if not case.clock:
        return None
    lines = day_by_day(case.clock, case.hall)
    counted = [line for line in lines if line.counted]
    return Working(
        unit=Unit(case.clock["unit"]),
        counted=max((line.n or 0 for line in counted), default=0),
        first=counted[0].date if counted else None,
        last=counted[-1].date if counted else None,
        passed_over=_passed_over([line for line in lines if not line.counted]),
    )


def _passed_over(lines: Sequence[DayLine]) -> tuple[PassedOver, ...]:
    groups: dict[tuple[Why, str], int] = {}
    for line in lines:
        key = (line.why, line.name if line.why is Why.HOLIDAY else "")
        groups[key] = groups.get(key, 0) + 1
    return tuple(PassedOver(PASSED_OVER[why], name, days) for (why, name), days in groups.items() if why in PASSED_OVER)
