"""The whole table of transitions through the commands: every state × every act, by the right person."""

import pytest

from tests.apps.cases.acting import everything
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case
from yichuang.apps.catalog.queries import counter_items
from yichuang.core.lifecycle import AUDIT_VERBS, STAMPS, TRANSITIONS, Action, Stage, State, next_state

EVERY = [(state, action) for state in State for action in Action]
ALLOWED = [pair for pair in EVERY if pair in TRANSITIONS]
WRONG = [pair for pair in EVERY if pair not in TRANSITIONS]


def test_the_table_is_split_without_rest():
    assert len(ALLOWED) == len(TRANSITIONS) and len(ALLOWED) + len(WRONG) == len(State) * len(Action)


@pytest.mark.parametrize(("state", "action"), ALLOWED)
def test_what_the_table_allows_happens_and_leaves_one_entry(acting, state, action):
    case = acting.case_at(state, action)
    before = Entry.objects.count()
    acting.do(case, action)
    stored = Case.objects.get(pk=case.pk)
    assert stored.state == TRANSITIONS[state, action]
    entry = Entry.objects.order_by("sequence").last()
    assert Entry.objects.count() == before + 1
    assert (entry.verb, entry.subject) == (AUDIT_VERBS[action], case.ref)
    stamp = stored.stamps.filter(round=stored.round, stage=STAMPS[action]).first() if action in STAMPS else None
    assert (stamp is not None) == (action in STAMPS)
    if stamp and action is Action.DEEM:
        assert stamp.at == case.received_at and stamp.by_name == "依法视为受理"
    elif stamp:
        assert stamp.at == acting.now and stamp.by_name == stamp.by.name


@pytest.mark.parametrize(("state", "action"), WRONG)
def test_what_the_table_forbids_is_refused_and_changes_nothing(acting, state, action):
    case = acting.case_at(state, action)
    before = everything()
    with pytest.raises(Refused) as refused:
        acting.do(case, action)
    assert refused.value.refusal.code == f"step_{next_state(state, action).code}"
    assert refused.value.refusal.clause == "D1.7" and refused.value.refusal.remedy
    assert everything() == before


def test_of_two_who_read_the_same_state_only_one_succeeds(acting, cast):
    case = acting.case_at(State.ACCEPTED)
    stale = Case.objects.get(pk=case.pk)
    cases.handle(case=case, by=cast.clerk, now=acting.now)
    before = everything()
    with pytest.raises(Refused) as refused:
        cases.handle(case=stale, by=cast.clerk, now=acting.now)
    assert refused.value.refusal.code == "case_moved"
    assert everything() == before


def test_five_stamps_in_order_each_with_person_and_time(acting, cast):
    case = cast.a_case(at=State.COMPLETED)
    stamps = list(case.stamps.order_by("id"))
    assert [one.stage for one in stamps] == [stage.value for stage in Stage]
    times = [one.at for one in stamps]
    assert times == sorted(times) and all(one.by_name for one in stamps)


def test_a_clock_that_runs_behind_stamps_nothing(acting, cast):
    case = cast.a_case(at=State.HANDLED)  # handled an hour after acceptance
    before = everything()
    with pytest.raises(Refused) as refused:
        acting.review(case, now=cast.now)
    assert refused.value.refusal.code == "clock_behind"
    assert everything() == before


def test_sent_back_the_stages_after_acceptance_begin_anew(acting, cast):
    case = cast.a_case(at=State.REVIEWED)
    cases.send_back(case=case, reason="样例：复核金额", by=cast.department_head, now=acting.now)
    assert (case.state, case.round) == (State.ACCEPTED, 2)
    acting.handle(case, now=acting.now)
    acting.review(case, now=acting.now)
    kept = list(case.stamps.order_by("id").values_list("round", "stage"))
    assert kept == [(1, "acceptance"), (1, "handling"), (1, "review"), (2, "handling"), (2, "review")]


class TestInstant:
    @pytest.fixture
    def case(self, cast):
        item = next(one for one in counter_items(cast.hall) if one.kind == "instant" and one.post)
        return cast.a_case(item=item, by=item.post.a)

    def test_one_act_stamps_all_five(self, cast, case):
        later = cast.now.replace(minute=20)
        closed, notice, code = cases.complete_instant(
            case=case, result="样例", recipient="样例", by=case.handler, now=later
        )
        stamps = list(closed.stamps.order_by("id").values_list("stage", "at"))
        assert [stage for stage, _ in stamps] == [stage.value for stage in Stage]
        assert {at for _, at in stamps[1:]} == {later}
        assert notice.kind == "N08" and len(code) == 12
        assert Entry.objects.filter(subject=closed.ref).count() == 2  # accepted, completed

    @pytest.mark.parametrize("field", ["result", "recipient"])
    def test_not_without_result_and_recipient(self, cast, case, field):
        before = everything()
        given = {"result": "样例", "recipient": "样例"} | {field: "  "}
        with pytest.raises(Refused) as refused:
            cases.complete_instant(case=case, by=case.handler, now=cast.now, **given)
        assert (refused.value.refusal.code, refused.value.refusal.field) == ("words_missing", field)
        assert everything() == before

    def test_a_promised_case_goes_stage_by_stage(self, cast):
        with pytest.raises(Refused) as refused:
            cases.complete_instant(case=cast.a_case(), result="样例", recipient="样例", by=cast.clerk, now=cast.now)
        assert refused.value.refusal.code == "not_instant"
