"""Loans and copies of archives: asked, consented to, out, back (R25, D4.8.5)."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.apps.audit import command, free_text, record
from yichuang.apps.keeping import permissions, policies
from yichuang.apps.keeping.models import Archive, Loan, LoanKind
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI

CLAUSE = "D4.8.5"


@dataclass(frozen=True)
class LoanAsked:
    """Who wants what of an archive and why; `kind` is a LoanKind, `due_on` (lending only) the day it is back."""

    kind: str
    borrower: str
    what: str
    reason: str
    due_on: date | None = None


@command
def ask_loan(*, archive: Archive, asked: LoanAsked, by: Staff, now: datetime) -> Loan:
    """The keeper registers a loan or a copy; it waits for the consent of the leader in charge (D4.8.5)."""
    permissions.require_keeper(by, archive.hall, archive.window_id, "D4.8.3")
    policies.require_there(archive)
    policies.require_due(asked.kind, asked.due_on, now.astimezone(SHANGHAI).date())
    loan = Loan.objects.create(
        hall=archive.hall, archive=archive, kind=asked.kind,
        borrower=free_text(asked.borrower, "borrower", most=60, clause=CLAUSE),
        what=free_text(asked.what, "what", most=200, clause=CLAUSE),
        reason=free_text(asked.reason, "reason", most=300, clause=CLAUSE),
        due_on=asked.due_on if asked.kind == LoanKind.LEND else None, asked_by=by, asked_at=now,
    )  # fmt: skip
    _record("loan.asked", loan, by, now)
    return loan


@command
def decide_loan(*, loan: Loan, approve: bool, remark: str = "", by: Staff, now: datetime) -> Loan:
    """The consent of the leader in charge, or his refusal with its reason; once (D4.8.5)."""
    said = free_text(remark, "remark", most=300, needed=not approve, clause=CLAUSE,
                     missing=N_("A refusal gives its reason."))  # fmt: skip
    permissions.require_consent_giver(by, loan)
    undecided = Loan.objects.filter(pk=loan.pk, approved=None)
    if not undecided.update(approved=approve, decided_by=by, decided_at=now, remark=said):
        policies.decided_already()
    loan.refresh_from_db()
    _record("loan.consented" if approve else "loan.declined", loan, by, now)
    return loan


@command
def hand_out(*, loan: Loan, by: Staff, now: datetime) -> Loan:
    """The keeper hands the file or the copies out; refused without consent, past its day, or while it is out."""
    held = _held(loan, by)
    policies.require_consent(held)
    policies.require_there(held.archive)
    policies.require_in_the_house(held, now.astimezone(SHANGHAI).date())
    held.out_at, held.out_by = now, by
    held.save(update_fields=["out_at", "out_by"])
    _record("loan.handed_out", held, by, now)
    return held


@command
def take_back(*, loan: Loan, note: str = "", by: Staff, now: datetime) -> Loan:
    """The keeper takes the file back; `note` says what is missing or damaged. Refused when it is lost or not out."""
    said = free_text(note, "note", most=200, needed=False)
    held = _held(loan, by)
    policies.require_there(held.archive)
    policies.require_out(held)
    held.back_at, held.back_by, held.back_note = now, by, said
    held.save(update_fields=["back_at", "back_by", "back_note"])
    _record("loan.back", held, by, now)
    return held


def _held(loan: Loan, by: Staff) -> Loan:
    permissions.require_keeper(by, loan.hall, loan.archive.window_id, "D4.8.3")
    found = Loan.objects.select_for_update(of=("self",), no_key=True).select_related("archive", "hall")
    return found.get(pk=loan.pk)


def _record(verb: str, loan: Loan, by: Staff, now: datetime) -> None:
    record(hall=loan.hall.slug, verb=verb, by=by.ref, subject=loan.ref, now=now,
           detail={"archive": loan.archive.number, "kind": loan.kind})  # fmt: skip
