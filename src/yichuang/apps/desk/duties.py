"""What else waits for a person besides the stages of cases: words owed, answers, bookings, orders. A table of lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.lifecycle import Light


@dataclass(frozen=True)
class Owed:
    """One thing that waits: where it is dealt with, what it is, since or until when, and its light."""

    url: str
    what: str
    at: datetime | None = None
    light: Light = Light.NONE


@dataclass(frozen=True)
class Duty:
    """A list of things that wait for people with these roles. `waiting` gives all of them, the most pressing first.

    `title` and `empty` are msgids; `route` shows the register behind the list.
    """

    name: str
    title: str
    roles: Sequence[Role]
    waiting: Callable[[Staff, datetime], Sequence[Owed]]
    route: str
    empty: str


DUTIES: tuple[Duty, ...] = ()


def duties_of(staff: Staff, now: datetime, translate: Callable[[str], str], most: int) -> list[dict[str, Any]]:
    """The lists of a person, each with its first rows and how many there are in all."""
    shown = []
    for duty in (one for one in DUTIES if staff.has(*one.roles)):
        rows = duty.waiting(staff, now)
        shown.append({"duty": duty, "title": translate(duty.title), "empty": translate(duty.empty),
                      "rows": rows[:most], "count": len(rows)})  # fmt: skip
    return shown
