"""What a detector hands to `commands.record`: a fact under a rule, with what proves it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class ProofKind(StrEnum):
    RECORD = "record"
    NOTICE = "notice"
    ATTACHMENT = "attachment"
    MINUTE = "minute"


@dataclass(frozen=True)
class Proof:
    """What to open: the route of its page and its key there, and what it said when it was found."""

    kind: str
    route: str
    key: str
    words: str


@dataclass(frozen=True)
class Found:
    """One fact under one rule. `happened_at` decides the quarter; `points` are of one time, where left to discretion.

    automatic: the hall's own records prove it; it counts at once unless the rulebook wants it verified (经查实).
    """

    rule: str
    fact: str
    window_id: int
    person_id: int | None
    happened_at: datetime
    reason: str
    automatic: bool
    evidence: tuple[Proof, ...]
    times: int = 1
    points: Decimal | None = None
    level: str = ""
