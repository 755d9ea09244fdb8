"""Who keeps stock and archives, who sees them, who consents to loans (D2.2.2, D4.8.3–5)."""

from django.db.models import Q, QuerySet

from yichuang.apps.audit import refuse
from yichuang.apps.keeping.models import ORDINARY, Archive, Loan, StockCard
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.queries import windows_served_by
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_

SEES_ALL = (
    Role.HALL_OFFICE, Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER, Role.PARTY_GOVERNMENT_OFFICE, Role.ASSESSOR,
)  # fmt: skip
# Whom nothing the hall has archived is kept from.
LEADS = (Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER)
KEEPERS = (Role.CLERK, Role.WINDOW_HEAD)
CONSENTS = Role.LEADER_IN_CHARGE


def windows_kept_by(staff: Staff) -> QuerySet[Window]:
    """The windows whose stock and archives this person keeps: those where he serves (D4.8.3)."""
    served = windows_served_by(staff)
    return served if staff.has(*KEEPERS) else served.none()


def keeps(staff: Staff, hall_id: int, window_id: int | None) -> bool:
    """Whether he keeps what a window has; the hall's own archive (no window) is kept by the hall office."""
    if staff.hall_id != hall_id:
        return False
    if window_id is None:
        return staff.has(Role.HALL_OFFICE)
    # The own window needs no query.
    return staff.has(*KEEPERS) and (
        staff.window_id == window_id or windows_kept_by(staff).filter(pk=window_id).exists()
    )  # fmt: skip


def require_keeper(staff: Staff, hall: Hall, window_id: int | None, clause: str) -> None:
    if not keeps(staff, hall.pk, window_id):
        refuse("not_yours", N_("What a window has is kept by its own people, what the hall has by the hall office."),
               N_("Leave it to the person in charge."), clause=clause)  # fmt: skip


def require_consent_giver(staff: Staff, loan: Loan) -> None:
    """The leader in charge, and never on what he entered himself (D4.8.5)."""
    if staff.hall_id != loan.hall_id or not staff.has(CONSENTS) or staff.pk == loan.asked_by_id:
        refuse("not_yours", N_("The leader in charge consents to loans and copies."),
               N_("Leave it to the person in charge."), clause="D4.8.5")  # fmt: skip


def visible_cards(staff: Staff) -> QuerySet[StockCard]:
    """The cards of the hall for those who lead or assess it, else of the own windows or department."""
    found = StockCard.objects.filter(hall=staff.hall_id)
    if staff.has(*SEES_ALL):
        return found
    return found.filter(_own(staff))


def visible_archives(staff: Staff) -> QuerySet[Archive]:
    """What one keeps, and what is ordinary: of the hall for all of its people, of windows for who leads or assesses.

    What is secret is hidden from all but its keepers and the leaders (D4.8.4).
    """
    found = Archive.objects.filter(hall=staff.hall_id)
    if staff.has(*LEADS):
        return found
    kept = Q(window__in=windows_kept_by(staff).order_by().values("pk"))
    if staff.has(Role.HALL_OFFICE):
        kept |= Q(window=None)
    ordinary = Q() if staff.has(*SEES_ALL) else Q(window=None) | _own(staff)
    return found.filter(kept | (Q(secrecy=ORDINARY) & ordinary))


def _own(staff: Staff) -> Q:
    own = Q(window__in=windows_kept_by(staff).order_by().values("pk"))
    if staff.has(Role.DEPARTMENT_HEAD):
        own |= Q(window__department__isnull=False, window__department=staff.department_id)
    return own


def visible_loans(staff: Staff) -> QuerySet[Loan]:
    """The loans of the archives a person may see."""
    return Loan.objects.filter(hall=staff.hall_id, archive__in=visible_archives(staff).order_by().values("pk"))
