"""Everything that may be done to a case. Doors of the app; the parts are split by when in a case's life they come."""

from yichuang.apps.cases.commands.assignments import (
    Given,
    close_assignment,
    enter_assignment,
    explain_assignment,
    report_assignment,
)
from yichuang.apps.cases.commands.fee_tickets import Issue, issue_tickets, void_ticket
from yichuang.apps.cases.commands.fee_waivers import Asked, Found, ask_waiver, decide_waiver, note_irregularity
from yichuang.apps.cases.commands.fees import Taken, charge_fee, reverse_fee
from yichuang.apps.cases.commands.instructions import Ask, ask_instruction, reply_instruction, tell_citizen
from yichuang.apps.cases.commands.intake import Application, Verdict, decide_again, take_in
from yichuang.apps.cases.commands.reveal import Purpose, Revealed, reveal_identity
from yichuang.apps.cases.commands.stages import (
    approve,
    complete,
    complete_instant,
    extend,
    handle,
    refuse_accepted,
    review,
    send_back,
)

__all__ = [
    "Application", "Ask", "Asked", "Found", "Given", "Issue", "Purpose", "Revealed", "Taken", "Verdict", "approve",
    "ask_instruction", "ask_waiver", "charge_fee", "close_assignment", "complete", "complete_instant", "decide_again",
    "decide_waiver", "enter_assignment", "explain_assignment", "extend", "handle", "issue_tickets",
    "note_irregularity", "refuse_accepted", "reply_instruction", "report_assignment", "reveal_identity",
    "reverse_fee", "review", "send_back", "take_in", "tell_citizen", "void_ticket",
]  # fmt: skip
