"""What waits for a person because of the kind of a case: answers of upper bodies, replies, petitions, calls."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from yichuang.apps.cases.queries import light_between, out_above
from yichuang.apps.desk.owed import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_


def answers_from_above(staff: Staff, now: datetime) -> Sequence[Owed]:
    return [
        Owed(
            reverse("desk:case", args=[one.case_id]), f"{one.case} {one.case.item_name} · {one.body}", one.upper_due_at,
            light_between(staff.hall, one.sent_at, one.upper_due_at, now),
        )
        for one in out_above(staff)
    ]  # fmt: skip


DUTIES = (
    Duty(
        "out_above", N_("Out at the upper body"), (Role.CLERK, Role.DEPARTMENT_HEAD), answers_from_above,
        "desk:forwardings", N_("Cases you sent up appear here until their answer is recorded."),
    ),
)  # fmt: skip
