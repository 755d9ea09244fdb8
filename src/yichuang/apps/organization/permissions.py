"""Whose absence may this person mark?"""

from django.db.models import QuerySet

from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import ADMINISTRATORS, Role

SEES_ALL = (Role.HALL_OFFICE, Role.LEADER_IN_CHARGE)


def absences_kept_by(staff: Staff) -> QuerySet[Staff]:
    """People whose absence this person keeps: of the whole hall for its office and leader, else of the own window."""
    people = Staff.objects.filter(hall=staff.hall_id, is_active=True).select_related("window", "department")
    for role in sorted(ADMINISTRATORS):
        people = people.exclude(roles=role.value)
    if staff.has(*SEES_ALL):
        return people
    if staff.has(Role.WINDOW_HEAD) and staff.window_id:
        return people.filter(window=staff.window_id)
    return people.none()
