"""What else waits for a person besides the stages of cases: words owed, answers, bookings, orders. A table of lists."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from yichuang.apps.desk import booking_duties, clock, joint, lights
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff

__all__ = ["DUTIES", "Duty", "Owed", "duties_of"]

DUTIES: tuple[Duty, ...] = (
    *clock.DUTIES,
    *lights.DUTIES,
    joint.COORDINATION,
    joint.PARTS,
    *booking_duties.DUTIES,
)


def duties_of(staff: Staff, now: datetime, translate: Callable[[str], str], most: int) -> list[dict[str, Any]]:
    """The lists of a person, each with its first rows and how many there are in all."""
    shown = []
    for duty in (one for one in DUTIES if staff.has(*one.roles)):
        rows = duty.waiting(staff, now)
        shown.append({"duty": duty, "title": translate(duty.title), "empty": translate(duty.empty),
                      "rows": rows[:most], "count": len(rows)})  # fmt: skip
    return shown
