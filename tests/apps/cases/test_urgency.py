"""Urgent matters first, with less time and never more, by whose word and why (D3.1.4, D3.3.5)."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.apps.cases.acting import everything
from tests.cast import identity
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case, Urgency
from yichuang.apps.cases.queries import (
    acts_for,
    case_for,
    results_waiting,
    to_approve,
    to_handle,
    to_review,
    working_of,
    worst_first,
)
from yichuang.apps.organization.models import Staff
from yichuang.core.lifecycle import Action, State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer

DUE = datetime(2026, 3, 24, 16, 30, tzinfo=SHANGHAI)  # Tuesday, day 20 after the Wednesday of the tests
EARLIER = datetime(2026, 3, 6, 16, 30, tzinfo=SHANGHAI)  # Friday
SECOND = timedelta(seconds=1)


def refusal_of(run):
    before = everything()
    with pytest.raises(Refused) as refused:
        run()
    assert everything() == before
    return refused.value.refusal


def mark(cast, case, *, by="minzheng.b", **more):
    given = {"ground": "urgent", "reason": "住院急需", "new_due": EARLIER, "now": cast.now} | more
    return cases.mark_urgent(case=case, by=cast.person(by), **given)


def withdraw(cast, case, *, by="minzheng.b", reason="已不紧急"):
    return cases.withdraw_urgency(case=case, reason=reason, by=cast.person(by), now=cast.now)


def fresh(cast, case):
    return case_for(cast.person("office.b"), case.pk)


@pytest.mark.parametrize(("new_due", "code"), [
    (EARLIER, ""), (DUE - SECOND, ""), (DUE, ""), (DUE + SECOND, "longer"),
    (datetime(2026, 3, 4, 10, 0, tzinfo=SHANGHAI), "past"), (datetime(2026, 3, 4, 10, 0, 1, tzinfo=SHANGHAI), ""),
])  # fmt: skip
def test_a_limit_gets_shorter_never_longer(cast, new_due, code):
    case = cast.a_case()
    assert case.due_at == DUE
    if code:
        refusal = refusal_of(lambda: mark(cast, case, new_due=new_due))
        assert (refusal.code, refusal.field, refusal.clause) == (code, "new_due", "D3.1.4")
        return
    row, case = mark(cast, case, new_due=new_due), fresh(cast, case)
    assert (row.old_due_at, row.new_due_at, case.due_at) == (DUE, new_due, new_due)
    working = working_of(case)
    assert working.due.due == working.stored == new_due and working.due.original_due == DUE


def test_the_limit_may_stay_as_it_is(cast):
    case = cast.a_case()
    row = mark(cast, case, new_due=None)
    case = fresh(cast, case)
    assert (case.urgent, case.due_at, row.old_due_at, row.new_due_at) == (True, DUE, None, None)


def test_before_acceptance_it_is_marked_without_a_limit(cast, acting):
    case = cast.a_case(at=State.SUPPLEMENTING)
    assert refusal_of(lambda: mark(cast, case)).code == "no_clock"
    mark(cast, case, new_due=None)
    accepted, _ = acting.accept(fresh(cast, case))
    assert accepted.urgent and accepted.due_at > cast.now, "the clock then runs as ever"


@pytest.mark.parametrize(("who", "code"), [
    ("minzheng.b", ""), ("office.a", ""), ("office.b", ""), ("minzheng.a", "not_yours"), ("caizheng.b", "not_yours"),
    ("minzheng.head", "not_yours"), ("leader.charge", "not_yours"), ("leader.principal", "not_yours"),
])  # fmt: skip
def test_by_the_head_of_the_window_or_the_hall_office(cast, who, code):
    case = cast.a_case()
    if code:
        assert refusal_of(lambda: mark(cast, case, by=who)).code == code
        return
    assert mark(cast, case, by=who).by.username == who
    withdraw(cast, fresh(cast, case), by=who)


def test_nobody_his_own_matter(cast):
    own = identity(800)
    case = cast.a_case(identity=own)
    Staff.objects.filter(username="minzheng.b").update(identity_index=sealer().blind_index("identity", own))
    assert refusal_of(lambda: mark(cast, case)).code == "own_matter"


@pytest.mark.parametrize(("field", "value"), [
    ("ground", ""), ("ground", "quick"), ("reason", ""), ("reason", " \n"), ("reason", "长" * 301), ("reason", "\x00"),
])  # fmt: skip
def test_never_without_ground_and_reason(cast, field, value):
    case = cast.a_case()
    assert refusal_of(lambda: mark(cast, case, **{field: value})).field == field


@pytest.mark.parametrize("state", [State.RETURNED, State.REFUSED, State.COMPLETED])
def test_not_after_the_end(acting, cast, state):
    case = acting.case_at(state)
    assert refusal_of(lambda: mark(cast, case, new_due=None)).code == "case_moved"


def test_of_two_at_once_one_wins(cast):
    """Both have read the case before either has marked it."""
    first, second = fresh(cast, case := cast.a_case()), fresh(cast, case)
    mark(cast, first)
    assert refusal_of(lambda: mark(cast, second, by="office.b")).code == "case_moved"
    assert Urgency.objects.count() == 1


class TestWithdrawal:
    def test_the_shortened_limit_stays_short(self, cast):
        """Else a case that is late could be made punctual by withdrawing its urgency."""
        case = cast.a_case()
        mark(cast, case)
        withdraw(cast, fresh(cast, case))
        case, row = fresh(cast, case), Urgency.objects.get()
        assert (case.urgent, case.due_at, working_of(case).due.due) == (False, EARLIER, EARLIER)
        assert (row.withdrawn_by.username, row.withdraw_reason) == ("minzheng.b", "已不紧急")

    def test_it_has_a_reason_and_happens_once(self, cast):
        case = cast.a_case()
        assert refusal_of(lambda: withdraw(cast, case)).code == "case_moved", "it is not urgent at all"
        mark(cast, case)
        assert refusal_of(lambda: withdraw(cast, case, reason=" ")).field == "reason"
        assert refusal_of(lambda: withdraw(cast, case, by="minzheng.a")).code == "not_yours"
        withdraw(cast, case)
        assert refusal_of(lambda: withdraw(cast, case)).code == "case_moved"

    def test_it_may_become_urgent_again_with_still_less_time(self, cast):
        case = cast.a_case()
        mark(cast, case)
        withdraw(cast, case)
        again = lambda due: mark(cast, fresh(cast, case), new_due=due)  # noqa: E731
        assert refusal_of(lambda: again(EARLIER + SECOND)).code == "longer"
        again(EARLIER - timedelta(days=1))
        assert Urgency.objects.filter(case=case).count() == 2


class TestExtension:
    def test_an_urgent_case_is_not_extended(self, cast, acting):
        case = cast.a_case()
        mark(cast, case, new_due=None)
        refusal = refusal_of(lambda: acting.extend(fresh(cast, case)))
        assert (refusal.code, refusal.clause) == ("urgent_not_extended", "D3.1.4")
        (act,) = [one for one in acts_for(cast.principal, fresh(cast, case), cast.now) if one.action is Action.EXTEND]
        assert act.refusal.code == "urgent_not_extended"

    def test_after_the_withdrawal_it_counts_from_the_ordinary_limit(self, cast, acting):
        case, plain = cast.a_case(), cast.a_case()
        mark(cast, case)
        withdraw(cast, fresh(cast, case))
        acting.extend(fresh(cast, case))
        acting.extend(fresh(cast, plain))
        case, plain = fresh(cast, case), fresh(cast, plain)
        assert case.due_at == plain.due_at > DUE and working_of(case).due.due == case.due_at

    def test_an_extended_limit_may_be_shortened(self, cast, acting):
        case = cast.a_case()
        acting.extend(case)
        mark(cast, fresh(cast, case), new_due=DUE, now=acting.now)
        assert fresh(cast, case).due_at == DUE


@pytest.mark.parametrize(("state", "who", "worklist"), [
    (State.ACCEPTED, "minzheng.a", to_handle), (State.HANDLED, "minzheng.b", to_review),
    (State.REVIEWED, "minzheng.head", to_approve), (State.APPROVED, "minzheng.a", results_waiting),
])  # fmt: skip
def test_what_is_urgent_comes_first_in_every_work_list(cast, state, who, worklist):
    first, second, third = (cast.a_case(at=state, now=cast.now + timedelta(minutes=n)) for n in range(3))
    assert list(worklist(cast.person(who))) == [first, second, third]
    mark(cast, third, new_due=None, by="office.b")
    assert list(worklist(cast.person(who))) == [third, first, second]
    late = DUE + timedelta(days=9)
    assert list(worst_first(Case.objects.all(), late)) == [third, first, second], "even before those that are as late"


def test_the_trail_says_the_ground_and_both_limits_and_not_the_reason(cast):
    case = cast.a_case()
    mark(cast, case)
    withdraw(cast, case)
    first, second = Entry.objects.filter(subject=case.ref, verb__contains="urg").order_by("sequence")
    assert "urgent" in first.detail and "2026-03-24" in first.detail and "住院" not in first.detail + second.detail


@pytest.mark.parametrize("statement", [
    "UPDATE cases_urgency SET reason = '改'", "UPDATE cases_urgency SET new_due_at = NULL", "DELETE FROM cases_urgency",
])  # fmt: skip
def test_the_database_keeps_why_and_by_how_much(cast, statement):
    mark(cast, cast.a_case())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("wrong", [
    {"reason": ""}, {"old_due_at": EARLIER, "new_due_at": EARLIER + SECOND}, {"withdrawn_at": EARLIER}, {},
])  # fmt: skip
def test_the_database_refuses_what_is_half_or_longer_or_twice(cast, wrong):
    case = cast.a_case()
    row = {"case": case, "ground": "urgent", "reason": "样例", "at": cast.now, "by": cast.stand_in}
    Urgency.objects.create(**row) if not wrong else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Urgency.objects.create(**(row | wrong))
