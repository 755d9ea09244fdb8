"""What the hall's own records show becomes a finding, once a fact (R26, C-08)."""

from collections.abc import Iterable
from datetime import datetime

from yichuang.apps.assessments.commands.proving import prove
from yichuang.apps.assessments.found import Found
from yichuang.apps.assessments.models import Finding, FindingStep
from yichuang.apps.assessments.quarters import quarter_at
from yichuang.apps.assessments.scoring import rulebook_of
from yichuang.apps.audit import command
from yichuang.apps.audit import record as leave_trace
from yichuang.apps.audit.rows import insert, insert_unless_there
from yichuang.apps.organization.models import Hall
from yichuang.core.assessment import Rulebook


@command
def record(*, hall: Hall, found: Iterable[Found], now: datetime) -> list[Finding]:
    """Stores what detectors found and is not there yet: confirmed where the records prove it, else to be confirmed.

    A rule that counts only when verified (经查实) waits for an assessor, whatever the records prove. Running it twice
    adds nothing; what is stored is never altered. Returns the new ones. What the quarter's rulebook has no rule for
    is left out.
    """
    rows = list(found)
    books = {one: rulebook_of(hall, one) for one in {quarter_at(row.happened_at) for row in rows}}
    stored = (_stored(hall, row, books[quarter_at(row.happened_at)], now) for row in rows)
    made = [one for one in stored if one is not None]
    leave_trace(hall=hall.slug, verb="findings.detected", by="system", subject=f"hall:{hall.slug}", now=now,
                detail={"findings": [one.pk for one in made]})  # fmt: skip
    return made


def _stored(hall: Hall, one: Found, book: Rulebook, now: datetime) -> Finding | None:
    if one.rule not in book.rules:
        return None  # the hall's own rulebook has taken this rule out
    proved = one.automatic and not book.rule(one.rule).verified
    finding = Finding(
        hall=hall, window_id=one.window_id, rule=one.rule, fact=one.fact, person_id=one.person_id,
        happened_at=one.happened_at, times=one.times, points=one.points, level=one.level, reason=one.reason,
        origin="automatic" if one.automatic else "proposed", state="confirmed" if proved else "draft",
        rulebook=book.number,
    )  # fmt: skip
    if not insert_unless_there(finding):
        return None
    finding = Finding.objects.get(hall=hall, window=one.window_id, rule=one.rule, fact=one.fact, corrects=None)
    prove(finding, one.evidence)
    insert([FindingStep(finding=finding, act="found", by=None, at=now, words="")])
    return finding
