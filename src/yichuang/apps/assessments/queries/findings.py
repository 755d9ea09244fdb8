"""Reads on findings (R26): who sees which, what waits for whom, how one came to stand as it does."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from yichuang.apps.assessments.models import Finding, FindingStep
from yichuang.apps.assessments.policies.sheets import SCORERS, SEES_ALL, windows_of_own
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.worktime import SHANGHAI, Unit
from yichuang.rulebook.worktime import limit_of, load_calendar

RELATED = ("hall", "window__hall", "person", "found_by")


def findings_seen_by(staff: Staff) -> QuerySet[Finding]:
    """Those who assess or lead see all of the hall; others those of themselves and of windows where they serve."""
    found = Finding.objects.filter(hall=staff.hall_id).select_related(*RELATED)
    if staff.has(*SEES_ALL):
        return found
    return found.filter(Q(person=staff) | Q(window__in=windows_of_own(staff)))


def finding_for(staff: Staff, pk: int) -> Finding | None:
    return findings_seen_by(staff).prefetch_related("evidence").filter(pk=pk).first()


def steps_of_finding(finding: Finding) -> list[FindingStep]:
    return list(FindingStep.objects.filter(finding=finding).select_related("by").order_by("id"))


def findings_to_decide(staff: Staff, now: datetime) -> QuerySet[Finding]:
    """Drafts to confirm or reject and contested ones to settle, at windows this person may score (C-27, C-34)."""
    found = Finding.objects.filter(hall=staff.hall_id, state__in=("draft", "contested"))
    if not staff.has(*SCORERS):
        return found.none()
    return found.exclude(window__in=windows_of_own(staff)).select_related("window").order_by("happened_at", "id")


def findings_to_answer(staff: Staff, now: datetime) -> QuerySet[Finding]:
    """Confirmed findings about this person, or about the window he heads, of which he has been told by this list."""
    about = Q(person=staff)
    if staff.has(Role.WINDOW_HEAD):
        about |= Q(window=staff.window_id)
    found = Finding.objects.filter(about, hall=staff.hall_id, state="confirmed")
    return found.select_related("window").order_by("-happened_at", "-id")


def contest_until(finding: Finding) -> date:
    """The last day to contest: so many days after it was confirmed, or found by the records (rules/limits, C-27)."""
    told = FindingStep.objects.filter(finding=finding, act__in=("found", "confirmed")).order_by("at", "id").last()
    day = (told.at if told else finding.happened_at).astimezone(SHANGHAI).date()
    limit, calendar = limit_of("finding.contest", day), load_calendar(finding.hall.slug)
    if limit.unit is Unit.WORKING_DAY:
        return calendar.nth_after(day, limit.amount)
    return calendar.day(calendar.day_index(calendar.index(day), limit.amount))
