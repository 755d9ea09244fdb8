"""Who reviews and approves, present, absent or having done an earlier stage; list and permission never differ."""

from itertools import combinations

import pytest

from tests.cast import identity
from yichuang.apps.audit import Refused
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases import permissions
from yichuang.apps.cases.queries import case_for, to_approve, to_handle, to_review
from yichuang.apps.organization.models import Staff
from yichuang.core.lifecycle import Action, State
from yichuang.integrations.site import sealer

A, B, HEAD = "minzheng.a", "minzheng.b", "minzheng.head"
OFFICE, OFFICE_CLERK, LEADER = "office.b", "office.a", "leader.charge"
EVERYBODY = (A, B, HEAD, OFFICE, OFFICE_CLERK, LEADER, "caizheng.b", "caizheng.head", "leader.principal", "leader.duty")
OWN = identity(500)


def set_to(names, **fields):
    Staff.objects.filter(username__in=names).update(**fields)


def handled_by(cast, username):
    """A handled case whose handler is this person: A of the post, or B while A is away."""
    if username == B:
        set_to([A], absent=True)
    case = cast.a_case()
    cases.handle(case=case_for(cast.person(username), case.pk), by=cast.person(username), now=cast.now)
    set_to([A], absent=False)
    return case


def those_who_may(cast, action, case, worklist):
    """By permission; and the work lists say the same of everybody."""
    may, listed = set(), set()
    for username in EVERYBODY:
        person = cast.person(username)
        fresh = type(case).objects.select_related("item__post", "applicant").get(pk=case.pk)
        if permissions.refusal_for(person, action, fresh) is None:
            may.add(username)
        if worklist(person).filter(pk=case.pk).exists():
            listed.add(username)
    assert may == listed
    return may


REVIEWERS = [
    (A, (), {B}), (A, (B,), {OFFICE}), (A, (B, OFFICE), {LEADER}), (A, (B, OFFICE, LEADER), set()),
    (A, (OFFICE,), {B}), (B, (), {OFFICE}), (B, (OFFICE,), {LEADER}), (A, (LEADER,), {B}),
]  # fmt: skip


@pytest.mark.parametrize(("handler", "away", "reviewer"), REVIEWERS)
def test_who_reviews(cast, handler, away, reviewer):
    case = handled_by(cast, handler)
    set_to(away, absent=True)
    assert those_who_may(cast, Action.REVIEW, case, to_review) == reviewer


@pytest.mark.parametrize(("away", "approver"), [((), {HEAD}), ((HEAD,), {LEADER}), ((HEAD, LEADER), set())])
def test_who_approves(cast, away, approver):
    case = cast.a_case(at=State.REVIEWED)
    set_to(away, absent=True)
    assert those_who_may(cast, Action.APPROVE, case, to_approve) == approver


def test_who_reviewed_does_not_approve_as_well(cast):
    """The head of the window, who is also head of the department, reviewed; the leader in charge approves."""
    set_to([B], roles="CLK,DEPT,WH")
    case = cast.a_case(at=State.REVIEWED)
    set_to([HEAD], absent=True)
    assert those_who_may(cast, Action.APPROVE, case, to_approve) == {LEADER}
    with pytest.raises(Refused) as refused:
        cases.approve(case=case, by=cast.person(B), now=cast.now)
    assert refused.value.refusal.code == "second_time"


def test_who_handled_is_told_why_he_does_not_review(cast):
    case = handled_by(cast, B)
    with pytest.raises(Refused) as refused:
        cases.review(case=case_for(cast.stand_in, case.pk), by=cast.stand_in, now=cast.now)
    assert refused.value.refusal.code == "second_time" and case.stamps.filter(stage="review").count() == 0


def test_a_new_round_counts_anew(cast, acting):
    case = handled_by(cast, B)
    cases.send_back(case=case_for(cast.person(OFFICE), case.pk), reason="样例", by=cast.person(OFFICE), now=cast.now)
    acting.handle(case_for(cast.clerk, case.pk))
    assert those_who_may(cast, Action.REVIEW, case, to_review) == {B}


@pytest.mark.parametrize("gone", [(B,), (B, OFFICE)])
def test_a_head_whose_own_matter_it_is_counts_as_not_free(cast, gone):
    case = cast.a_case(at=State.HANDLED, identity=OWN)
    set_to(gone, identity_index=sealer().blind_index("identity", OWN))
    assert those_who_may(cast, Action.REVIEW, case, to_review) == ({OFFICE} if gone == (B,) else {LEADER})


def test_b_handles_what_is_the_own_matter_of_a(cast, acting):
    case = cast.a_case(identity=OWN)
    set_to([A], identity_index=sealer().blind_index("identity", OWN))
    assert those_who_may(cast, Action.HANDLE, case, to_handle) == {B}
    acting.handle(case_for(cast.stand_in, case.pk), by=cast.stand_in)


def test_a_closed_account_is_not_free(cast):
    case = cast.a_case(at=State.HANDLED)
    set_to([B], is_active=False)
    assert those_who_may(cast, Action.REVIEW, case, to_review) == {OFFICE}


@pytest.mark.parametrize("away", [who for size in (1, 2) for who in combinations((B, HEAD, OFFICE), size)])
def test_the_road_to_the_end_is_open_whoever_is_away(cast, away):
    """While the leader in charge is there, no absence of heads keeps a case from its result."""
    case = cast.a_case(at=State.HANDLED)
    set_to(away, absent=True)
    reviewer = cast.person(those_who_may(cast, Action.REVIEW, case, to_review).pop())
    cases.review(case=case_for(reviewer, case.pk), by=reviewer, now=cast.now.replace(hour=17))
    approver = cast.person(those_who_may(cast, Action.APPROVE, case, to_approve).pop())
    cases.approve(case=case_for(approver, case.pk), by=approver, now=cast.now.replace(hour=18))
    assert type(case).objects.get(pk=case.pk).state == State.APPROVED
