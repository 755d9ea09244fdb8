"""May this person answer this consultation, act on this booking or call, keep the roster?"""

from django.db.models import Q, QuerySet

from yichuang.apps.audit import Refusal, Refused
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.queries import windows_served_by
from yichuang.apps.organization.roles import Role
from yichuang.apps.reception.models import Appointment, CallKind, Callout, Consultation, PhoneEntry
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


def appointments_of(staff: Staff) -> QuerySet[Appointment]:
    """The bookings this person may open and deal with: of the windows he serves, and those he is to carry out himself;
    the hall office keeps all of them."""
    found = Appointment.objects.filter(hall=staff.hall_id)
    if staff.has(Role.HALL_OFFICE):
        return found
    if not staff.has(Role.CLERK):
        return found.filter(staff=staff)
    return found.filter(Q(window__in=windows_served_by(staff).order_by().values("pk")) | Q(staff=staff))


def require_keeper(staff: Staff, appointment: Appointment) -> None:
    """Refused to whoever neither serves the booking's window nor carries it out."""
    if not appointments_of(staff).filter(pk=appointment.pk).exists():
        sentence, remedy = N_("This booking belongs to another window."), N_("Tell that window or the hall office.")
        raise Refused(Refusal("not_yours", sentence, remedy, clause="D3.3.1"))


def require_roster_keeper(staff: Staff) -> None:
    """The roster of days off is the hall office's (D3.3.4)."""
    if not staff.has(Role.HALL_OFFICE):
        sentence, remedy = N_("The duty roster is kept by the hall office."), N_("Tell the hall office.")
        raise Refused(Refusal("not_yours", sentence, remedy, clause="D3.3.4"))


def require_of_callout(staff: Staff, callout: Callout) -> None:
    """Who called, who was called and the hall office write down how it went."""
    own = staff.pk in (callout.made_by_id, callout.staff_id)
    if callout.hall_id != staff.hall_id or not (own or staff.has(Role.HALL_OFFICE)):
        sentence, remedy = N_("Somebody else was called out here."), N_("Leave it to the person in charge.")
        raise Refused(Refusal("not_yours", sentence, remedy, clause="D3.3.4"))
# Reports name people; only who leads the hall or keeps its registers reads those of others.
SEES_ALL_CALLS = (
    Role.HALL_OFFICE, Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER, Role.PARTY_GOVERNMENT_OFFICE,
)  # fmt: skip


def calls_visible_to(staff: Staff) -> QuerySet[PhoneEntry]:
    """The calls a person may open: those he took or was given, those of the department he heads; all for who leads."""
    calls = PhoneEntry.objects.filter(hall=staff.hall_id)
    if staff.has(*SEES_ALL_CALLS):
        return calls
    seen = Q(by=staff) | given_to(staff)
    if staff.has(Role.ASSESSOR):
        seen |= Q(kind=CallKind.CONSULTATION.value)
    return calls.filter(seen)


def given_to(staff: Staff) -> Q:
    """Calls passed on to this person, or to the department he heads."""
    mine = Q(passed_staff=staff)
    if staff.has(Role.DEPARTMENT_HEAD) and staff.department_id is not None:
        mine |= Q(passed_department=staff.department_id)
    return mine


def may_pass(staff: Staff, entry: PhoneEntry) -> bool:
    return entry.hall_id == staff.hall_id and (entry.by_id == staff.pk or staff.has(Role.HALL_OFFICE))


def may_settle(staff: Staff, entry: PhoneEntry) -> bool:
    """Who took the call, who was told of it, and the hall office."""
    if may_pass(staff, entry) or entry.passed_staff_id == staff.pk:
        return entry.hall_id == staff.hall_id
    heads = staff.has(Role.DEPARTMENT_HEAD) and staff.department_id is not None
    return heads and entry.passed_department_id == staff.department_id


def require_taker(staff: Staff, entry: PhoneEntry) -> None:
    if not may_pass(staff, entry):
        raise Refused(NOT_YOUR_CALL)


def require_settler(staff: Staff, entry: PhoneEntry) -> None:
    if not may_settle(staff, entry):
        raise Refused(NOT_YOUR_CALL)


NOT_YOUR_CALL = Refusal(
    "not_yours", N_("This call was taken by somebody else."), N_("Leave it to that person or to the hall office."),
    clause="D5.1.8",
)  # fmt: skip
