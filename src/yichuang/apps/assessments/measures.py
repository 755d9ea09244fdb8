"""The two shares of the hall's own records, for all its windows at once: cases on time, ratings good or fairly good.

The same definition as a province counts by (docs/domain/facts.md, `province/counting.py`); a test holds them together.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from yichuang.apps.assessments.quarters import span_of
from yichuang.apps.cases.models import Case
from yichuang.apps.feedback.models import Grade, Rating
from yichuang.apps.organization.models import Hall, Window
from yichuang.core.assessment import Measures, Period, Share

CONSULTATION = "consultation"
NOT_ASKED = ("returned", "withdrawn")
FAVOURABLE = (Grade.GOOD.value, Grade.FAIRLY_GOOD.value)


def measures_of(
    hall: Hall, period: Period, *, basis: str = "due", undone: Collection[str] = (), window: Window | None = None,
    now: datetime | None = None,
) -> dict[int, Measures]:  # fmt: skip
    """The shares of every window of a hall, or of one, by the window's key; two queries, however many cases.

    `basis`: of the cases due in the period, or of those closed in it (C-21). `undone` are the cases, as "case:12",
    that a counted finding calls falsely completed: asked, and never on time (D2.5.3). `now`, while the period runs:
    open cases whose due time is still to come are not asked yet. Windows without a case and without a rating are left
    out.
    """
    on_time = _on_time(_asked(hall, period, basis, now), undone, window)
    satisfaction = _satisfaction(hall, period)
    none = Share(0, 0)
    return {
        key: Measures(on_time.get(key, none), satisfaction.get(key, none))
        for key in sorted(on_time.keys() | satisfaction.keys())
        if window is None or key == window.pk
    }


def _asked(hall: Hall, period: Period, basis: str, now: datetime | None) -> QuerySet[Case]:
    """Accepted cases due or closed in the period, without consultations."""
    begin, end = span_of(period)
    moment = "due_at" if basis == "due" else "ended_at"
    within = {f"{moment}__gte": begin, f"{moment}__lt": end}
    asked = Case.objects.filter(hall=hall, accepted_at__isnull=False, **within).exclude(kind=CONSULTATION)
    return asked if now is None else asked.exclude(ended_at=None, due_at__gte=now)


def _on_time(asked: QuerySet[Case], undone: Collection[str], window: Window | None) -> dict[int, Share]:
    false = Q(pk__in=sorted(key for key in map(case_key, undone) if key))
    asked = asked.filter(~Q(state__in=NOT_ASKED) | false)
    if window is not None:
        asked = asked.filter(front_window=window)
    kept = Count("pk", filter=Q(ended_at__lte=F("due_at")) & ~false)
    rows = asked.order_by().values_list("front_window").annotate(kept=kept, all=Count("pk"))
    return {key: Share(num, den) for key, num, den in rows}


def case_key(fact: str) -> int:
    """The case a fact names, such as 12 of "case:12"; 0 for a fact that is no case."""
    kind, _, key = fact.partition(":")
    return int(key) if kind == "case" and key.isascii() and key.isdigit() and len(key) < 19 else 0


def _satisfaction(hall: Hall, period: Period) -> dict[int, Share]:
    begin, end = span_of(period)
    given = Rating.objects.filter(at__gte=begin, at__lt=end)
    good = Count("pk", filter=Q(grade__in=FAVOURABLE))
    # The hall is chosen after counting: named in the question, it would lead the database through every case it has.
    rows = given.order_by().values_list("case__hall", "case__front_window").annotate(good=good, all=Count("pk"))
    return {key: Share(num, den) for place, key, num, den in rows if place == hall.pk}
