"""Reads on sheets: who sees which, what is frozen, what waits for whom."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from yichuang.apps.assessments.models import Objection, Sheet, SheetVersion
from yichuang.apps.assessments.policies.sheets import SCORERS, SEES_ALL, windows_of_own
from yichuang.apps.assessments.quarters import before, quarter_at
from yichuang.apps.cases.models import Case
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.roles import Role
from yichuang.core.assessment import Quarter
from yichuang.core.worktime import SHANGHAI


def latest_versions(hall: Hall, quarter: Quarter) -> dict[int, SheetVersion]:
    """The newest frozen version of every finalised sheet of a quarter, by window; one query."""
    found = SheetVersion.objects.filter(sheet__hall=hall, sheet__quarter=str(quarter))
    return {one.sheet.window_id: one for one in found.select_related("sheet__window").order_by("number")}


def sheet_at(window: Window, quarter: Quarter) -> Sheet | None:
    found = Sheet.objects.filter(window=window, quarter=str(quarter))
    return found.select_related("hall", "window", "finalised_by", "published_by").first()


def versions_of(sheet: Sheet) -> list[SheetVersion]:
    """All versions, the first one first."""
    return list(SheetVersion.objects.filter(sheet=sheet).select_related("made_by").order_by("number"))


def objections_to(sheet: Sheet) -> list[Objection]:
    return list(Objection.objects.filter(sheet=sheet).select_related("by", "answered_by").order_by("at", "id"))


def objection_for(staff: Staff, pk: int) -> Objection | None:
    """An objection this person may answer, None otherwise."""
    if not staff.has(*SCORERS):
        return None
    found = Objection.objects.filter(pk=pk, sheet__hall=staff.hall_id)
    return found.select_related("sheet__window", "sheet__hall").first()


def sees_live(staff: Staff, window: Window, own: set[int] | None = None) -> bool:
    """Whether a sheet is shown before it is published: to those who assess or lead, and to its own window."""
    if window.hall_id != staff.hall_id:
        return False
    return staff.has(*SEES_ALL) or window.pk in (windows_of_own(staff) if own is None else own)


def unscored(hall: Hall, now: datetime) -> QuerySet[Window]:
    """Windows without a finalised sheet of the quarter that ended last (D2.0.4); none where nobody was at work then."""
    quarter = before(quarter_at(now))
    done = Sheet.objects.filter(hall=hall, quarter=str(quarter)).values("window")
    end = datetime.combine(quarter.following, datetime.min.time(), SHANGHAI)
    at_work = Case.objects.filter(hall=hall, accepted_at__lt=end).exclude(number="")
    found = Window.objects.filter(hall=hall).exclude(pk__in=done).order_by("number")
    return found if at_work.exists() else found.none()


def ready_to_publish(hall: Hall, now: datetime, quarter: Quarter | None = None) -> QuerySet[Sheet]:
    """Sheets whose time for objections is over, every objection answered, and that are not published."""
    today = now.astimezone(SHANGHAI).date()
    found = Sheet.objects.filter(hall=hall, published_at=None, objections_until__lt=today)
    if quarter is not None:
        found = found.filter(quarter=str(quarter))
    open_ones = Objection.objects.filter(answered_at=None, sheet__hall=hall).values("sheet")
    return found.exclude(pk__in=open_ones).select_related("window").order_by("quarter", "window__number")


def unanswered(hall: Hall) -> QuerySet[Objection]:
    found = Objection.objects.filter(sheet__hall=hall, answered_at=None)
    return found.select_related("sheet__window").order_by("at", "id")


def open_to_objection(staff: Staff, now: datetime) -> QuerySet[Sheet]:
    """Finalised sheets of the window this person heads, while he may object and has not."""
    today = now.astimezone(SHANGHAI).date()
    found = Sheet.objects.filter(window=staff.window_id, published_at=None, objections_until__gte=today)
    if not staff.has(Role.WINDOW_HEAD):
        return found.none()
    return found.filter(objections=None).select_related("window").order_by("objections_until", "id")


def quarters_known(hall: Hall, now: datetime) -> list[Quarter]:
    """The quarters a page offers: from the first the hall worked in to the running one, at most the last eight."""
    first = Case.objects.filter(Q(accepted_at__isnull=False), hall=hall).order_by(F("accepted_at").asc())
    began = first.values_list("accepted_at", flat=True).first() or now
    earliest, quarter, known = quarter_at(began), quarter_at(now), []
    while quarter >= earliest and len(known) < 8:
        known.append(quarter)
        quarter = before(quarter)
    return known
