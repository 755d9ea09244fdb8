"""The one way a due time moves: worked out anew from the records of the case, its old value kept beside the new."""

from datetime import datetime

from yichuang.apps.audit import step
from yichuang.apps.cases import clock, policies
from yichuang.apps.cases.models import Case, DueChange
from yichuang.apps.cases.waiting import stands_still
from yichuang.apps.organization.models import Staff
from yichuang.core.lifecycle import Action


@step
def hold(case: Case, action: Action) -> None:
    """Keeps others off the case until the transaction ends, and brings its clock up to date.

    Refused when the act does not fit its state, or somebody has moved it since it was read.
    """
    policies.require_step(case, action)
    held = Case.objects.select_for_update(of=("self",)).filter(pk=case.pk)
    row = held.values("state", "clock", "due_at", "nominal_due_at", "provisional", "standing").first()
    policies.require_changed(int(row is not None and row["state"] == case.state))
    for name, value in (row or {}).items():
        setattr(case, name, value)


@step
def renew(case: Case, *, cause: str, ground: str, by: Staff, now: datetime, **kept: object) -> None:
    """Works the due time out anew from what is on record (and `kept`, what else changed in its clock)."""
    case.clock = case.clock | clock.standing_days(case) | kept
    due, old = clock.work_out(case.clock, case.hall), case.due_at
    case.due_at, case.nominal_due_at, case.provisional = due.due, due.nominal, due.provisional
    case.standing = stands_still(case)
    case.save(update_fields=["clock", "due_at", "nominal_due_at", "provisional", "standing"])
    if case.due_at != old:
        DueChange.objects.create(
            case=case, old_due_at=old, new_due_at=case.due_at, cause=cause, ground=ground, at=now, by=by,
            by_name=by.name,
        )  # fmt: skip
