"""Reads on follow-ups: the register, and what is due for whom."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from yichuang.apps.audit.rows import LARGEST
from yichuang.apps.cases.models import FollowUp
from yichuang.apps.cases.permissions import visible_to
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.queries import posts_held_by
from yichuang.core.identity import Fault, clean_text
from yichuang.core.worktime import SHANGHAI

LONGEST_QUERY = 60
# What the register can be narrowed to.
SHOWN = ("due", "coming", "done", "visit", "renewal")


def follow_ups_for(staff: Staff) -> QuerySet[FollowUp]:
    """The follow-ups of cases this person may open."""
    cases = visible_to(staff).order_by().values("pk")
    found = FollowUp.objects.filter(hall=staff.hall_id, case__in=cases)
    return found.select_related("hall", "case__hall", "case__item__post", "case__applicant", "case__front_window",
                                "done_by")  # fmt: skip


def follow_up_for(staff: Staff, pk: int) -> FollowUp | None:
    return follow_ups_for(staff).filter(pk=pk).first() if pk <= LARGEST else None


def sought_follow_ups(staff: Staff, words: str, shown: str, today: date) -> QuerySet[FollowUp]:
    """The register narrowed by words (case number, item) and by what it shows; not yet in any order."""
    found = follow_ups_for(staff)
    conditions = {
        "due": Q(done_at=None, due_on__lte=today), "coming": Q(done_at=None, due_on__gt=today),
        "done": Q(done_at__isnull=False), "visit": Q(kind="visit"), "renewal": Q(kind="renewal"),
    }  # fmt: skip
    if shown:
        found = found.filter(conditions[shown]) if shown in conditions else found.none()
    cleaned = clean_text(words.strip(), max_length=LONGEST_QUERY)
    if isinstance(cleaned, Fault):
        return found.none()
    by_item = Q(case__item_name__icontains=cleaned) | Q(case__item__code__iexact=cleaned)
    return found.filter(by_item | Q(case__number__iendswith=cleaned)) if cleaned else found


def follow_ups_due(staff: Staff, now: datetime) -> QuerySet[FollowUp]:
    """Due follow-ups of the posts this person handles now, the longest due first."""
    mine = Q(case__item__post__in=posts_held_by(staff).values("pk")) | Q(case__item__post=None, case__handler=staff)
    due = FollowUp.objects.filter(mine, hall=staff.hall_id, done_at=None, due_on__lte=now.astimezone(SHANGHAI).date())
    if staff.identity_index:
        due = due.exclude(case__applicant__identity_index=staff.identity_index)
    return due.select_related("case").order_by("due_on", "pk")
