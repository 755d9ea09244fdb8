"""The thirty minutes of an instant case as a countdown: what is left, and the two reminders (D3.4.6, C-07)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from yichuang.apps.cases import clock, permissions
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.worklists import my_open_cases
from yichuang.apps.organization.models import Staff
from yichuang.core.lifecycle import Action, State
from yichuang.core.worktime import SHANGHAI, Readings, office_minutes
from yichuang.rulebook.worktime import load_calendar, load_limits

REMINDERS = ("instant.reminder.second", "instant.reminder.first")


@dataclass(frozen=True)
class Countdown:
    """A running instant case: whole minutes `left` (None once the due time is past), and the reminder that is due.

    `reminder` is how many minutes of it have run as the rule has it (20, 25), 0 before the first.
    """

    case: Case
    left: int | None
    reminder: int

    def __str__(self) -> str:
        """Changes whenever what is shown of it does."""
        return f"{self.case.pk}.{self.left}.{self.reminder}"


def countdown(case: Case, now: datetime) -> Countdown | None:
    """The countdown of a case; None for any but a running instant one, and for one whose limit was extended."""
    if case.kind != "instant" or case.due_at is None or case.ended_at is not None or case.clock.get("extension"):
        return None
    return Countdown(case, _left(case, now), _reminder(case, now))


def running_instant(staff: Staff, now: datetime) -> list[Countdown]:
    """The instant cases this person has on the clock, the nearest due first."""
    return counting(my_open_cases(staff).filter(kind="instant", due_at__isnull=False), staff, now)


def may_promise_instead(staff: Staff, case: Case) -> bool:
    """Whether this person would be the one to turn the case into a promised one (C-33)."""
    return case.state == State.ACCEPTED and permissions.refusal_for(staff, Action.HANDLE, case) is None


def counting(cases: Iterable[Case], staff: Staff, now: datetime) -> list[Countdown]:
    """The countdowns among cases of this person's hall."""
    found = []
    for case in cases:
        case.hall = staff.hall
        if (one := countdown(case, now)) is not None:
            found.append(one)
    return found


def _left(case: Case, now: datetime) -> int | None:
    if now > case.due_at:
        return None
    if Readings.from_mapping(case.clock["readings"]).instant_clock == "business":
        return office_minutes(now, case.due_at, load_calendar(case.hall.slug))
    return (case.due_at - now) // timedelta(minutes=1)


def _reminder(case: Case, now: datetime) -> int:
    rules = load_limits(case.accepted_at.astimezone(SHANGHAI).date())
    for limit in (rules[name].limit for name in REMINDERS):
        reached = clock.work_out(case.clock | {"amount": limit.amount, "unit": limit.unit.value}, case.hall)
        if now >= reached.due:
            return limit.amount
    return 0
