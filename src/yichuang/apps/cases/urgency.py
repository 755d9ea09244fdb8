"""What the urgent lane means for a case: what may shorten its limit, and that it is not extended meanwhile."""

from datetime import datetime

from yichuang.apps.audit import Refusal
from yichuang.apps.cases.models import Case
from yichuang.core.identity import N_
from yichuang.core.worktime.shorten import refuse_shortening

SHORTENING = {
    "no_clock": (N_("No limit runs before acceptance."), N_("Leave the new due time empty.")),
    "longer": (N_("An urgent case may only be given less time."),
               N_("Choose an earlier moment; only the principal leaders extend a limit.")),
    "past": (N_("This moment has passed."), N_("Choose a moment that is still to come.")),
}  # fmt: skip


def shortening_refusal(case: Case, new_due: datetime, now: datetime) -> Refusal | None:
    """What the core says against a new due time, in the reader's language (D3.1.4)."""
    refused = refuse_shortening(new_due, due_now=case.due_at, now=now)
    if refused is None:
        return None
    sentence, remedy = SHORTENING[refused.code]
    return Refusal(refused.code, sentence, remedy, field="new_due", clause="D3.1.4")


def not_extended(case: Case) -> Refusal | None:
    """While a case is urgent its limit may only get shorter (D3.1.4)."""
    if not case.urgent:
        return None
    return Refusal("urgent_not_extended", N_("An urgent case is not extended."), N_("Withdraw the urgency first."),
                   clause="D3.1.4")  # fmt: skip
