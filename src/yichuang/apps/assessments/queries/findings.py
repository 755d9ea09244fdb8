"""Reads on findings (R26): who sees which, what waits for whom, how one came to stand as it does."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from yichuang.apps.assessments.models import Correction, Finding, FindingStep
from yichuang.apps.assessments.policies.findings import SETTLERS
from yichuang.apps.assessments.policies.sheets import SCORERS, SEES_ALL, windows_of_own
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.worktime import SHANGHAI, Unit
from yichuang.rulebook.worktime import limit_of, load_calendar

RELATED = ("hall", "window__hall", "person", "found_by")
# Acts of others of which the scored person is told; found: by the records, counting at once.
TOLD = ("found", "confirmed", "upheld", "withdrawn", "corrected")


# When it was said that a finding counts: it is contested from then on.
_TOLD = (
    FindingStep.objects.filter(finding=OuterRef("pk"), act__in=("found", "confirmed")).order_by("-at", "-id")
    .values("at")[:1]
)  # fmt: skip


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
    states = {one for roles, one in ((SCORERS, "draft"), (SETTLERS, "contested")) if staff.has(*roles)}
    found = Finding.objects.filter(hall=staff.hall_id, state__in=states).exclude(state="draft", corrects__isnull=False)
    return found.exclude(window__in=windows_of_own(staff)).select_related("window").order_by("happened_at", "id")


def findings_to_answer(staff: Staff, now: datetime) -> QuerySet[Finding]:
    """Findings about this person, or about the window he heads, until he has taken note of the last thing said (R26).

    Contesting one is taking note of it.
    """
    about = Q(person=staff)
    if staff.has(Role.WINDOW_HEAD):
        about |= Q(window=staff.window_id)
    read = FindingStep.objects.filter(finding=OuterRef("finding"), by=staff, act__in=("acknowledged", "contested"))
    told = FindingStep.objects.filter(finding=OuterRef("pk"), act__in=TOLD).exclude(
        Exists(read.filter(id__gt=OuterRef("id")))
    )
    found = Finding.objects.filter(about, Exists(told), hall=staff.hall_id).exclude(
        state__in=("draft", "rejected", "contested")
    )
    return found.select_related("window").annotate(told_at=Subquery(_TOLD)).order_by("-happened_at", "-id")


def takes_note(staff: Staff, finding: Finding) -> bool:
    """Whether this finding still waits for this person to take note of it."""
    return findings_to_answer(staff, finding.happened_at).filter(pk=finding.pk).exists()


def corrections_to_decide(staff: Staff, now: datetime) -> QuerySet[Correction]:
    """Corrections that another person proposed, at windows this person may settle, the longest waiting first.

    Not of a finding that is contested: that is settled first.
    """
    found = Correction.objects.filter(finding__hall=staff.hall_id, settled_at=None).exclude(by=staff)
    found = found.exclude(finding__state="contested")
    if not staff.has(*SETTLERS):
        return found.none()
    found = found.exclude(finding__window__in=windows_of_own(staff))
    return found.select_related("finding__window").order_by("at", "id")


def corrections_of(finding: Finding) -> list[Correction]:
    """What was proposed about a finding, the newest first, with the entry that was to take its place."""
    found = Correction.objects.filter(finding=finding)
    return list(found.select_related("by", "second", "replacement__person", "replacement__hall").order_by("-id"))


def contest_until(finding: Finding) -> date:
    """The last day to contest: so many days after it was confirmed, or found by the records (rules/limits, C-27)."""
    told = FindingStep.objects.filter(finding=finding, act__in=("found", "confirmed")).order_by("at", "id").last()
    return last_day_to_contest(told.at if told else finding.happened_at, finding.hall.slug)


def last_day_to_contest(told_at: datetime, hall: str) -> date:
    """The same, of a finding of which it is known when it was said to count."""
    day = told_at.astimezone(SHANGHAI).date()
    limit, calendar = limit_of("finding.contest", day), load_calendar(hall)
    if limit.unit is Unit.WORKING_DAY:
        return calendar.nth_after(day, limit.amount)
    return calendar.day(calendar.day_index(calendar.index(day), limit.amount))
