"""Whose absence may this person mark?"""

from django.db.models import QuerySet

from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.organization.roles import ADMINISTRATORS, Role

SEES_ALL = (Role.HALL_OFFICE, Role.LEADER_IN_CHARGE)


def absences_kept_by(staff: Staff) -> QuerySet[Staff]:
    """People whose absence this person keeps: of the whole hall for its office and leader, else of the own window."""
    people = staff_of(staff.hall).filter(is_active=True)
    for role in sorted(ADMINISTRATORS):
        people = people.exclude(roles=role.value)
    if staff.has(*SEES_ALL):
        return people
    if staff.has(Role.WINDOW_HEAD) and staff.window_id:
        return people.filter(window=staff.window_id)
    return people.none()
