"""Everything that may be done to a case. Doors of the app; the parts are split by when in a case's life they come."""

from yichuang.apps.cases.commands.deemed import deem_accepted
from yichuang.apps.cases.commands.intake import Application, Verdict, decide_again, receive, take_in
from yichuang.apps.cases.commands.lights import say_word, see_reminders, send_reminders
from yichuang.apps.cases.commands.outside import ask_more, begin_step, end_step, supply
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

__all__ = [
    "Application", "Purpose", "Revealed", "Verdict", "approve", "approve_recalculation", "ask_more", "begin_step",
    "complete", "complete_instant", "decide_again", "deem_accepted", "end_step", "extend", "handle",
    "propose_recalculation", "receive", "refuse_accepted", "reject_recalculation", "reveal_identity", "review",
    "say_word", "see_reminders", "send_back", "send_reminders", "supply", "take_in",
]  # fmt: skip
