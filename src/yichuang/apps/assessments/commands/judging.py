"""What people do with findings: enter, confirm, reject, contest, settle (R26, C-08, C-27)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from yichuang.apps.assessments.commands.proving import prove
from yichuang.apps.assessments.counted import core_finding
from yichuang.apps.assessments.found import Proof, ProofKind
from yichuang.apps.assessments.models import Correction, Finding, FindingStep
from yichuang.apps.assessments.policies import findings as policies
from yichuang.apps.assessments.policies.serving import require_served
from yichuang.apps.assessments.policies.sheets import require_scorer
from yichuang.apps.assessments.quarters import quarter_at
from yichuang.apps.assessments.queries.findings import contest_until
from yichuang.apps.assessments.scoring import rulebook_of
from yichuang.apps.attachments.commands import keep
from yichuang.apps.attachments.intake import Upload
from yichuang.apps.audit import command, free_text, record, refuse, step
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.core.assessment import AssessmentError, Level, Rulebook
from yichuang.core.assessment.findings import each
from yichuang.core.identity import N_
from yichuang.rulebook.errors import RulebookError

WORDS = 300


@command
def find(
    *, window: Window, rule: str, fact: str, happened_at: datetime, evidence: Sequence[Proof], by: Staff,
    now: datetime, person: Staff | None = None, times: int = 1, points: Decimal | None = None, level: str = "",
    reason: str = "", verification: str = "", uploads: Sequence[Upload] = (),
) -> Finding:  # fmt: skip
    """An assessor enters a fact as a draft, with its evidence; refused when the rule does not take it as given.

    The person, if one is named, served the window on that day.

    `uploads` are scans and photos that prove it, kept sealed; each is a piece of evidence of its own.
    """
    require_scorer(by, [window])
    policies.require_past(happened_at, now)
    named = free_text(fact, "fact", most=80, clause="C-08")
    why = free_text(reason, "reason", most=WORDS, needed=False)
    checked = free_text(verification, "verification", most=WORDS, needed=False)
    policies.require_evidence(evidence, uploads)
    book = _book_then(window.hall, happened_at)
    require_served(person, window, happened_at)
    made = Finding(
        hall=window.hall, window=window, rule=rule, fact=named, person=person, happened_at=happened_at, times=times,
        points=points, level=level, reason=why, verified=bool(checked), origin="entered", found_by=by, state="draft",
        rulebook=book.number,
    )  # fmt: skip
    require_fitting(made)
    # Two entries at one moment: the second waits here, and then finds the first one (C-08).
    Window.objects.select_for_update(no_key=True).get(pk=window.pk)
    policies.require_new(window, rule, named)
    made.save()
    photos = [keep(hall=window.hall, subject=made.ref, title="", upload=one, by=by, now=now) for one in uploads]
    proofs = [*evidence, *(Proof(ProofKind.ATTACHMENT, "", "", photo.title) for photo in photos)]
    prove(made, proofs)
    if checked:
        FindingStep.objects.create(finding=made, act="verified", by=by, at=now, words=checked)
    return done(made, "found", by, now, why)


def _book_then(hall: Hall, moment: datetime) -> Rulebook:
    try:
        return rulebook_of(hall, quarter_at(moment))
    except (RulebookError, OverflowError):  # no calendar reaches back to the first hours of year 1
        refuse("no_rulebook", N_("No rulebook was in force on that day."), N_("Check the date."), "happened_at",
               "C-44")  # fmt: skip


@command
def confirm(*, finding: Finding, by: Staff, now: datetime, verification: str = "", points: Decimal | None = None,
            reason: str = "") -> Finding:  # fmt: skip
    """Makes a draft count; a proposal gets here the verification, points and reason that its rule asks for."""
    require_scorer(by, [finding.window])
    policies.require_entry(finding)
    checked = free_text(verification, "verification", most=WORDS, needed=False)
    why = free_text(reason, "reason", most=WORDS, needed=False)
    finding.verified = finding.verified or bool(checked)
    finding.points = finding.points if points is None else points
    finding.reason = why or finding.reason
    require_fitting(finding)
    kept = {"verified": finding.verified, "points": finding.points, "reason": finding.reason}
    move(finding, ("draft",), "confirmed", **kept)
    if checked:
        FindingStep.objects.create(finding=finding, act="verified", by=by, at=now, words=checked)
    return done(finding, "confirmed", by, now, why)


@command
def reject(*, finding: Finding, reason: str, by: Staff, now: datetime) -> Finding:
    """Drops a draft, with the reason; it never counts."""
    require_scorer(by, [finding.window])
    policies.require_entry(finding)
    said = free_text(reason, "reason", most=WORDS, clause="C-27")
    move(finding, ("draft",), "rejected")
    return done(finding, "rejected", by, now, said)


@command
def contest(*, finding: Finding, words: str, by: Staff, now: datetime) -> Finding:
    """The scored person or the head of the window says what is wrong with it; it counts until settled."""
    policies.require_state(finding, "confirmed")
    policies.require_contester(by, finding, contest_until(finding), now)
    said = free_text(words, "words", most=WORDS, clause="C-27")
    move(finding, ("confirmed",), "contested")
    return done(finding, "contested", by, now, said)


@command
def acknowledge(*, finding: Finding, by: Staff, now: datetime) -> Finding:
    """The scored person or the head of the window has read it; whether it is right is not said by that (R26)."""
    policies.require_concerned(by, finding)
    policies.require_state(finding, "confirmed", "upheld", "withdrawn", "corrected")
    return done(finding, "acknowledged", by, now, "")


@command
def settle(*, finding: Finding, upheld: bool, reason: str, by: Staff, now: datetime) -> Finding:
    """Upholds or withdraws a contested finding, by another than who confirmed it, with the reason.

    A correction that is open ends with a finding that is withdrawn: nothing is left to correct.
    """
    policies.require_settler(by, finding)
    said = free_text(reason, "reason", most=WORDS, clause="C-27")
    state = "upheld" if upheld else "withdrawn"
    move(finding, ("contested",), state)
    for one in () if upheld else Correction.objects.filter(finding=finding, settled_at=None):
        end(one, "withdrawn", said, by, now)
    return done(finding, state, by, now, said)


@step
def end(correction: Correction, how: str, words: str, by: Staff, now: datetime) -> None:
    """Ends a correction nobody decided on; the entry that was to count instead never will."""
    still = Correction.objects.filter(pk=correction.pk, settled_at=None)
    policies.require_unsettled(correction, still.update(ended=how, second=by, words=words, settled_at=now))
    drop(correction.replacement, words, by, now)


@step
def drop(other: Finding | None, words: str, by: Staff, now: datetime) -> None:
    """The entry that a correction had put forward, if it had one, is rejected."""
    if other is not None:
        move(other, ("draft",), "rejected")
        FindingStep.objects.create(finding=other, act="rejected", by=by, at=now, words=words)


@step
def require_fitting(one: Finding) -> None:
    """Refuses what its quarter's rulebook does not take: rule, level, times, points, reason, verification."""
    book = rulebook_of(one.hall, quarter_at(one.happened_at))
    if one.rule not in book.rules or one.level not in ("", *Level):
        refuse("unknown_rule", N_("The rulebook has no such rule or level."), field="rule", clause="D2.0.2")
    try:
        each(book, core_finding(one))
    except AssessmentError as error:
        refuse(error.code, N_("The rule does not take this: %(problem)s"), clause=book.rules[one.rule].clause,
               problem=error.sentence)  # fmt: skip


@step
def move(finding: Finding, before: Sequence[str], state: str, **kept: object) -> None:
    """From one of some states to the next, once, whoever else tries at the same moment."""
    policies.require_state(finding, *before)
    if not Finding.objects.filter(pk=finding.pk, state__in=before).update(state=state, **kept):
        finding.refresh_from_db()
        policies.require_state(finding, *before)
    finding.state = state


@step
def done(finding: Finding, act: str, by: Staff, now: datetime, words: str) -> Finding:
    """Leaves the act among the steps of the finding and in the audit."""
    FindingStep.objects.create(finding=finding, act=act, by=by, at=now, words=words)
    record(hall=finding.hall.slug, verb=f"finding.{act}", by=by.ref, subject=f"finding:{finding.pk}", now=now,
           detail={"rule": finding.rule, "window": finding.window_id})  # fmt: skip
    return finding
