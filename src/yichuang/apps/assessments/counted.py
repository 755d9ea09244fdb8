"""The findings that count on a sheet, as the core takes them, with where each one came from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from yichuang.apps.assessments.models import COUNTED, Finding
from yichuang.apps.assessments.quarters import span_of
from yichuang.core import assessment as core
from yichuang.core.assessment import Level, Quarter
from yichuang.core.worktime import SHANGHAI


@dataclass(frozen=True, slots=True)
class Proved:
    """One piece of evidence: what it said, and where it is opened (the name of a route and its key, or nowhere)."""

    words: str
    route: str = ""
    key: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Counted:
    """A finding on a sheet: its key, its window, when it happened, what the core scores, and its evidence."""

    pk: int
    window_id: int
    happened_at: datetime
    finding: core.Finding
    evidence: tuple[Proved, ...] = ()

    @property
    def day(self) -> str:
        return self.happened_at.astimezone(SHANGHAI).date().isoformat()


def counted_findings(window_ids: Collection[int], quarter: Quarter) -> list[Counted]:
    """Findings of a quarter that count: confirmed, contested or upheld. One that was corrected is in neither state.

    One query. The moment it happened decides the quarter (R9).
    """
    begin, end = span_of(quarter)
    found = Finding.objects.filter(window__in=window_ids, state__in=COUNTED)
    return _counted(found.filter(happened_at__gte=begin, happened_at__lt=end))


def findings_by_key(keys: Collection[int]) -> list[Counted]:
    """Findings as a frozen sheet counted them, however they stand now: what is scored of one never changes."""
    return _counted(Finding.objects.filter(pk__in=keys)) if keys else []


def _counted(found: QuerySet[Finding]) -> list[Counted]:
    # One row a piece of evidence, and one for a finding without any.
    proved = found.annotate(words=F("evidence__words"), route=F("evidence__route"), key=F("evidence__key"))
    rows: dict[int, Finding] = {}
    told: dict[int, list[Proved]] = {}
    for row in proved.order_by("happened_at", "id", "evidence__id"):
        rows.setdefault(row.pk, row)
        proofs = told.setdefault(row.pk, [])
        if row.words is not None:
            proofs.append(Proved(row.words, row.route, row.key))
    return [Counted(row.pk, row.window_id, row.happened_at, core_finding(row), tuple(told[key]))
            for key, row in rows.items()]  # fmt: skip


def core_finding(row: Finding) -> core.Finding:
    """A stored finding as the core scores it."""
    return core.Finding(
        rule=row.rule, times=row.times, points=None if row.points is None else core.exact(row.points), fact=row.fact,
        verified=row.verified, level=Level(row.level) if row.level else None, reason=row.reason,
    )  # fmt: skip
