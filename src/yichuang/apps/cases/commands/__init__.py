"""Everything that may be done to a case. Doors of the app; the parts are split by when in a case's life they come."""

from yichuang.apps.cases.agency import Agent
from yichuang.apps.cases.commands.agency import appoint_agent, end_agency
from yichuang.apps.cases.commands.attachments import add_scans, withdraw_scan
from yichuang.apps.cases.commands.deemed import deem_accepted
from yichuang.apps.cases.commands.followups import Followed, record_follow_up
from yichuang.apps.cases.commands.forwarding import Answer, Sending, forward, take_back
from yichuang.apps.cases.commands.intake import Application, Verdict, decide_again, receive, take_in
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

__all__ = [
    "Agent", "Answer", "Application", "Assessment", "Followed", "Place", "Purpose", "Revealed", "Seen", "Sending",
    "Verdict", "Visitor", "add_parts", "add_scans", "appoint_agent", "approve", "approve_recalculation", "ask_more",
    "assess_petition", "begin_part", "begin_step", "complete", "complete_instant", "contact", "coordinate",
    "decide_again", "decide_petition", "deem_accepted", "end_agency", "end_step", "explain", "extend", "finish_part",
    "forward", "handle", "mark_urgent", "note_disturbance", "open_joint", "promise_instead", "propose_recalculation",
    "receive", "record_follow_up", "record_survey", "refuse_accepted", "register_petition", "reject_recalculation",
    "reveal_identity", "review", "say_word", "see_reminders", "send_back", "send_reminders", "supply", "take_back",
    "take_in", "verify_disturbance", "withdraw_scan", "withdraw_urgency",
]  # fmt: skip
