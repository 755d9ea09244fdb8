"""Whose slips and off-post records may this person see, file, decide on, note?"""

from django.db.models import Q, QuerySet

from yichuang.apps.attendance.models import OffPost, Slip
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role

# The party and government office reads what it sums up (C-19); the assessor what is scored by it.
SEES_ALL = (
    Role.HALL_OFFICE, Role.LEADER_IN_CHARGE, Role.LEADER_ON_DUTY, Role.PARTY_GOVERNMENT_OFFICE, Role.ASSESSOR,
    Role.PRINCIPAL_LEADER,
)  # fmt: skip
NOTERS = (Role.ASSESSOR, Role.PARTY_GOVERNMENT_OFFICE)
WITHDRAWERS = (*NOTERS, Role.LEADER_IN_CHARGE)


def slips_visible_to(staff: Staff) -> QuerySet[Slip]:
    """Those who keep or lead see all of the hall; a head those of his window; everybody his own and those he filed."""
    found = Slip.objects.filter(hall=staff.hall_id)
    if staff.has(*SEES_ALL):
        return found
    return found.filter(Q(person=staff) | Q(filed_by=staff) | _of_own_window(staff))


def off_posts_visible_to(staff: Staff) -> QuerySet[OffPost]:
    """As slips are; a record is shown to the person it is about."""
    found = OffPost.objects.filter(hall=staff.hall_id)
    if staff.has(*SEES_ALL):
        return found
    return found.filter(Q(person=staff) | _of_own_window(staff))


def _of_own_window(staff: Staff) -> Q:
    headed = staff.has(Role.WINDOW_HEAD) and staff.window_id is not None
    return Q(window=staff.window_id) if headed else Q(pk=None)


def may_file_for(staff: Staff, person: Staff) -> bool:
    """For himself; for one who cannot, the head of his window or the hall office."""
    if staff.hall_id != person.hall_id or not person.is_active:
        return False
    return staff.pk == person.pk or staff.has(Role.HALL_OFFICE) or _heads(staff, person.window_id)


def approver_of(person: Staff, *, retro: bool) -> Role:
    """C-19: the leader in charge before, the leader on duty afterwards; for their own slips the principal leader.

    The document says nothing of the leaders' own slips; four eyes are the rule of the house.
    """
    role = Role.LEADER_ON_DUTY if retro else Role.LEADER_IN_CHARGE
    return Role.PRINCIPAL_LEADER if person.has(role) else role


def may_decide(staff: Staff, slip: Slip) -> bool:
    """Nobody decides on his own slip, nor on one he filed for another."""
    if staff.hall_id != slip.hall_id or staff.pk in (slip.person_id, slip.filed_by_id):
        return False
    return staff.has(approver_of(slip.person, retro=slip.retro))


def may_withdraw(staff: Staff, slip: Slip) -> bool:
    return staff.pk in (slip.person_id, slip.filed_by_id)


def may_note_return(staff: Staff, slip: Slip) -> bool:
    return staff.pk in (slip.person_id, slip.filed_by_id) or may_file_for(staff, slip.person)


def may_note_off_post(staff: Staff, window_id: int, person_id: int) -> bool:
    """Who assesses or sums up attendance, at every window; a head at his own. Nobody about himself."""
    return staff.pk != person_id and (staff.has(*NOTERS) or _heads(staff, window_id))


def may_withdraw_off_post(staff: Staff, record: OffPost) -> bool:
    return staff.has(*WITHDRAWERS) and staff.pk not in (record.by_id, record.person_id)


def _heads(staff: Staff, window_id: int | None) -> bool:
    return staff.has(Role.WINDOW_HEAD) and window_id is not None and staff.window_id == window_id
