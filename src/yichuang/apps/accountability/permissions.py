"""May this person deal with this overdue case? Who may see the case may see that it is late."""

from django.db.models import QuerySet

from yichuang.apps.accountability.models import Overdue
from yichuang.apps.audit import refuse
from yichuang.apps.cases import permissions as cases
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Action


def visible_to(staff: Staff) -> QuerySet[Overdue]:
    return Overdue.objects.filter(case__in=cases.visible_to(staff).order_by().values("pk"))


def may_apologise(staff: Staff, overdue: Overdue) -> bool:
    """The handler of the case, or the head of its window (D5.2.4: who did the work says sorry)."""
    case = overdue.case
    if cases.own_matter(staff, case) is not None:
        return False
    head = staff.has(Role.WINDOW_HEAD) and staff.window_id == case.front_window_id
    return head or cases.refusal_for(staff, Action.HANDLE, case) is None


def require_apologiser(staff: Staff, overdue: Overdue) -> None:
    if not may_apologise(staff, overdue):
        refuse("not_yours", N_("The apology belongs to the handler of the case or the head of its window."),
               N_("Leave it to the person in charge."), clause="D5.2.4")  # fmt: skip


def require_office(staff: Staff, overdue: Overdue) -> None:
    """Whether lateness was serious is said by the hall office, which proposes what follows (C-26)."""
    if not staff.has(Role.HALL_OFFICE) or staff.hall_id != overdue.hall_id:
        refuse("not_yours", N_("The hall office says whether lateness was serious."),
               N_("Leave it to the person in charge."), clause="C-26")  # fmt: skip
