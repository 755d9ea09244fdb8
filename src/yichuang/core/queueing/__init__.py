"""Whose turn it is, how long a person may expect to wait, and which times may be booked."""

from yichuang.core.queueing.estimate import estimate_wait
from yichuang.core.queueing.slots import EVERY_DAY, Slot, SlotRules, slots
from yichuang.core.queueing.turns import Choice, Head, QueueRules, Reason, TicketClass, choose

__all__ = [
    "EVERY_DAY", "Choice", "Head", "QueueRules", "Reason", "Slot", "SlotRules", "TicketClass", "choose",
    "estimate_wait", "slots",
]  # fmt: skip
