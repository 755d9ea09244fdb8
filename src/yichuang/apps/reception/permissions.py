"""May this person answer this consultation?"""

from yichuang.apps.audit import Refusal, Refused
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.queries import windows_served_by
from yichuang.apps.organization.roles import Role
from yichuang.apps.reception.models import Consultation
from yichuang.core.identity import N_


def require_answerer(staff: Staff, consultation: Consultation) -> None:
    """Refused to whoever is not of the window that was asked, did not write the question down, nor is its office."""
    windows = frozenset(windows_served_by(staff).values_list("pk", flat=True))
    if not may_answer(staff, consultation, windows):
        sentence, remedy = N_("This question was asked at another window."), N_("Tell that window or the hall office.")
        raise Refused(Refusal("not_yours", sentence, remedy, clause="D5.1.5"))


def may_answer(staff: Staff, consultation: Consultation, windows: frozenset[int]) -> bool:
    """`windows` are the keys of those the person serves; `consultation.visit` tells where it was asked."""
    if consultation.hall_id != staff.hall_id:
        return False
    own = consultation.staff_id == staff.pk or consultation.visit.window_id in windows
    return own or staff.has(Role.HALL_OFFICE)
