"""Who enters, reports and sees what was assigned from above, and how pressing it is."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from yichuang.apps.cases.models import Assignment, AssignmentContact
from yichuang.apps.cases.permissions import SEES_ALL
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.lifecycle import Light, light
from yichuang.core.worktime import SHANGHAI

ENTERS = Role.PARTY_GOVERNMENT_OFFICE
RELATED = ("hall", "department", "handler", "entered_by", "reported_by", "closed_by", "notice")


def visible_to(staff: Staff) -> QuerySet[Assignment]:
    """Assignments this person may open: of his department as its head, those he handles; leaders see all."""
    found = Assignment.objects.filter(hall=staff.hall_id).select_related(*RELATED)
    if staff.has(*SEES_ALL):
        return found
    mine = Q(handler=staff)
    if staff.has(Role.DEPARTMENT_HEAD):
        mine |= Q(department=staff.department_id)
    return found.filter(mine)


def may_report(staff: Staff, assignment: Assignment) -> bool:
    """The head of the department it was given to, and the handler."""
    head = staff.has(Role.DEPARTMENT_HEAD) and staff.department_id == assignment.department_id
    return staff.hall_id == assignment.hall_id and (head or assignment.handler_id == staff.pk)


def light_of(assignment: Assignment, now: datetime, share: int) -> Light:
    """Red when its last day is over without a report, yellow when little is left; none once it is reported."""
    if assignment.reported_at is not None:
        return Light.NONE
    return light(assignment.begins, assignment.ends, now, share)


def overdue(found: QuerySet[Assignment], today: date) -> QuerySet[Assignment]:
    return found.filter(reported_at=None, due_on__lt=today)


def silent(found: QuerySet[Assignment], today: date) -> QuerySet[Assignment]:
    """Overdue without anybody having told the body behind it (D5.4.1)."""
    told = AssignmentContact.objects.filter(assignment=OuterRef("pk"))
    return overdue(found, today).filter(~Exists(told))


def waiting_for(staff: Staff) -> QuerySet[Assignment]:
    """What this person has to report, or, at the party and government office, to close; the nearest day first."""
    mine = Q(handler=staff, reported_at=None)
    if staff.has(Role.DEPARTMENT_HEAD):
        mine |= Q(department=staff.department_id, reported_at=None)
    if staff.has(ENTERS):
        mine |= Q(reported_at__isnull=False)
    return Assignment.objects.filter(mine, hall=staff.hall_id, closed_at=None).order_by("due_on", "id")


def day_of(now: datetime) -> date:
    return now.astimezone(SHANGHAI).date()
