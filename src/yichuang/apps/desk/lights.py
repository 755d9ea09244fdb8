"""What lights call for, as lists of the To-do page."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from yichuang.apps.accountability.queries import apologies_owed
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.queries import light_of, share_of, words_owed
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Light


def _words(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    share = share_of(staff.hall)
    return [_of(case, light_of(case, now, share)) for case in words_owed(staff, now)[:most]]


def _apologies(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    return [_of(one.case, Light.RED) for one in apologies_owed(staff)[:most]]


def _of(case: Case, light: Light) -> Owed:
    return Owed(f"{reverse('desk:case', args=[case.pk])}#lights", f"{case} {case.item_name}", case.due_at, light)


DUTIES = (
    Duty("words", N_("Words owed on lights"), (Role.CLERK,), _words, "desk:lights",
         N_("When a case of yours turns yellow or red, say here why and what is being done."), words_owed),
    Duty("apologies", N_("Apologies owed"), (Role.CLERK, Role.WINDOW_HEAD), _apologies, "desk:overdue",
         N_("A case that passed its due time stands here until the citizen has had an apology."),
         lambda staff, now: apologies_owed(staff)),
)  # fmt: skip
