"""What the urgent lane means for a case: what may shorten its limit, and that it is not extended meanwhile."""

from datetime import datetime

from yichuang.apps.audit import Refusal, of_clock
from yichuang.apps.cases.models import Case
from yichuang.core.identity import N_
from yichuang.core.worktime.shorten import refuse_shortening


def shortening_refusal(case: Case, new_due: datetime, now: datetime) -> Refusal | None:
    """What the core says against a new due time (D3.1.4)."""
    refused = refuse_shortening(new_due, due_now=case.due_at, now=now)
    return of_clock(refused, "new_due") if refused is not None else None


def not_extended(case: Case) -> Refusal | None:
    """While a case is urgent its limit may only get shorter (D3.1.4)."""
    if not case.urgent:
        return None
    return Refusal("urgent_not_extended", N_("An urgent case is not extended."), N_("Withdraw the urgency first."),
                   clause="D3.1.4")  # fmt: skip
