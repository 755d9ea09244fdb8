"""Reads on contests: the newest ranking of a month, all versions, which month waits, which months a page offers."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from yichuang.apps.assessments.models import MonthlyContest
from yichuang.apps.assessments.quarters import has_ended, month_at, month_before, span_of
from yichuang.apps.cases.models import Case
from yichuang.apps.organization.models import Hall
from yichuang.core.assessment import Month

MONTHS = 12


def contest_versions(hall: Hall, month: Month) -> list[MonthlyContest]:
    """All rankings of a month, the first one first, without the statements; one query."""
    found = MonthlyContest.objects.filter(hall=hall, month=str(month)).order_by("number")
    return list(found.select_related("settled_by").defer("statements"))


def newest_contest(hall: Hall, month: Month | None = None) -> MonthlyContest | None:
    """The newest ranking of a month, or of the newest month that is settled; without the statements."""
    found = MonthlyContest.objects.filter(hall=hall)
    if month is not None:
        found = found.filter(month=str(month))
    return found.order_by("-month", "-number").defer("statements").first()


def months_settled(hall: Hall) -> list[str]:
    """The last months that are settled, the newest first, at most twelve."""
    found = MonthlyContest.objects.filter(hall=hall, number=1).order_by("-month")
    return list(found.values_list("month", flat=True)[:MONTHS])


def unsettled(hall: Hall, now: datetime) -> QuerySet[Hall]:
    """The hall itself while a month of the last twelve that has ended is not settled, though somebody was at work."""
    first = Case.objects.filter(hall=OuterRef("pk"), accepted_at__isnull=False).order_by("accepted_at")
    waits, month = Q(), month_before(month_at(now))
    for _ in range(MONTHS - 1):
        settled = MonthlyContest.objects.filter(hall=OuterRef("pk"), month=str(month))
        waits |= Q(began__lt=span_of(month)[1]) & ~Exists(settled)
        month = month_before(month)
    return Hall.objects.annotate(began=Subquery(first.values("accepted_at")[:1])).filter(waits, pk=hall.pk)


def months_unsettled(hall: Hall, now: datetime, known: Sequence[Month] | None = None) -> list[Month]:
    """The months that have ended and are not settled, the oldest first; one query where the months are known."""
    settled = set(MonthlyContest.objects.filter(hall=hall).values_list("month", flat=True))
    months = months_known(hall, now) if known is None else known
    return [one for one in reversed(months) if has_ended(one, now) and str(one) not in settled]


def months_known(hall: Hall, now: datetime) -> list[Month]:
    """The months a page offers: from the first the hall worked in to the running one, at most the last twelve."""
    found = Case.objects.filter(accepted_at__isnull=False, hall=hall).order_by("accepted_at")
    began = month_at(found.values_list("accepted_at", flat=True).first() or now)
    month, known = month_at(now), []
    while month >= began and len(known) < MONTHS:
        known.append(month)
        month = month_before(month)
    return known
