"""A finding that counts is never edited: two persons put another entry in its place, or withdraw it (R26)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from yichuang.apps.assessments.commands.judging import WORDS, done, drop, end, move, require_fitting
from yichuang.apps.assessments.commands.proving import prove
from yichuang.apps.assessments.found import Proof, ProofKind
from yichuang.apps.assessments.models import Correction, Finding, FindingStep
from yichuang.apps.assessments.policies import findings as policies
from yichuang.apps.assessments.policies.serving import require_served
from yichuang.apps.assessments.policies.sheets import require_scorer
from yichuang.apps.assessments.quarters import quarter_at
from yichuang.apps.assessments.scoring import rulebook_of
from yichuang.apps.audit import command, free_text
from yichuang.apps.organization.models import Staff

# What counts and is not contested.
SETTLED = ("confirmed", "upheld")


@dataclass(frozen=True)
class Instead:
    """What is to count in place of a finding; fact, window, moment and evidence stay. `points` are of one time."""

    rule: str
    person: Staff | None = None
    times: int = 1
    points: Decimal | None = None
    level: str = ""


@command
def propose_correction(
    *, finding: Finding, why: str, by: Staff, now: datetime, instead: Instead | None = None
) -> Correction:
    """One person proposes another entry in place of a finding that counts, or, with none, that it be withdrawn.

    The finding counts as before until a second person agrees. Refused while it is contested, while a correction is
    open, and when the other entry says the same or does not fit its rule.
    """
    require_scorer(by, [finding.window])
    policies.require_correctable(finding)
    said = free_text(why, "why", most=WORDS, clause="C-27")
    replacement = None if instead is None else _replacement(finding, instead, said, by, now)
    made = Correction.objects.create(finding=finding, replacement=replacement, why=said, by=by, at=now)
    done(finding, "questioned", by, now, said)
    return made


def _replacement(finding: Finding, instead: Instead, why: str, by: Staff, now: datetime) -> Finding:
    book = rulebook_of(finding.hall, quarter_at(finding.happened_at))
    made = Finding(
        hall=finding.hall, window=finding.window, rule=instead.rule, fact=finding.fact, person=instead.person,
        happened_at=finding.happened_at, times=instead.times, points=instead.points, level=instead.level, reason=why,
        verified=True, origin="entered", found_by=by, state="draft", corrects=finding, rulebook=book.number,
    )  # fmt: skip
    policies.require_other(finding, made)
    if instead.person is not None and instead.person.pk != finding.person_id:
        require_served(instead.person, finding.window, finding.happened_at)
    # Whether the rule takes it once it is verified; where it is not yet, the second person's words verify it.
    require_fitting(made)
    made.verified = finding.verified
    made.save()
    said = f"所更正的考核记录：{why}"[:WORDS]
    before = Proof(ProofKind.RECORD, "desk:finding", str(finding.pk), said)
    prove(made, [*finding.evidence.order_by("pk"), before])
    FindingStep.objects.create(finding=made, act="found", by=by, at=now, words=why)
    return made


@command
def settle_correction(*, correction: Correction, accepted: bool, words: str, by: Staff, now: datetime) -> Correction:
    """A second person agrees, and the other entry counts instead; or keeps the finding as it is. With the reason.

    His words are the verification where the rule asks for one. A finalised sheet changes only when it is scored again.
    Refused while the finding is contested: that is settled first.
    """
    policies.require_second(by, correction)
    policies.require_unsettled(correction)
    policies.require_uncontested(correction.finding)
    said = free_text(words, "words", most=WORDS, clause="C-27")
    finding, other = correction.finding, correction.replacement
    still = Correction.objects.filter(pk=correction.pk, settled_at=None)
    changed = still.update(accepted=accepted, second=by, words=said, settled_at=now)
    policies.require_unsettled(correction, changed)
    if not accepted:
        drop(other, said, by, now)
        done(finding, "kept", by, now, said)
    elif other is None:
        move(finding, SETTLED, "withdrawn")
        done(finding, "withdrawn", by, now, said)
    else:
        _put_in_place(finding, other, said, by, now)
    correction.refresh_from_db()
    return correction


@command
def take_back_correction(*, correction: Correction, why: str, by: Staff, now: datetime) -> Correction:
    """Who proposed a correction takes it back while nobody has decided on it; with the reason."""
    policies.require_proposer(by, correction)
    policies.require_unsettled(correction)
    said = free_text(why, "why", most=WORDS, clause="C-27")
    end(correction, "taken_back", said, by, now)
    done(correction.finding, "taken_back", by, now, said)
    correction.refresh_from_db()
    return correction


def _put_in_place(finding: Finding, other: Finding, said: str, by: Staff, now: datetime) -> None:
    if not other.verified:
        other.verified = True
        FindingStep.objects.create(finding=other, act="verified", by=by, at=now, words=said)
    require_fitting(other)
    move(other, ("draft",), "confirmed", verified=other.verified)
    FindingStep.objects.create(finding=other, act="confirmed", by=by, at=now, words=said)
    move(finding, SETTLED, "corrected")
    done(finding, "corrected", by, now, said)
