"""What a detector says: which rule a fact falls under, whose it is, when it happened, and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why a fact falls under its rule; the words for it stand with the hall, not here."""

    INSTANT_AS_PROMISED = "instant_as_promised"
    INSTANT_WITH_REASON = "instant_with_reason"
    ENDED_LATE = "ended_late"
    STILL_OPEN = "still_open"
    SENT_UP_LATE = "sent_up_late"
    REOPENED_UNDONE = "reopened_undone"
    COMPLAINT_UNDONE = "complaint_undone"
    PART_AFTER_COMPLETION = "part_after_completion"
    SECOND_LIST = "second_list"
    NO_LIST = "no_list"
    LIST_LATE = "list_late"
    LIST_INCOMPLETE = "list_incomplete"
    RETURN_WITHOUT_PAPER = "return_without_paper"
    RETURN_PAPER_LATE = "return_paper_late"
    COMPLETE_BUT_TURNED_AWAY = "complete_but_turned_away"
    NOT_EXPLAINED = "not_explained"
    NOT_CONTACTED = "not_contacted"
    NEITHER_EXPLAINED_NOR_CONTACTED = "neither_explained_nor_contacted"
    SERIAL = "serial"
    FEE_RAISED = "fee_raised"
    FEE_UNKNOWN = "fee_unknown"
    FEE_ABOLISHED = "fee_abolished"
    FEE_LESS = "fee_less"
    FEE_WAIVED = "fee_waived"
    SLIP_LATE = "slip_late"
    SLIP_NOT_MADE_UP = "slip_not_made_up"
    SLIP_UNEXPLAINED = "slip_unexplained"
    OFF_POST = "off_post"
    OFF_POST_HALF_DAYS = "off_post_half_days"
    OUT_OF_STOCK = "out_of_stock"
    NOT_ARCHIVED = "not_archived"
    LOAN_OVERDUE = "loan_overdue"
    ARCHIVE_LOST = "archive_lost"
    REPORT_LATE = "report_late"
    REPORT_MISSING = "report_missing"
    FEWER_MATERIALS = "fewer_materials"
    FEWER_STEPS = "fewer_steps"
    NEWLY_JOINT = "newly_joint"
    ORDER_DISTURBED = "order_disturbed"
    SAME_CONTACT = "same_contact"
    PRAISE_BURST = "praise_burst"
    PRAISE_BY_STAFF = "praise_by_staff"


Argument = str | int | datetime


@dataclass(frozen=True, slots=True)
class Detection:
    """One fact under one rule. `window` and `person` are the hall's keys, `at` decides the quarter (aware).

    fact: stable from run to run; the same text under two rules means one fact, of which one counts (C-08).
    proofs: what to open, as references such as "case:12" or "notice:7". automatic: the hall's own records prove it;
    otherwise it is a proposal that counts only when an assessor has confirmed it.
    """

    rule: str
    fact: str
    window: int
    at: datetime
    reason: Reason
    proofs: tuple[str, ...]
    arguments: tuple[tuple[str, Argument], ...] = ()
    person: int | None = None
    times: int = 1
    automatic: bool = False

    def __post_init__(self) -> None:
        """Refuse what nobody could check: no proof, no fact, no moment that is one everywhere."""
        if not self.fact or not self.proofs or self.times < 1 or self.at.tzinfo is None:
            raise ValueError(f"a detection needs a fact, a proof, a time with its zone: {self.rule} {self.fact!r}")
