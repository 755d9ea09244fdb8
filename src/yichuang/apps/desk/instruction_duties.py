"""What waits because something was asked, or assigned from above."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from yichuang.apps.cases.queries import assignments, instructions, share_of
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_

EVERYBODY = (
    Role.CLERK, Role.WINDOW_HEAD, Role.DEPARTMENT_HEAD, Role.HALL_OFFICE, Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER,
    Role.PARTY_GOVERNMENT_OFFICE, Role.ASSESSOR,
)  # fmt: skip


def _asked(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    """Questions asked of this person; then his own: those answered, whose citizen must be told, before the others."""
    rows = [*instructions.to_answer(staff)[:most], *instructions.to_see_to(staff)[:most]][:most]
    return [Owed(reverse("desk:instruction", args=[one.pk]), f"{one} {one.question[:60]}",
                 one.replied_at or one.asked_at) for one in rows]  # fmt: skip


def _assigned(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    """Matters from above to report, or, for the party and government office, to close (D5.4.1)."""
    share = share_of(staff.hall)
    return [Owed(reverse("desk:assignment", args=[one.pk]), f"{one} {one.matter[:60]}", one.ends,
                 assignments.light_of(one, now, share)) for one in assignments.waiting_for(staff)[:most]]  # fmt: skip


DUTIES = (
    Duty("instructions", N_("Instructions"), EVERYBODY, _asked, "desk:instructions",
         N_("Questions asked of you appear here, and your own until the citizen has been told."),
         lambda staff, now: instructions.open_for(staff)),
    Duty("assignments", N_("Matters from above"), EVERYBODY, _assigned, "desk:assignments",
         N_("What an upper body assigned to you or your department appears here until it is reported in writing."),
         lambda staff, now: assignments.waiting_for(staff)),
)  # fmt: skip
