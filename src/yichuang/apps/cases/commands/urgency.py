"""Putting a case into the urgent lane and taking it out again (急事急办、特事特办)."""

from datetime import datetime

from yichuang.apps.audit import Refused, command, free_text, record, refuse
from yichuang.apps.cases import permissions, policies, urgency
from yichuang.apps.cases.commands.due import renew
from yichuang.apps.cases.models import GROUNDS, OPEN, Case, Urgency
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_


@command
def mark_urgent(
    *, case: Case, ground: str, reason: str, by: Staff, now: datetime, new_due: datetime | None = None
) -> Urgency:
    """Puts an open case before others, by the head of its window or the hall office (D3.1.4, D3.3.5).

    `new_due` may give it less time, never more; refused without a ground and a reason.
    """
    if ground not in (code for code, _ in GROUNDS):
        refuse("ground_missing", N_("Say what makes the case urgent."), N_("Choose one of the grounds."), "ground",
               "D3.1.4")  # fmt: skip
    said = free_text(reason, "reason", most=300, clause="D3.1.4")
    _require_may(by, case)
    if new_due is not None:
        policies.require_own_limit(case)
        if (refusal := urgency.shortening_refusal(case, new_due, now)) is not None:
            raise Refused(refusal)
    old = case.due_at
    guard = Case.objects.filter(pk=case.pk, state__in=OPEN, urgent=False, due_at=old)
    policies.require_changed(guard.update(urgent=True))
    case.urgent = True
    if new_due is not None:
        case.refresh_from_db(fields=["clock"])
        renew(case, cause="urgency", ground=said, by=by, now=now, shortened=new_due.isoformat())
    kept = (old, case.due_at) if new_due is not None else (None, None)
    row = Urgency.objects.create(
        case=case, ground=ground, reason=said, at=now, by=by, old_due_at=kept[0], new_due_at=kept[1]
    )
    moved = {"old": old, "new": case.due_at} if new_due is not None else {}
    record(hall=case.hall.slug, verb="case.marked_urgent", by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt, "ground": ground} | moved)  # fmt: skip
    return row


@command
def withdraw_urgency(*, case: Case, reason: str, by: Staff, now: datetime) -> Case:
    """Takes a case out of the urgent lane, with the reason (D3.1.4).

    A limit that was shortened stays short: only an extension by the principal leaders makes it longer (D5.2.3).
    """
    said = free_text(reason, "reason", most=300, clause="D3.1.4")
    _require_may(by, case)
    policies.require_changed(Case.objects.filter(pk=case.pk, state__in=OPEN, urgent=True).update(urgent=False))
    rows = Urgency.objects.filter(case=case, withdrawn_at=None)
    policies.require_changed(rows.update(withdrawn_at=now, withdrawn_by=by, withdraw_reason=said))
    case.urgent = False
    record(hall=case.hall.slug, verb="case.urgency_withdrawn", by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt})  # fmt: skip
    return case


def _require_may(by: Staff, case: Case) -> None:
    refusal = permissions.own_matter(by, case) or permissions.urgency_refusal(by, case)
    if refusal is not None:
        raise Refused(refusal)
