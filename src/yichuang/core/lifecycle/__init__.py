"""What may happen to a case, in what order, and what follows from what was brought."""

from yichuang.core.lifecycle.decide import Checked, Decision, Mark, Proposal, decide
from yichuang.core.lifecycle.followups import SpanUnit, expiry, later
from yichuang.core.lifecycle.joint import Order, Reading, Span, order_of
from yichuang.core.lifecycle.lights import DEFAULT_SHARE, Light, light
from yichuang.core.lifecycle.states import Action, Stage, State
from yichuang.core.lifecycle.transitions import (
    AUDIT_VERBS,
    STAMPS,
    TRANSITIONS,
    Wrong,
    next_state,
)

__all__ = [
    "AUDIT_VERBS", "DEFAULT_SHARE", "STAMPS", "TRANSITIONS", "Action", "Checked", "Decision", "Light", "Mark",
    "Order", "Proposal", "Reading", "Span", "SpanUnit", "Stage", "State", "Wrong", "decide", "expiry", "later",
    "light", "next_state", "order_of",
]  # fmt: skip
