"""The life cycle of a case as tables: what leads where, what each act stamps, and what the audit calls it."""

from dataclasses import dataclass

from yichuang.core.lifecycle.states import Action, Stage, State

TRANSITIONS: dict[tuple[State, Action], State] = {
    (State.RECEIVED, Action.ACCEPT): State.ACCEPTED,
    (State.RECEIVED, Action.DEEM): State.ACCEPTED,
    (State.RECEIVED, Action.ASK_SUPPLEMENT): State.SUPPLEMENTING,
    (State.RECEIVED, Action.RETURN): State.RETURNED,
    (State.RECEIVED, Action.REFUSE): State.REFUSED,
    (State.SUPPLEMENTING, Action.ACCEPT): State.ACCEPTED,
    (State.SUPPLEMENTING, Action.ASK_SUPPLEMENT): State.SUPPLEMENTING,
    (State.SUPPLEMENTING, Action.RETURN): State.RETURNED,
    (State.SUPPLEMENTING, Action.REFUSE): State.REFUSED,
    (State.ACCEPTED, Action.HANDLE): State.HANDLED,
    (State.HANDLED, Action.REVIEW): State.REVIEWED,
    (State.HANDLED, Action.SEND_BACK): State.ACCEPTED,
    (State.REVIEWED, Action.FORWARD): State.FORWARDED,
    (State.FORWARDED, Action.TAKE_BACK): State.REVIEWED,
    (State.REVIEWED, Action.APPROVE): State.APPROVED,
    (State.REVIEWED, Action.SEND_BACK): State.ACCEPTED,
    (State.REVIEWED, Action.REFUSE): State.REFUSED,
    (State.APPROVED, Action.COMPLETE): State.COMPLETED,
    (State.ACCEPTED, Action.EXTEND): State.ACCEPTED,
    (State.HANDLED, Action.EXTEND): State.HANDLED,
    (State.REVIEWED, Action.EXTEND): State.REVIEWED,
    (State.APPROVED, Action.EXTEND): State.APPROVED,
    (State.ACCEPTED, Action.ASK_MORE): State.ACCEPTED,
    (State.ACCEPTED, Action.SUPPLY): State.ACCEPTED,
    (State.ACCEPTED, Action.BEGIN_STEP): State.ACCEPTED,
    (State.HANDLED, Action.BEGIN_STEP): State.HANDLED,
    (State.REVIEWED, Action.BEGIN_STEP): State.REVIEWED,
    (State.ACCEPTED, Action.END_STEP): State.ACCEPTED,
    (State.HANDLED, Action.END_STEP): State.HANDLED,
    (State.REVIEWED, Action.END_STEP): State.REVIEWED,
}

STAMPS: dict[Action, Stage] = {
    Action.ACCEPT: Stage.ACCEPTANCE,
    Action.DEEM: Stage.ACCEPTANCE,
    Action.HANDLE: Stage.HANDLING,
    Action.REVIEW: Stage.REVIEW,
    Action.APPROVE: Stage.APPROVAL,
    Action.COMPLETE: Stage.COMPLETION,
}

AUDIT_VERBS: dict[Action, str] = {
    Action.ACCEPT: "case.accepted",
    Action.ASK_SUPPLEMENT: "case.supplement_asked",
    Action.RETURN: "case.returned",
    Action.REFUSE: "case.refused",
    Action.HANDLE: "case.handled",
    Action.SEND_BACK: "case.sent_back",
    Action.REVIEW: "case.reviewed",
    Action.FORWARD: "case.forwarded",
    Action.TAKE_BACK: "case.taken_back",
    Action.APPROVE: "case.approved",
    Action.EXTEND: "case.extended",
    Action.COMPLETE: "case.completed",
    Action.DEEM: "case.deemed_accepted",
    Action.ASK_MORE: "case.more_asked",
    Action.SUPPLY: "case.more_supplied",
    Action.BEGIN_STEP: "case.step_begun",
    Action.END_STEP: "case.step_ended",
}


@dataclass(frozen=True)
class Wrong:
    """Why an action does not fit a state.

    `ended`: nothing may follow; `out`: the case is at the upper body; else `too_early` or `too_late`.
    """

    state: State
    action: Action
    code: str


def next_state(state: State, action: Action) -> State | Wrong:
    """Where `action` leads from `state`, or why it does not (D1.7: no stage is skipped)."""
    if (reached := TRANSITIONS.get((state, action))) is not None:
        return reached
    if state.is_final:
        return Wrong(state, action, "ended")
    if state is State.FORWARDED:
        return Wrong(state, action, "out")
    order = list(State)
    starts = [order.index(source) for source, act in TRANSITIONS if act is action]
    return Wrong(state, action, "too_early" if order.index(state) < max(starts) else "too_late")
