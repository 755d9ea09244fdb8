"""Reads on visits, hand-overs and consultations."""

from collections.abc import Callable
from datetime import datetime

from django.db import connection
from django.db.models import F, Q, QuerySet

from yichuang.apps.audit.rows import fetch
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.places import places_of
from yichuang.apps.organization.queries import windows_served_by
from yichuang.apps.organization.roles import Role
from yichuang.apps.reception.models import Consultation, HandOver, OvertimeEntry, PhoneEntry, Visit
from yichuang.apps.reception.permissions import calls_visible_to, given_to, may_answer, may_pass, may_settle
from yichuang.core.worktime.overtime import together

LONGEST_KEY = 18

__all__ = [
    "answerable_by", "call_for", "calls_for", "consultation_of_hall", "consultations_of", "hand_over_for",
    "may_pass", "may_settle", "open_calls_of", "open_visit_at", "overtime_of", "overtime_totals", "replies_owed_by",
    "serving_at", "taken_over", "to_confirm", "unconfirmed_from", "visit_of_hall", "visits_of",
]  # fmt: skip


def open_visit_at(window: Window, staff: Staff) -> Visit | None:
    """The visit this person is in the middle of at this window."""
    found = Visit.objects.filter(window=window, staff=staff, closed_at=None)
    return found.select_related("first_contact", "ticket", "hall", "window").order_by("-opened_at").first()


IN_HAND = (
    "SELECT 1 FROM reception_visit v LEFT JOIN tickets_ticket t ON t.id = v.ticket_id WHERE v.window_id = %s "
    "AND v.staff_id = %s AND v.closed_at IS NULL AND (t.state IS NULL OR t.state <> 'held') LIMIT 1"
)


def serving_at(window: Window, staff: Staff) -> bool:
    """Whether this person is in the middle of a visit at the window; one whose citizen has stepped aside is not."""
    with connection.cursor() as cursor:
        cursor.execute(IN_HAND, [window.pk, staff.pk])
        return cursor.fetchone() is not None


def visit_of_hall(hall: Hall, pk: int) -> Visit | None:
    """A visit of this hall with its places; one plain query, since every act at the window begins with it."""
    visit = fetch(Visit, id=pk, hall_id=hall.pk)
    if visit is not None:
        visit.hall = hall
        visit.window = places_of(hall.pk, hall.catalog_stamp).windows[visit.window_id]
    return visit


def visits_of(hall: Hall) -> QuerySet[Visit]:
    """The register of first contacts (R07), newest first."""
    related = ("first_contact__staff", "window", "ticket")
    return Visit.objects.filter(hall=hall).select_related(*related).order_by("-opened_at", "-id")


def to_confirm(staff: Staff) -> QuerySet[HandOver]:
    """Citizens handed to this person who waits to be confirmed, oldest first."""
    found = HandOver.objects.filter(to_staff=staff, confirmed_at=None)
    return found.select_related("from_staff", "visit__first_contact", "visit__window").order_by("at")


def unconfirmed_from(staff: Staff) -> QuerySet[HandOver]:
    """Citizens this person handed over and still answers for, oldest first (D5.1.4)."""
    found = HandOver.objects.filter(from_staff=staff, confirmed_at=None)
    return found.select_related("to_staff", "visit__first_contact", "to_window").order_by("at")


def hand_over_for(staff: Staff, pk: int) -> HandOver | None:
    """A hand-over this person gave or was given."""
    found = HandOver.objects.filter(pk=pk, visit__hall=staff.hall_id).select_related("visit__hall")
    return found.filter(to_staff=staff).first() or found.filter(from_staff=staff).first()


def taken_over(staff: Staff, pk: str) -> HandOver | None:
    """A hand-over this person has confirmed and so answers for; `pk` as an address carries it."""
    if not (pk.isascii() and pk.isdigit()) or len(pk) > LONGEST_KEY:
        return None
    found = HandOver.objects.filter(pk=int(pk), to_staff=staff, confirmed_at__isnull=False)
    return found.select_related("visit__first_contact").first()


def consultations_of(hall: Hall) -> QuerySet[Consultation]:
    """The register of consultations (R05), newest first."""
    found = Consultation.objects.filter(hall=hall).select_related("staff", "visit__window")
    found = found.prefetch_related("answers__by")
    return found.order_by("-at", "-id")


def answerable_by(staff: Staff) -> Callable[[Consultation], bool]:
    """Tells of each consultation of a list whether this person may answer it; one query for all."""
    windows = frozenset(windows_served_by(staff).values_list("pk", flat=True)) if staff.has(Role.CLERK) else frozenset()
    return lambda one: staff.has(Role.CLERK) and not one.satisfied and may_answer(staff, one, windows)


def consultation_of_hall(hall: Hall, pk: int) -> Consultation | None:
    return Consultation.objects.filter(hall=hall, pk=pk).select_related("hall", "staff", "visit__window").first()


def overtime_of(hall: Hall) -> QuerySet[OvertimeEntry]:
    """The register of extended service (D1.13), newest first."""
    found = OvertimeEntry.objects.filter(hall=hall).select_related("window", "staff")
    return found.order_by("-finished_at", "-id")


def overtime_totals(entries: QuerySet[OvertimeEntry]) -> list[tuple[Window, int, int]]:
    """By window how many entries there are and how many minutes in all; what two share at a window counts once."""
    spans: dict[Window, list[tuple[datetime, datetime]]] = {}
    for one in entries:
        spans.setdefault(one.window, []).append((one.closed_at, one.finished_at))
    return [(window, len(spans[window]), together(spans[window])) for window in sorted(spans, key=lambda w: w.number)]


def calls_for(staff: Staff) -> QuerySet[PhoneEntry]:
    """The register of calls (R06) as far as this person may read it, newest first."""
    found = calls_visible_to(staff).select_related("by", "passed_staff", "passed_department", "hall", "closed_by")
    return found.order_by("-received_at", "-id")


def call_for(staff: Staff, pk: int) -> PhoneEntry | None:
    return calls_for(staff).filter(pk=pk).first()


def open_calls_of(staff: Staff) -> QuerySet[PhoneEntry]:
    """Calls this person took and has not passed on, and those passed to him; a reply that is owed first (D5.1.8)."""
    mine = Q(by=staff, passed_at=None) | (Q(passed_at__isnull=False) & given_to(staff))
    return calls_for(staff).filter(mine, closed_at=None).order_by(F("reply_by").asc(nulls_last=True), "received_at")


def replies_owed_by(staff: Staff) -> QuerySet[Consultation]:
    """Questions without an answer at the windows this person serves, or that he wrote down; the earliest day first."""
    windows = windows_served_by(staff).order_by().values("pk")
    mine = Q(staff=staff) | Q(visit__window__in=windows)
    found = Consultation.objects.filter(mine, hall=staff.hall_id, answer="")
    return found.order_by(F("reply_by").asc(nulls_last=True), "id")
