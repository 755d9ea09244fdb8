"""The findings that count on a sheet, as the core takes them, with where each one came from."""

from collections.abc import Collection
from dataclasses import dataclass

from yichuang.apps.assessments.models import COUNTED, Evidence, Finding
from yichuang.apps.assessments.quarters import span_of
from yichuang.core import assessment as core
from yichuang.core.assessment import Level, Quarter
from yichuang.core.worktime import SHANGHAI


@dataclass(frozen=True, eq=False, slots=True)
class Counted:
    """A finding on a sheet: its key, its window, the day it happened, what the core scores, and its evidence."""

    pk: int
    window_id: int
    day: str
    finding: core.Finding
    evidence: tuple[str, ...] = ()


def counted_findings(window_ids: Collection[int], quarter: Quarter) -> list[Counted]:
    """Findings of a quarter that count: confirmed, contested or upheld, and not corrected by another that counts.

    Two queries. The moment it happened decides the quarter (R9).
    """
    begin, end = span_of(quarter)
    corrected = Finding.objects.filter(state__in=COUNTED, corrects__isnull=False).values("corrects")
    found = Finding.objects.filter(
        window__in=window_ids, state__in=COUNTED, happened_at__gte=begin, happened_at__lt=end
    ).exclude(pk__in=corrected)
    rows = list(found.order_by("happened_at", "id"))
    told: dict[int, list[str]] = {}
    for finding, words in Evidence.objects.filter(finding__in=rows).order_by("id").values_list("finding_id", "words"):
        told.setdefault(finding, []).append(words)
    return [_counted(row, tuple(told.get(row.pk, ()))) for row in rows]


def _counted(row: Finding, evidence: tuple[str, ...]) -> Counted:
    finding = core.Finding(
        rule=row.rule, times=row.times, points=None if row.points is None else core.exact(row.points), fact=row.fact,
        verified=row.verified, level=Level(row.level) if row.level else None, reason=row.reason,
    )  # fmt: skip
    return Counted(row.pk, row.window_id, row.happened_at.astimezone(SHANGHAI).date().isoformat(), finding, evidence)
