"""The light of a case as a row and as a condition: the same rule as core/lifecycle/lights.py, for lists and counts."""

from datetime import datetime

from django.db.models import Case as Choose
from django.db.models import CharField, Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Value, When
from django.db.models.fields import SmallIntegerField

from yichuang.apps.cases.models import OPEN, Case
from yichuang.apps.organization.models import Hall
from yichuang.core.lifecycle import DEFAULT_SHARE, Light, light

WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN, Light.NONE)


def share_of(hall: Hall) -> int:
    """The hundredths of its time for which a case shows yellow, a setting of the hall."""
    return int(hall.settings.get("lights", {}).get("yellow_percent", DEFAULT_SHARE))


def light_of(case: Case, now: datetime, share: int = DEFAULT_SHARE) -> Light:
    """The light of a case; one that has ended, or whose clock stands still, shows none."""
    if case.state not in OPEN or case.standing:
        return Light.NONE
    return light(case.accepted_at, case.due_at, now, share)


def light_between(hall: Hall, start: datetime, due: datetime | None, now: datetime) -> Light:
    """The light of something else that runs from `start` to `due`, with the hall's share of yellow."""
    return light(start, due, now, share_of(hall))


def showing(shown: Light, now: datetime, share: int = DEFAULT_SHARE) -> Q:
    """The condition under which `with_time` rows show a light."""
    running = Q(state__in=OPEN, due_at__isnull=False, standing=False)
    late, near = Q(due_at__lt=now), Q(left_times_100__lte=F("whole_times_share"))
    conditions = {
        Light.RED: running & late,
        Light.YELLOW: running & ~late & near,
        Light.GREEN: running & ~late & ~near,
        Light.NONE: ~running,
    }
    return conditions[shown]


def with_time(cases: QuerySet[Case], now: datetime, share: int = DEFAULT_SHARE) -> QuerySet[Case]:
    """Adds what the lights are reckoned from; durations are whole microseconds in the database too."""
    left = ExpressionWrapper((F("due_at") - Value(now)) * 100, output_field=DurationField())
    whole = ExpressionWrapper((F("due_at") - F("accepted_at")) * share, output_field=DurationField())
    return cases.alias(left_times_100=left, whole_times_share=whole)


def worst_first(cases: QuerySet[Case], now: datetime, share: int = DEFAULT_SHARE) -> QuerySet[Case]:
    """What is urgent, then red, yellow, green, not yet accepted; within a light the nearest due time first (D3.1.4)."""
    rank = [When(showing(one, now, share), then=Value(place)) for place, one in enumerate(WORST_FIRST)]
    ranked = with_time(cases, now, share).alias(light_rank=Choose(*rank, output_field=SmallIntegerField()))
    return ranked.order_by("-urgent", "light_rank", "due_at", "id")


Counts = dict[int, dict[str, int]]


def light_counts(cases: QuerySet[Case], by: str, now: datetime, share: int = DEFAULT_SHARE) -> Counts:
    """How many open cases show each light, by the key of their window (`front_window`) or department; one query.

    The lights are those of `showing`, so a count opens exactly the rows that a list narrowed the same way shows.
    """
    rank = [When(showing(one, now, share), then=Value(one.value)) for one in WORST_FIRST]
    lit = with_time(cases.filter(state__in=OPEN), now, share).annotate(lit=Choose(*rank, output_field=CharField()))
    found: Counts = {}
    for place, shown, count in lit.order_by().values_list(by, "lit").annotate(count=Count("pk")):
        found.setdefault(place, {})[shown] = count
    return found
