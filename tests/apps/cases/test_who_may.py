"""Who may do what: A present, B while A is away, nobody in his own matter, nobody at another window."""

from datetime import timedelta

import pytest

from tests.apps.cases.acting import everything
from tests.cast import identity
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.queries import case_for, my_open_cases, to_handle, visible_to
from yichuang.apps.organization.models import Staff
from yichuang.core.lifecycle import Action, State
from yichuang.integrations.site import sealer


def refusal_of(run):
    before = everything()
    with pytest.raises(Refused) as refused:
        run()
    assert everything() == before
    return refused.value.refusal


def away(person, absent=True):
    Staff.objects.filter(pk=person.pk).update(absent=absent)


def test_a_present_handles_and_b_does_not(acting, cast):
    case = cast.a_case()
    assert refusal_of(lambda: acting.handle(case, by=cast.stand_in)).code == "not_yours"
    assert acting.handle(case).state == State.HANDLED


def test_b_stands_in_exactly_while_a_is_absent(acting, cast):
    case = cast.a_case()
    away(cast.clerk)
    fresh = case_for(cast.stand_in, case.pk)
    assert list(to_handle(cast.stand_in)) == [fresh]
    assert refusal_of(lambda: acting.handle(fresh, by=cast.clerk)).code == "not_yours"
    acting.handle(fresh, by=cast.stand_in)
    assert fresh.stamps.get(stage="handling").by == cast.stand_in


def test_a_case_taken_in_by_b_comes_to_a_when_he_is_back(acting, cast):
    away(cast.clerk)
    case = cast.a_case(by=cast.stand_in)
    assert case.handler == cast.stand_in
    away(cast.clerk, absent=False)
    assert list(my_open_cases(cast.clerk)) == [case] and not my_open_cases(cast.stand_in).exists()
    acting.handle(case_for(cast.clerk, case.pk), by=cast.clerk)


def test_b_sees_a_case_of_his_post_taken_in_at_another_window(acting, cast):
    office = cast.person("office.a")
    case = cast.a_case(by=office)
    away(cast.clerk)
    assert case_for(cast.stand_in, case.pk) == case
    acting.handle(case_for(cast.stand_in, case.pk), by=cast.stand_in)


ACTS = [
    (State.SUPPLEMENTING, Action.ACCEPT, "caizheng.a"), (State.SUPPLEMENTING, Action.RETURN, "caizheng.b"),
    (State.ACCEPTED, Action.HANDLE, "caizheng.a"), (State.ACCEPTED, Action.HANDLE, "minzheng.head"),
    (State.HANDLED, Action.REVIEW, "minzheng.a"), (State.HANDLED, Action.REVIEW, "caizheng.b"),
    (State.HANDLED, Action.SEND_BACK, "minzheng.a"), (State.HANDLED, Action.SEND_BACK, "caizheng.head"),
    (State.REVIEWED, Action.APPROVE, "minzheng.b"), (State.REVIEWED, Action.APPROVE, "caizheng.head"),
    (State.REVIEWED, Action.REFUSE, "minzheng.a"), (State.REVIEWED, Action.APPROVE, "leader.principal"),
    (State.APPROVED, Action.COMPLETE, "caizheng.a"), (State.APPROVED, Action.COMPLETE, "minzheng.head"),
    (State.ACCEPTED, Action.EXTEND, "minzheng.a"), (State.ACCEPTED, Action.EXTEND, "minzheng.head"),
    (State.ACCEPTED, Action.EXTEND, "leader.charge"), (State.ACCEPTED, Action.EXTEND, "leader.duty"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "action", "who"), ACTS)
def test_the_wrong_person_is_refused(acting, cast, state, action, who):
    case = cast.a_case(at=state)
    assert refusal_of(lambda: acting.do(case, action, by=cast.person(who))).code == "not_yours"


@pytest.mark.parametrize(("state", "action"), [
    (State.SUPPLEMENTING, Action.ACCEPT), (State.ACCEPTED, Action.HANDLE), (State.HANDLED, Action.REVIEW),
    (State.REVIEWED, Action.APPROVE), (State.APPROVED, Action.COMPLETE), (State.ACCEPTED, Action.EXTEND),
])  # fmt: skip
def test_nobody_deals_with_his_own_matter(acting, cast, state, action):
    own = identity(900)
    case = cast.a_case(at=state, identity=own)
    Staff.objects.update(identity_index=sealer().blind_index("identity", own))
    assert refusal_of(lambda: acting.do(case, action)).code == "own_matter"


def test_nobody_takes_in_his_own_matter(cast):
    own = identity(901)
    Staff.objects.filter(pk=cast.clerk.pk).update(identity_index=sealer().blind_index("identity", own))
    assert refusal_of_intake(cast, identity=own).code == "own_matter"


def test_another_window_takes_in_nothing_for_this_visit(cast):
    assert refusal_of_intake(cast, visit=cast.a_visit(), by=cast.other_clerk).code == "not_yours"


def refusal_of_intake(cast, **fields):
    with pytest.raises(Refused) as refused:
        cast.take_in(**fields)
    return refused.value.refusal


@pytest.mark.parametrize(("who", "seen"), [
    ("minzheng.a", True), ("minzheng.b", True), ("minzheng.head", True), ("office.a", True), ("leader.charge", True),
    ("leader.principal", True), ("assessor", True), ("caizheng.a", False), ("caizheng.b", False),
    ("caizheng.head", False),
])  # fmt: skip
def test_who_sees_a_case(cast, who, seen):
    case = cast.a_case()
    assert visible_to(cast.person(who)).filter(pk=case.pk).exists() is seen


class TestReveal:
    def test_the_numbers_come_in_full_and_leave_one_entry_without_them(self, cast):
        case = cast.a_case(identity=identity(33))
        shown = cases.reveal_identity(case=case, reason="contact", by=cast.clerk, now=cast.now + timedelta(minutes=5))
        assert (shown.identity, shown.phone) == (identity(33), "13800001234")
        entry = Entry.objects.order_by("sequence").last()
        assert (entry.verb, entry.subject, entry.actor) == ("case.identity_shown", case.ref, cast.clerk.ref)
        assert "contact" in entry.detail and identity(33) not in entry.detail

    @pytest.mark.parametrize("reason", ["", "curious", "contact "])
    def test_not_without_a_purpose(self, cast, reason):
        case = cast.a_case()
        found = refusal_of(lambda: cases.reveal_identity(case=case, reason=reason, by=cast.clerk, now=cast.now))
        assert (found.code, found.field) == ("purpose_missing", "reason")

    def test_not_of_a_case_one_may_not_see(self, cast):
        case = cast.a_case()
        found = refusal_of(lambda: cases.reveal_identity(case=case, reason="check", by=cast.other_clerk, now=cast.now))
        assert found.code == "not_yours"

    def test_not_in_the_own_matter(self, cast):
        own = identity(902)
        case = cast.a_case(identity=own)
        Staff.objects.filter(pk=cast.clerk.pk).update(identity_index=sealer().blind_index("identity", own))
        found = refusal_of(lambda: cases.reveal_identity(case=case, reason="check", by=cast.clerk, now=cast.now))
        assert found.code == "own_matter"
