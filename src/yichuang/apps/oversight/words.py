"""What the codes of the ledger are called, and its rows as texts: the same on the page, in Excel and on paper."""

from collections.abc import Mapping

from django.utils.translation import gettext

from yichuang.apps.oversight.queries import LedgerRow
from yichuang.core.identity import N_
from yichuang.ui.filters import local

KINDS: Mapping[str, str] = {
    "instant": N_("instant case"),
    "promised": N_("promised case"),
    "forwarded": N_("forwarded case"),
    "petition": N_("petition"),
}
STATES: Mapping[str, str] = {
    "accepted": N_("accepted"),
    "handled": N_("handled"),
    "reviewed": N_("reviewed"),
    "forwarded": N_("at the upper body"),
    "approved": N_("approved"),
    "completed": N_("completed"),
    "refused": N_("refused"),
}
HEADS = (
    N_("Acceptance number"), N_("Accepted at"), N_("Accepted by"), N_("Completed at"), N_("Item"), N_("Applicant"),
    N_("Kind"), N_("Window"), N_("Due"), N_("Result"), N_("Days used"), N_("Within the limit"),
)  # fmt: skip
# Relative widths of the columns on paper.
WIDTHS = (18, 12, 9, 12, 18, 7, 8, 13, 12, 13, 7, 5)


def heads() -> list[str]:
    return [gettext(head) for head in HEADS]


def cells(row: LedgerRow) -> tuple[str, ...]:
    """A row as texts in the order of HEADS, moments in the hall's time; what is still open is empty."""
    used = "" if row.days_used is None else str(row.days_used)
    return (
        row.number, local(row.accepted_at), row.accepted_by, local(row.ended_at), row.item, row.applicant,
        word(KINDS, row.kind), row.window, local(row.due_at), row.result or word(STATES, row.state), used,
        timeliness(row),
    )  # fmt: skip


def timeliness(row: LedgerRow) -> str:
    if row.on_time is None:
        return ""
    return gettext("yes") if row.on_time else gettext("late")


def word(words: Mapping[str, str], code: str) -> str:
    return gettext(words[code]) if code in words else code
