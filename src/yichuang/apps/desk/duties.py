"""What else waits for a person besides the stages of cases: words owed, answers, bookings, orders. A table of lists."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists

from yichuang.apps.desk import (
    agency,
    booking_duties,
    clock,
    contest,
    detections,
    fee_duties,
    findings,
    instruction_duties,
    joint,
    keeping_words,
    kind_duties,
    lights,
    presence,
    rulebooks,
    sheets,
)
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Hall, Staff

__all__ = ["DUTIES", "Duty", "Owed", "duties_of"]

DUTIES: tuple[Duty, ...] = (
    *clock.DUTIES,
    *lights.DUTIES,
    joint.COORDINATION,
    joint.PARTS,
    *booking_duties.DUTIES,
    agency.MINE,
    *kind_duties.DUTIES,
    fee_duties.WAIVERS,
    *instruction_duties.DUTIES,
    *findings.DUTIES,
    *sheets.DUTIES,
    *contest.DUTIES,
    *detections.DUTIES,
    *rulebooks.DUTIES,
    *presence.DUTIES,
    *keeping_words.DUTIES,
)


def duties_of(staff: Staff, now: datetime, translate: Callable[[str], str], most: int) -> list[dict[str, Any]]:
    """The lists of a person, each with its first rows and how many there are in all."""
    mine = [duty for duty in DUTIES if staff.has(*duty.roles)]
    empty, shown = _empty(mine, staff, now), []
    for duty in mine:
        rows = () if duty.name in empty else duty.waiting(staff, now, most + 1)
        shown.append({"duty": duty, "title": translate(duty.title), "empty": translate(duty.empty),
                      "rows": rows[:most], "count": _count(duty, rows, staff, now, most)})  # fmt: skip
    return shown


def _count(duty: Duty, rows: Sequence[Owed], staff: Staff, now: datetime, most: int) -> int:
    """How many wait in all; asked of the database only where more do than are shown."""
    if duty.found is None or len(rows) <= most:
        return len(rows)
    return duty.found(staff, now).order_by().count()


def _empty(duties: Sequence[Duty], staff: Staff, now: datetime) -> set[str]:
    """The names of those lists that hold nothing, asked of the database in one query."""
    asked = {f"list_{place}": duty for place, duty in enumerate(duties) if duty.found is not None}
    if not asked:
        return set()
    holds = {name: Exists(duty.found(staff, now).order_by()) for name, duty in asked.items()}  # type: ignore[misc]
    told = Hall.objects.filter(pk=staff.hall_id).annotate(**holds).values(*asked).get()
    return {asked[name].name for name, any_there in told.items() if not any_there}
