"""Everything that may be done to a case. Doors of the app; the parts are split by when in a case's life they come."""

from yichuang.apps.cases.agency import Agent
from yichuang.apps.cases.commands.agency import appoint_agent, end_agency
from yichuang.apps.cases.commands.assignments import (
    Given,
    close_assignment,
    enter_assignment,
    explain_assignment,
    report_assignment,
)
from yichuang.apps.cases.commands.attachments import add_scans, withdraw_scan
from yichuang.apps.cases.commands.deemed import deem_accepted
from yichuang.apps.cases.commands.due_told import tell_due_change
from yichuang.apps.cases.commands.fee_tickets import Issue, issue_tickets, void_ticket
from yichuang.apps.cases.commands.fee_waivers import Asked, Found, ask_waiver, decide_waiver, note_irregularity
from yichuang.apps.cases.commands.fees import Taken, charge_fee, reverse_fee
from yichuang.apps.cases.commands.followups import Followed, record_follow_up
from yichuang.apps.cases.commands.forwarding import Answer, Sending, forward, take_back
from yichuang.apps.cases.commands.instructions import Ask, ask_instruction, reply_instruction, tell_citizen
from yichuang.apps.cases.commands.intake import decide_again, receive, take_in
from yichuang.apps.cases.commands.joint import (
    Place,
    add_parts,
    begin_part,
    contact,
    coordinate,
    explain,
    finish_part,
    open_joint,
)
from yichuang.apps.cases.commands.kinds import promise_instead
from yichuang.apps.cases.commands.lights import say_word, see_reminders, send_reminders
from yichuang.apps.cases.commands.outside import ask_more, begin_step, end_step, supply
from yichuang.apps.cases.commands.petitions import (
    Assessment,
    Visitor,
    assess_petition,
    decide_petition,
    note_disturbance,
    register_petition,
    verify_disturbance,
)
from yichuang.apps.cases.commands.recalculation import (
    approve_recalculation,
    propose_recalculation,
    reject_recalculation,
)
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
from yichuang.apps.cases.commands.survey import Seen, record_survey
from yichuang.apps.cases.commands.urgency import mark_urgent, withdraw_urgency
from yichuang.apps.cases.given import Application, Verdict

__all__ = [
    "Agent", "Answer", "Application", "Ask", "Asked", "Assessment", "Followed", "Found", "Given", "Issue", "Place",
    "Purpose", "Revealed", "Seen", "Sending", "Taken", "Verdict", "Visitor", "add_parts", "add_scans", "appoint_agent",
    "approve", "approve_recalculation", "ask_instruction", "ask_more", "ask_waiver", "assess_petition", "begin_part",
    "begin_step", "charge_fee", "close_assignment", "complete", "complete_instant", "contact", "coordinate",
    "decide_again", "decide_petition", "decide_waiver", "deem_accepted", "end_agency", "end_step", "enter_assignment",
    "explain", "explain_assignment", "extend", "finish_part", "forward", "handle", "issue_tickets", "mark_urgent",
    "note_disturbance", "note_irregularity", "open_joint", "promise_instead", "propose_recalculation", "receive",
    "record_follow_up", "record_survey", "refuse_accepted", "register_petition", "reject_recalculation",
    "reply_instruction", "report_assignment", "reveal_identity", "reverse_fee", "review", "say_word", "see_reminders",
    "send_back", "send_reminders", "supply", "take_back", "take_in", "tell_citizen", "tell_due_change",
    "verify_disturbance", "void_ticket", "withdraw_scan", "withdraw_urgency",
]  # fmt: skip
