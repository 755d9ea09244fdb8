"""Facts on service items whose versions followed each other in the hall's catalogue (D2.8.5)."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count

from yichuang.apps.assessments.facts.period import Period
from yichuang.apps.audit.queries import entries_of
from yichuang.apps.catalog.models import ServiceItem
from yichuang.core.detection import VersionFact

LOADED = "catalog.loaded"


def versions(period: Period) -> Iterator[VersionFact]:
    """Versions that came in the period, each with the one before it; three queries, one when nothing was loaded.

    When a version came is in the audit trail: a load says how many versions it added, and they are added in order.
    """
    loads = list(entries_of(period.hall.slug, verb=LOADED).order_by("sequence").values_list("at", "detail"))
    if not any(period.within(at) for at, _ in loads[1:]):
        return
    keys = list(ServiceItem.objects.filter(hall=period.hall).order_by("pk").values_list("pk", flat=True))
    came = dict(zip(keys, _moments(loads), strict=False))
    codes = ServiceItem.objects.filter(hall=period.hall).values("code").annotate(n=Count("pk")).filter(n__gt=1)
    several = ServiceItem.objects.filter(hall=period.hall, code__in=codes.values("code")).order_by("code", "pk")
    before: ServiceItem | None = None
    for item in several:
        at, older = came.get(item.pk), before
        before = item
        if older is None or older.code != item.code or at is None or item.window_id is None:
            continue
        yield VersionFact(
            item.code, item.name, item.window_id, at, (_required(older), _required(item)),
            (_steps(older), _steps(item)), (older.rules["joint"], item.rules["joint"]),
        )  # fmt: skip


def _moments(loads: list[tuple[datetime, str]]) -> Iterator[datetime]:
    for at, detail in loads:
        yield from [at] * json.loads(detail)["new"]


def _required(item: ServiceItem) -> int:
    return sum(one["required"] for one in item.rules["materials"])


def _steps(item: ServiceItem) -> int:
    return len(item.rules["procedure"])
