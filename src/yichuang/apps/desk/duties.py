"""What else waits for a person besides the stages of cases: words owed, answers, bookings, orders. A table of lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from yichuang.apps.cases.queries import assignments, fees, instructions, share_of
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_
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


EVERYBODY = (
    Role.CLERK, Role.WINDOW_HEAD, Role.DEPARTMENT_HEAD, Role.HALL_OFFICE, Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER,
    Role.PARTY_GOVERNMENT_OFFICE, Role.ASSESSOR,
)  # fmt: skip


def waivers_to_decide(staff: Staff, now: datetime) -> Sequence[Owed]:
    """Fees to be reduced, waived or deferred, the one asked first on top (D2.4.3)."""
    waiting = fees.visible_waivers(staff).filter(approved=None).select_related("case").order_by("asked_at", "id")
    return [Owed(f"{reverse('desk:case', args=[one.case_id])}#fees", f"{one.case} · {one.name}", one.asked_at)
            for one in waiting]  # fmt: skip


def instructions_owed(staff: Staff, now: datetime) -> Sequence[Owed]:
    """Questions asked of this person; then his own: those answered, whose citizen must be told, before the others."""
    rows = [*instructions.to_answer(staff), *instructions.to_see_to(staff)]
    return [Owed(reverse("desk:instruction", args=[one.pk]), f"{one} {one.question[:60]}",
                 one.replied_at or one.asked_at) for one in rows]  # fmt: skip


def assignments_owed(staff: Staff, now: datetime) -> Sequence[Owed]:
    """Matters from above to report, or, for the party and government office, to close (D5.4.1)."""
    share = share_of(staff.hall)
    return [Owed(reverse("desk:assignment", args=[one.pk]), f"{one} {one.matter[:60]}", one.ends,
                 assignments.light_of(one, now, share)) for one in assignments.waiting_for(staff)]  # fmt: skip


DUTIES: tuple[Duty, ...] = (
    Duty("waivers", N_("Waivers to decide"), (Role.PRINCIPAL_LEADER,), waivers_to_decide, "desk:fee_waivers",
         N_("A fee that somebody is to be let off appears here; only your consent makes it count.")),
    Duty("instructions", N_("Instructions"), EVERYBODY, instructions_owed, "desk:instructions",
         N_("Questions asked of you appear here, and your own until the citizen has been told.")),
    Duty("assignments", N_("Matters from above"), EVERYBODY, assignments_owed, "desk:assignments",
         N_("What an upper body assigned to you or your department appears here until it is reported in writing.")),
)  # fmt: skip


def duties_of(staff: Staff, now: datetime, translate: Callable[[str], str], most: int) -> list[dict[str, Any]]:
    """The lists of a person, each with its first rows and how many there are in all."""
    shown = []
    for duty in (one for one in DUTIES if staff.has(*one.roles)):
        rows = duty.waiting(staff, now)
        shown.append({"duty": duty, "title": translate(duty.title), "empty": translate(duty.empty),
                      "rows": rows[:most], "count": len(rows)})  # fmt: skip
    return shown
