"""The life cycle as a table: five stages in one order, nothing after an end, every act stamped and named once."""

from itertools import product

import pytest

from yichuang.core.lifecycle import AUDIT_VERBS, STAMPS, TRANSITIONS, Action, Stage, State, Wrong, next_state

USUAL = (Action.ACCEPT, Action.HANDLE, Action.REVIEW, Action.APPROVE, Action.COMPLETE)


def test_the_usual_way_stamps_the_five_stages_in_order():
    state = State.RECEIVED
    for action in USUAL:
        state = next_state(state, action)
    assert state is State.COMPLETED
    assert [STAMPS[action] for action in USUAL] == list(Stage)


@pytest.mark.parametrize("missing", range(len(USUAL)))
def test_no_stage_can_be_skipped(missing):
    """Leaving any one act out, the next of the chain is refused (D1.7: 审批 before 审核 and the like)."""
    state = State.RECEIVED
    for action in USUAL[:missing]:
        state = next_state(state, action)
    for action in USUAL[missing + 1 :]:
        assert isinstance(next_state(state, action), Wrong), (state, action)


@pytest.mark.parametrize(("state", "action"), list(product(State, Action)))
def test_every_pair_leads_on_or_says_why_not(state, action):
    reached = next_state(state, action)
    if (state, action) in TRANSITIONS:
        assert reached is TRANSITIONS[state, action]
    else:
        codes = ("ended",) if state.is_final else ("out",) if state is State.FORWARDED else ("too_early", "too_late")
        assert reached.code in codes


def test_a_forwarded_case_goes_up_and_comes_back_before_it_is_approved():
    """Nothing but its answer moves a case that is at the upper body (D3.4.9)."""
    state = next_state(State.REVIEWED, Action.FORWARD)
    assert [next_state(state, action) for action in Action if (state, action) in TRANSITIONS] == [State.REVIEWED]
    assert next_state(State.ACCEPTED, Action.FORWARD).code == next_state(State.REVIEWED, Action.TAKE_BACK).code == (
        "too_early"
    )
    assert next_state(State.APPROVED, Action.FORWARD).code == "too_late"


def test_nothing_follows_an_end_and_every_state_can_be_reached():
    assert not [source for source, _ in TRANSITIONS if source.is_final]
    reached, grown = {State.RECEIVED}, True
    while grown:
        new = {target for (source, _), target in TRANSITIONS.items() if source in reached} - reached
        reached, grown = reached | new, bool(new)
    assert reached == set(State)


def test_every_act_has_its_own_name_in_the_audit_trail():
    assert set(AUDIT_VERBS) == set(Action)
    assert len(set(AUDIT_VERBS.values())) == len(AUDIT_VERBS)
