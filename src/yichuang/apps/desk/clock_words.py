"""What the things that move a due time are called; English msgids."""

from yichuang.core.identity import N_

OUTCOME_WORDS = {"supplied": N_("Brought"), "waived": N_("No longer waited for")}
CAUSES = {
    "extension": N_("Extension"),
    "step": N_("Special step"),
    "supplement": N_("Materials asked for after acceptance"),
    "urgency": N_("Urgent matter"),
    "forwarding": N_("Sent up to another body"),
    "promised": N_("Handled as promised"),
    "calendar": N_("Change of the calendar"),
    "readings": N_("Change of the readings"),
}
RECALCULATIONS = {
    "calendar": N_("The calendar: a holiday notice or the office hours"),
    "readings": N_("How the hall reads an unclear point"),
}
STATES = {
    "proposed": (N_("waits for a decision"), "warn"),
    "approved": (N_("approved"), "good"),
    "rejected": (N_("rejected"), "quiet"),
}
