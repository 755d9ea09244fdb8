"""Reads on overdue cases."""

from datetime import datetime

from django.db.models import Case as Choose
from django.db.models import Exists, F, OuterRef, Q, QuerySet, SmallIntegerField, Value, When

from yichuang.apps.accountability.models import Overdue
from yichuang.apps.accountability.permissions import may_apologise, visible_to
from yichuang.apps.cases.models import OPEN, Case
from yichuang.apps.cases.queries import my_open_cases
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.roles import Role

__all__ = [
    "OWED", "RELATED", "apologies_owed", "may_apologise", "no_longer_late", "not_yet_recorded", "of_case",
    "open_first", "visible_to",
]  # fmt: skip

OWED = Q(withdrawn_at=None) & (Q(case__state__in=OPEN) | Q(apology=None))
RELATED = ("case__applicant", "case__front_window", "case__item__post__a", "case__item__post__b", "case__hall", "hall",
           "apology__by", "apology__notice")  # fmt: skip


def not_yet_recorded(hall: Hall, now: datetime) -> QuerySet[Case]:
    """Accepted cases past their due time, open or ended too late, without a record."""
    late = Q(state__in=OPEN, due_at__lt=now, standing=False) | Q(ended_at__gt=F("due_at"))
    standing = Overdue.objects.filter(case=OuterRef("pk"), withdrawn_at=None)
    return Case.objects.filter(~Exists(standing), late, hall=hall).order_by("due_at", "id")


def no_longer_late(hall: Hall, now: datetime) -> QuerySet[Overdue]:
    """Standing records whose case now has a later due time than was passed, and has not passed that."""
    in_time = Q(case__state__in=OPEN, case__due_at__gte=now) | Q(case__ended_at__lte=F("case__due_at"))
    found = Overdue.objects.filter(in_time, hall=hall, withdrawn_at=None)
    return Overdue.objects.filter(pk__in=found.values("pk"))


def open_first(found: QuerySet[Overdue]) -> QuerySet[Overdue]:
    """What is still owed first, the longest past due on top; then the rest, newest first."""
    rank = Choose(When(OWED, then=Value(0)), default=Value(1), output_field=SmallIntegerField())
    return found.select_related(*RELATED).alias(rank=rank).order_by("rank", "due_at", "id")


def apologies_owed(staff: Staff) -> QuerySet[Overdue]:
    """Overdue cases without an apology that this person has in hand, or whose window he heads."""
    mine = Q(case__in=my_open_cases(staff).order_by().values("pk")) | Q(case__handler=staff)
    if staff.has(Role.WINDOW_HEAD):
        mine |= Q(case__front_window=staff.window_id)
    found = Overdue.objects.filter(mine, hall=staff.hall_id, withdrawn_at=None, apology=None)
    return found.select_related("case").order_by("due_at", "id")


def of_case(case: Case) -> Overdue | None:
    """The record that stands, or the newest of those withdrawn."""
    return Overdue.objects.filter(case=case).select_related(*RELATED).order_by("-opened_at", "-id").first()
