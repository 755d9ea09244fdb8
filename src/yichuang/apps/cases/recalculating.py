"""Which open cases would fall due at another time if they were worked out today (lessons 15, 20)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yichuang.apps.cases.clock import readings_of, work_out
from yichuang.apps.cases.models import OPEN, Case
from yichuang.apps.organization.models import Hall
from yichuang.core.worktime import Due

# Rows a batch: few round trips, little memory.
CHUNK = 1000
COLUMNS = ("pk", "due_at", "provisional", "clock")


@dataclass(frozen=True, slots=True)
class Differing:
    """An open case whose due time, or whose being provisional, is no longer what the rules say."""

    pk: int
    due_at: datetime
    provisional: bool
    due: Due


@dataclass(frozen=True, slots=True)
class Look:
    """How many open cases were worked out anew, and those that differ."""

    looked_at: int
    differing: list[Differing]


def look_through(hall: Hall, kind: str) -> Look:
    """Works out every open case of a hall: with its own readings (calendar), or with the hall's of today (readings)."""
    looked_at, differing = 0, []
    for pk, due_at, provisional, kept in _clocks(hall):
        looked_at += 1
        due = work_out(renewed(kept, hall, kind), hall)
        if due.due != due_at or due.provisional != provisional:
            differing.append(Differing(pk, due_at, provisional, due))
    return Look(looked_at, differing)


def renewed(kept: dict[str, Any], hall: Hall, kind: str) -> dict[str, Any]:
    """What a case would keep after a recalculation: its own clock, under today's readings if those are the matter."""
    return kept | {"readings": readings_of(hall).as_mapping()} if kind == "readings" else kept


def _clocks(hall: Hall) -> Iterator[Any]:
    running = Case.objects.filter(hall=hall, state__in=OPEN, due_at__isnull=False)
    return running.order_by("pk").values_list(*COLUMNS).iterator(chunk_size=CHUNK)
