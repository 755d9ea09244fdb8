"""The work lists: which cases wait for which person, resolved at this instant."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yichuang.apps.cases import charge
from yichuang.apps.cases.models import OPEN, Case, DueChange
from yichuang.apps.cases.models.clock import KINDS
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.queries import windows_served_by
from yichuang.core.lifecycle import Action, State

# What is urgent goes before others, then what is due first (D3.1.4).
PRESSING = ("-urgent", "due_at", "id")


def my_open_cases(staff: Staff) -> QuerySet[Case]:
    """Open cases of the posts this person handles now, as A or as B for an absent A; the nearest due first (D5.1.6).

    Resolved at this instant, as the permission to handle is: when A comes back, his cases are on his list again.
    A's own matter is B's, and nobody's own is on his list (D4.4.4).
    """
    away = Q(item__post__a=None) | Q(item__post__a__absent=True) | Q(item__post__a__is_active=False)
    away |= Q(item__post__a__identity_index=F("applicant__identity_index"))
    present = Q(item__post__a=staff) | (Q(item__post__b=staff) & away) | Q(item__post=None, handler=staff)
    found = Case.objects.filter(present, hall=staff.hall_id, state__in=OPEN)
    if staff.identity_index:
        found = found.exclude(applicant__identity_index=staff.identity_index)
    return found.order_by(*PRESSING)


def to_handle(staff: Staff) -> QuerySet[Case]:
    """Accepted cases whose work this person has to do now."""
    return my_open_cases(staff).filter(state=State.ACCEPTED.value)


def to_review(staff: Staff) -> QuerySet[Case]:
    """Handled cases whose review is this person's, as head of the window or standing in (charge.py)."""
    return charge.cases_of(staff, Action.REVIEW).filter(state=State.HANDLED.value).order_by(*PRESSING)


def to_approve(staff: Staff) -> QuerySet[Case]:
    """Reviewed cases whose approval is this person's, as head of the department or standing in (charge.py)."""
    return charge.cases_of(staff, Action.APPROVE).filter(state=State.REVIEWED.value).order_by(*PRESSING)


def results_waiting(staff: Staff) -> QuerySet[Case]:
    """Approved cases whose result waits at a window this person serves."""
    windows = windows_served_by(staff).order_by().values("pk")
    return Case.objects.filter(front_window__in=windows, state=State.APPROVED.value).order_by(*PRESSING)


def untold() -> QuerySet[DueChange]:
    """What recalculations did to due times and citizens have had no paper of (N19)."""
    return DueChange.objects.filter(cause__in=KINDS, told=None)


def moved_untold(staff: Staff) -> QuerySet[Case]:
    """Open cases of this person that a recalculation moved and whose citizen has had no paper of it (N19)."""
    return my_open_cases(staff).filter(Exists(untold().filter(case=OuterRef("pk"))))


WORKLISTS = {
    "mine": my_open_cases, "moved": moved_untold, "handle": to_handle, "review": to_review, "approve": to_approve,
    "complete": results_waiting,
}  # fmt: skip
