"""The due time of a case: worked out by the core from what is kept with the case, and explained on demand."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yichuang.apps.catalog.limits import limit_on
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Hall
from yichuang.core.worktime import SHANGHAI, DayLine, Due, Limit, Readings, Unit, due, explain
from yichuang.core.worktime.shorten import shortened
from yichuang.rulebook.worktime import load_calendar


@dataclass(frozen=True)
class Running:
    """A clock as it stands on a case: the due time, and the JSON to work it out again."""

    due: Due
    kept: dict[str, Any]


def start(item: ServiceItem, hall: Hall, now: datetime) -> Running:
    """Starts the clock of an item at formal acceptance `now` (D3.4.2, C-06)."""
    given = limit_on(item, now.astimezone(SHANGHAI).date())
    if given is None:
        raise ValueError(f"{item.code} takes no cases, so it has no limit")
    kept = {
        "start": now.isoformat(),
        "amount": given.limit.amount,
        "unit": given.limit.unit.value,
        "clause": given.clause,
        "ground": given.ground,
        "local_only": given.local_only,
        "readings": Readings.from_mapping(hall.settings.get("readings", {})).as_mapping(),
        "extension": None,
    }
    return Running(work_out(kept, hall), kept)


def work_out(kept: dict[str, Any], hall: Hall) -> Due:
    """The due time from what is kept; the same input always gives the same answer for the same calendar."""
    whole = due(*_given(kept, hall), **_rest(kept))
    return shortened(whole, datetime.fromisoformat(cut)) if (cut := kept.get("shortened")) else whole


def day_by_day(kept: dict[str, Any], hall: Hall) -> tuple[DayLine, ...]:
    """The working of a due time, one line a day."""
    return explain(*_given(kept, hall), **_rest(kept))


def _given(kept: dict[str, Any], hall: Hall) -> tuple[datetime, Limit, Any]:
    return datetime.fromisoformat(kept["start"]), Limit(kept["amount"], Unit(kept["unit"])), load_calendar(hall.slug)


def _rest(kept: dict[str, Any]) -> dict[str, Any]:
    extension = kept["extension"]
    return {
        "extension": Limit(extension["amount"], Unit(extension["unit"])) if extension else None,
        "excluded": tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in kept.get("excluded", ())),
        "paused": tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in kept.get("paused", ())),
        "readings": Readings.from_mapping(kept["readings"]),
    }
