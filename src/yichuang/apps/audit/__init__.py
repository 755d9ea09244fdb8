"""The append-only chain of who did what, and the frame every change runs in.

Doors: `command` and `step` mark writes, `Refused`/`Refusal` say no, `record` leaves the trace.
"""

from yichuang.apps.audit.frame import batch, command, once, record, step, turn
from yichuang.apps.audit.refusal import Refusal, Refused, SameKeyOtherBody

__all__ = ["Refusal", "Refused", "SameKeyOtherBody", "batch", "command", "once", "record", "step", "turn"]
