"""The append-only chain of who did what, and the frame every change runs in.

Doors: `command` and `step` mark writes, `refuse`, `Refused` and `Refusal` say no, `free_text` reads what people write,
`record` leaves the trace.
"""

from yichuang.apps.audit.frame import batch, command, command_after, leave, once, record, step, together
from yichuang.apps.audit.refusal import Refusal, Refused, SameKeyOtherBody, free_text, of_clock, refuse, refuse_fault
from yichuang.apps.audit.turns import turn

__all__ = [
    "Refusal", "Refused", "SameKeyOtherBody", "batch", "command", "command_after", "free_text", "leave", "of_clock",
    "once", "record", "refuse", "refuse_fault", "step", "together", "turn",
]  # fmt: skip
