"""Which open cases would fall due at another time if they were worked out today (lessons 15, 20).

Made for all open cases of a county at once: rows are read and written in bulk, without an object a row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet

from yichuang.apps.cases.clock import work_out
from yichuang.apps.cases.models import OPEN, Case, Extension, Recalculation, RecalculationRow, StepEnd, Supply
from yichuang.apps.organization.models import Hall
from yichuang.core.worktime import Due

# Rows a batch: few round trips, little memory.
CHUNK = 2000
INSERT = (
    "INSERT INTO cases_recalculationrow (recalculation_id, case_id, old_due_at, new_due_at, new_nominal_due_at, "
    "was_provisional, stays_provisional) VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
TAKE_OVER = "UPDATE cases_case SET clock = %s WHERE id = %s"


@dataclass(frozen=True, slots=True)
class Look:
    """How many open cases were worked out anew, and those that differ: key, due time and mark as stored, as new."""

    looked_at: int
    differing: list[tuple[int, datetime, bool, Due]]


def look_through(hall: Hall, readings: Mapping[str, Any] | None) -> Look:
    """Works out every open case of a hall anew: with its own readings, or with those given."""
    looked_at, differing = 0, []
    for pk, due_at, provisional, kept in _clocks(hall):
        looked_at += 1
        due = work_out(kept | {"readings": readings} if readings else kept, hall)
        if due.due != due_at or due.provisional != provisional:
            differing.append((pk, due_at, provisional, due))
    return Look(looked_at, differing)


def _clocks(hall: Hall) -> Iterator[Any]:
    running = Case.objects.filter(hall=hall, state__in=OPEN, due_at__isnull=False).order_by("pk")
    return running.values_list("pk", "due_at", "provisional", "clock").iterator(chunk_size=CHUNK)


def store(recalculation: Recalculation, look: Look) -> None:
    """Writes the list down, a row a case that differs."""
    # A due time is the end of some day, so a thousand cases share few of them.
    written = lru_cache(maxsize=None)(connection.ops.adapt_datetimefield_value)
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, [
            (recalculation.pk, pk, written(old), written(due.due), written(due.nominal), provisional, due.provisional)
            for pk, old, provisional, due in look.differing
        ])  # fmt: skip


def still_fitting(recalculation: Recalculation) -> QuerySet[RecalculationRow]:
    """The rows whose case stands as it was read: open, due at the old time, its clock untouched since the proposal."""
    since = recalculation.proposed_at
    touched = (
        Extension.objects.filter(case=OuterRef("case"), at__gte=since),
        StepEnd.objects.filter(step__case=OuterRef("case"), at__gte=since),
        Supply.objects.filter(wanted__case=OuterRef("case"), at__gte=since),
    )
    rows = RecalculationRow.objects.filter(recalculation=recalculation, case__state__in=OPEN)
    return rows.filter(*(~Exists(one) for one in touched), case__due_at=F("old_due_at"))


def take_over(readings: Mapping[str, Any], cases: list[int]) -> None:
    """Writes new readings into the clocks of cases."""
    prepared = Case._meta.get_field("clock").get_db_prep_save
    for start in range(0, len(cases), CHUNK):
        clocks = Case.objects.filter(pk__in=cases[start : start + CHUNK]).values_list("pk", "clock")
        values = [(prepared(kept | {"readings": readings}, connection), pk) for pk, kept in clocks]
        with connection.cursor() as cursor:
            cursor.executemany(TAKE_OVER, values)
