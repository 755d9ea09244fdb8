from enum import StrEnum


class State(StrEnum):
    """Where a case stands. The five stages of D1.7 lie between RECEIVED and COMPLETED."""

    RECEIVED = "received"
    SUPPLEMENTING = "supplement"
    ACCEPTED = "accepted"
    HANDLED = "handled"
    REVIEWED = "reviewed"
    # Reviewed here, and out at the upper body until its answer is recorded (D3.4.9).
    FORWARDED = "forwarded"
    APPROVED = "approved"
    COMPLETED = "completed"
    RETURNED = "returned"
    REFUSED = "refused"

    @property
    def is_final(self) -> bool:
        return self in (State.COMPLETED, State.RETURNED, State.REFUSED)

    @property
    def is_before_acceptance(self) -> bool:
        return self in (State.RECEIVED, State.SUPPLEMENTING)


class Stage(StrEnum):
    """The five stages, in their order (受理、承办、审核、审批、办结)."""

    ACCEPTANCE = "acceptance"
    HANDLING = "handling"
    REVIEW = "review"
    APPROVAL = "approval"
    COMPLETION = "completion"


class Action(StrEnum):
    """What may be done to a case; deeming is the law's own, everything else a person's."""

    ACCEPT = "accept"
    ASK_SUPPLEMENT = "ask_supplement"
    RETURN = "return"
    REFUSE = "refuse"
    HANDLE = "handle"
    SEND_BACK = "send_back"
    REVIEW = "review"
    FORWARD = "forward"
    TAKE_BACK = "take_back"
    APPROVE = "approve"
    EXTEND = "extend"
    COMPLETE = "complete"
    DEEM = "deem"
    ASK_MORE = "ask_more"
    SUPPLY = "supply"
    BEGIN_STEP = "begin_step"
    END_STEP = "end_step"
