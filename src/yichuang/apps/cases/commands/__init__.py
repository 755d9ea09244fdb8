"""Everything that may be done to a case. Doors of the app; the parts are split by when in a case's life they come."""

from yichuang.apps.cases.commands.forwarding import Answer, Sending, forward, take_back
from yichuang.apps.cases.commands.intake import Application, Verdict, decide_again, take_in
from yichuang.apps.cases.commands.kinds import promise_instead
from yichuang.apps.cases.commands.petitions import (
    Assessment,
    Visitor,
    assess_petition,
    decide_petition,
    note_disturbance,
    register_petition,
    verify_disturbance,
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
    "Answer", "Application", "Assessment", "Purpose", "Revealed", "Sending", "Verdict", "Visitor", "approve",
    "assess_petition", "complete", "complete_instant", "decide_again", "decide_petition", "extend", "forward",
    "handle", "note_disturbance", "promise_instead", "refuse_accepted", "register_petition", "reveal_identity",
    "review", "send_back", "take_back", "take_in", "verify_disturbance",
]  # fmt: skip
