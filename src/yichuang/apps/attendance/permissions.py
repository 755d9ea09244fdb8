"""Whose slips and off-post records may this person see, file, decide on, note (C-19)?"""

from django.db.models import Q, QuerySet

from yichuang.apps.attendance.models import OffPost, Slip
from yichuang.apps.audit import refuse
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.organization.queries import windows_served_by
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_

# The party and government office reads what it sums up (C-19); the assessor what is scored by it.
SEES_ALL = (
    Role.HALL_OFFICE, Role.LEADER_IN_CHARGE, Role.LEADER_ON_DUTY, Role.PARTY_GOVERNMENT_OFFICE, Role.ASSESSOR,
    Role.PRINCIPAL_LEADER,
)  # fmt: skip
FILES_FOR_OTHERS = (Role.WINDOW_HEAD, Role.HALL_OFFICE)
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


def may_note_seen_back(staff: Staff, record: OffPost) -> bool:
    """Who assesses or sums up attendance (D2.1.2), but not where he serves himself; a head only what he noted himself.

    An early return shortens what a window is charged with: its own people do not write it into another's record (C-34).
    """
    if staff.pk == record.person_id or staff.hall_id != record.hall_id:
        return False
    if staff.pk == record.by_id:
        return may_note_off_post(staff, record.window_id, record.person_id)
    return staff.has(*NOTERS) and not _serves(staff, record.window_id)


def may_withdraw_off_post(staff: Staff, record: OffPost) -> bool:
    """Another than who noted it or whom it is about, and nobody at a window where he serves himself (C-34)."""
    others = staff.has(*WITHDRAWERS) and staff.pk not in (record.by_id, record.person_id)
    return others and not _serves(staff, record.window_id)


def _serves(staff: Staff, window_id: int) -> bool:
    return windows_served_by(staff).filter(pk=window_id).exists()


def _heads(staff: Staff, window_id: int | None) -> bool:
    return staff.has(Role.WINDOW_HEAD) and window_id is not None and staff.window_id == window_id


def require_filer(by: Staff, person: Staff) -> None:
    if not may_file_for(by, person):
        refuse("not_yours", N_("The person files it; for one who cannot, the head of the window or the hall office."),
               N_("Choose yourself."), "person", "D2.1.3")  # fmt: skip


def require_decider(by: Staff, slip: Slip) -> None:
    if by.pk in (slip.person_id, slip.filed_by_id):
        refuse("own_slip", N_("Nobody decides on his own slip, nor on one he filed."),
               N_("Leave it to another leader."), clause="C-19")  # fmt: skip
    if not may_decide(by, slip):
        refuse("not_yours", N_("The leader in charge decides before, the leader on duty afterwards."),
               N_("Leave it to the person in charge."), clause="C-19")  # fmt: skip


def require_withdrawer(by: Staff, slip: Slip) -> None:
    if not may_withdraw(by, slip):
        refuse("not_yours", N_("The person, or who filed it for him, withdraws a slip."),
               N_("Leave it to the person in charge."), clause="D2.1.3")  # fmt: skip


def require_noter(by: Staff, person: Staff, window: Window) -> None:
    if by.pk == person.pk:
        refuse(
            "about_oneself", N_("Nobody notes himself off his post."), N_("Leave it to another."), "person", "D2.1.2"
        )
    if by.hall_id != person.hall_id or not may_note_off_post(by, window.pk, person.pk):
        refuse("not_yours", N_("An assessor, the party and government office or the head of the window notes this."),
               N_("Leave it to the person in charge."), "window", "D2.1.2")  # fmt: skip


def require_seen_back_noter(by: Staff, record: OffPost) -> None:
    if by.pk == record.person_id:
        refuse("about_oneself", N_("Nobody notes his own return to the post."), N_("Leave it to another."), "seen_at",
               "D2.1.2")  # fmt: skip
    if not may_note_seen_back(by, record):
        refuse("not_yours",
               N_("Who noted it, another assessor or the party and government office notes when he was back."),
               N_("Nobody notes it in another's record of a window where he serves himself."), "seen_at",
               "C-34")  # fmt: skip


def require_off_post_withdrawer(by: Staff, record: OffPost) -> None:
    if by.has(*WITHDRAWERS) and _serves(by, record.window_id):
        refuse("own_window", N_("Nobody withdraws a record of a window where he serves himself."),
               N_("Leave it to the person in charge."), clause="C-34")  # fmt: skip
    if not may_withdraw_off_post(by, record):
        refuse("second_person",
               N_("Another assessor, the party and government office or the leader in charge withdraws it."),
               N_("Nobody withdraws what he noted himself, or what was noted of him."), clause="D2.1.2")  # fmt: skip


def require_returner(by: Staff, slip: Slip) -> None:
    if not may_note_return(by, slip):
        refuse("not_yours", N_("The person himself, the head of his window or the hall office notes the return."),
               N_("Leave it to the person in charge."), clause="D2.1.3a")  # fmt: skip
