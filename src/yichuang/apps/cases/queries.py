"""Reads on cases. Whoever asks for a case says who he is; what he may not see is not there."""

from django.db.models import Q, QuerySet

from yichuang.apps.cases.lights import light_of, share_of, worst_first
from yichuang.apps.cases.listing import KINDS, Wanted, by_due, exact_for, found_for, identity_index
from yichuang.apps.cases.models import OPEN, Case
from yichuang.apps.cases.page import Act, Step, Working, acts_for, steps_of, working_of
from yichuang.apps.cases.permissions import visible_to
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.queries import windows_served_by
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import last_four
from yichuang.core.lifecycle import State
from yichuang.integrations.keys import sm3_hex
from yichuang.integrations.site import sealer

__all__ = [
    "KINDS", "Act", "Step", "Wanted", "Working", "acts_for", "by_due", "by_rating_code", "case_for",
    "earlier_cases_of", "exact_for", "found_for", "identity_index", "light_of", "my_open_cases", "progress",
    "results_waiting", "share_of", "steps_of", "to_approve", "to_complete", "to_handle", "to_review", "visible_to",
    "working_of", "worst_first",
]  # fmt: skip

RELATED = ("hall", "item__department", "item__post__a", "item__post__b", "applicant", "front_window", "handler")


def case_for(staff: Staff, pk: int) -> Case | None:
    """A case this person may open, with everything its page needs from neighbouring tables."""
    return visible_to(staff).filter(pk=pk).select_related(*RELATED).first()


def my_open_cases(staff: Staff) -> QuerySet[Case]:
    """Open cases of the posts this person handles now, as A or as B for an absent A; the nearest due first (D5.1.6).

    Resolved at this instant, as the permission to handle is: when A comes back, his cases are on his list again.
    """
    away = Q(item__post__a=None) | Q(item__post__a__absent=True) | Q(item__post__a__is_active=False)
    present = Q(item__post__a=staff) | (Q(item__post__b=staff) & away) | Q(item__post=None, handler=staff)
    return Case.objects.filter(present, hall=staff.hall_id, state__in=OPEN).order_by("due_at", "id")


def to_handle(staff: Staff) -> QuerySet[Case]:
    """Accepted cases whose work this person has to do now."""
    return my_open_cases(staff).filter(state=State.ACCEPTED.value)


def to_review(staff: Staff) -> QuerySet[Case]:
    """Handled cases of the windows this person heads."""
    if not staff.has(Role.WINDOW_HEAD):
        return Case.objects.none()
    found = Case.objects.filter(hall=staff.hall_id, state=State.HANDLED.value, front_window=staff.window_id)
    return found.order_by("due_at", "id")


def to_approve(staff: Staff) -> QuerySet[Case]:
    """Reviewed cases of this person's department."""
    if not staff.has(Role.DEPARTMENT_HEAD):
        return Case.objects.none()
    found = Case.objects.filter(hall=staff.hall_id, state=State.REVIEWED.value, item__department=staff.department_id)
    return found.order_by("due_at", "id")


def to_complete(window: Window) -> QuerySet[Case]:
    """Approved cases whose result waits at the window for the citizen."""
    return Case.objects.filter(front_window=window, state=State.APPROVED.value).order_by("due_at", "id")


def results_waiting(staff: Staff) -> QuerySet[Case]:
    """Approved cases whose result waits at a window this person serves."""
    windows = windows_served_by(staff).order_by().values("pk")
    return Case.objects.filter(front_window__in=windows, state=State.APPROVED.value).order_by("due_at", "id")


def earlier_cases_of(staff: Staff, identity_number: str) -> QuerySet[Case]:
    """A person's cases that this member of the staff may see, newest first, found without opening any number."""
    index = sealer().blind_index("identity", identity_number)
    return visible_to(staff).filter(applicant__identity_index=index).order_by("-received_at")


def progress(hall: Hall, receipt: str, phone_end: str) -> Case | None:
    """The case behind a receipt number, for whoever also knows the last four digits of its telephone."""
    found = Case.objects.filter(Q(receipt=receipt) | Q(number=receipt), hall=hall).select_related("applicant", "hall", "item")
    case = found.first()
    if case is None or last_four(sealer().open("phone", case.applicant.phone)) != phone_end:
        return None
    return case


def by_rating_code(code: str) -> Case | None:
    """The completed case behind a rating code, whether rated or not."""
    return Case.objects.filter(rating_digest=sm3_hex(code.strip().upper().encode())).select_related("hall").first()
