"""Everything that may be done to a case. Doors of the app; the parts are split by when in a case's life they come."""

from yichuang.apps.cases.agency import Agent
from yichuang.apps.cases.commands.agency import appoint_agent, end_agency
from yichuang.apps.cases.commands.intake import Application, Verdict, decide_again, take_in
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
from yichuang.apps.cases.commands.urgency import mark_urgent, withdraw_urgency

__all__ = [
    "Agent", "Application", "Place", "Purpose", "Revealed", "Verdict", "add_parts", "appoint_agent", "approve",
    "begin_part", "complete", "complete_instant", "contact", "coordinate", "decide_again", "end_agency", "explain",
    "extend", "finish_part", "handle", "mark_urgent", "open_joint", "refuse_accepted", "reveal_identity", "review",
    "send_back", "take_in", "withdraw_urgency",
]  # fmt: skip
