"""What a look through the records brought, and what becomes of findings they no longer show."""

from collections.abc import Collection
from datetime import datetime

from yichuang.apps.assessments.models import DetectionRun, Doubt
from yichuang.apps.assessments.policies import detection as policies
from yichuang.apps.audit import command, free_text, record
from yichuang.apps.audit.rows import insert_unless_there
from yichuang.apps.organization.models import Hall, Staff
from yichuang.core.assessment import Quarter


@command
def close_detection(
    *, hall: Hall, quarter: Quarter, added: int, gone: Collection[int], shown: Collection[int], now: datetime
) -> DetectionRun | None:
    """Writes down what came of a look: findings `gone` from the records are doubted, those `shown` again are not.

    No finding is altered by it. None when nothing came of it.
    """
    cleared = Doubt.objects.filter(finding__in=shown, cleared_at=None).update(cleared_at=now)
    doubted = [key for key in sorted(gone) if insert_unless_there(Doubt(finding_id=key, at=now))]
    record(hall=hall.slug, verb="findings.looked_through", by="system", subject=f"hall:{hall.slug}", now=now,
           detail={"quarter": str(quarter), "added": added, "doubted": doubted, "cleared": cleared})  # fmt: skip
    if not (added or doubted or cleared):
        return None
    return DetectionRun.objects.create(hall=hall, quarter=str(quarter), at=now, added=added, doubted=len(doubted),
                                       cleared=cleared)  # fmt: skip


@command
def keep_doubted(*, doubt: Doubt, reason: str, by: Staff, now: datetime) -> Doubt:
    """An assessor keeps a finding that the records no longer show, and says why; it counts as before (C-27)."""
    said = free_text(reason, "reason", most=300, clause="C-27")
    policies.require_may_settle(by, doubt)
    still = Doubt.objects.filter(pk=doubt.pk, cleared_at=None)
    policies.require_open(still.update(cleared_at=now, kept_by=by, why_kept=said))
    doubt.refresh_from_db()
    finding = doubt.finding
    record(hall=finding.hall.slug, verb="finding.kept", by=by.ref, subject=f"finding:{finding.pk}", now=now,
           detail={"rule": finding.rule, "fact": finding.fact})  # fmt: skip
    return doubt
