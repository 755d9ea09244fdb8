"""Whose turn it is, and how long a person may expect to wait."""

from yichuang.core.queueing.estimate import estimate_wait
from yichuang.core.queueing.turns import Choice, Head, QueueRules, Reason, TicketClass, choose

__all__ = ["Choice", "Head", "QueueRules", "Reason", "TicketClass", "choose", "estimate_wait"]
