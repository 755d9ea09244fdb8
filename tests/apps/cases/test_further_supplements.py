"""Materials asked for after acceptance, with their cause; the clock runs on unless the hall reads it so (T4b)."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.apps.cases.acting import everything
from yichuang.apps.audit import Refused
from yichuang.apps.cases.lights import light_of
from yichuang.apps.cases.models import Case
from yichuang.apps.notices.queries import document_of
from yichuang.core.lifecycle import Light, State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.pdf.plain import plain_text

ACCEPTED = datetime(2026, 3, 12, 10, 0, tzinfo=SHANGHAI)  # Thursday
ASKED = datetime(2026, 3, 18, 9, 0, tzinfo=SHANGHAI)  # Wednesday
SUPPLIED = datetime(2026, 3, 25, 15, 0, tzinfo=SHANGHAI)  # Wednesday a week later
DUE = datetime(2026, 4, 1, 16, 30, tzinfo=SHANGHAI)
SEVEN_DAYS_LATER = datetime(2026, 4, 8, 16, 30, tzinfo=SHANGHAI)

GOLDEN = Path(__file__).parents[2] / "golden" / "notices"


@pytest.fixture
def pausing(hall):
    """The hall reads C-06 so that asking for materials stops the clock."""
    hall.settings = hall.settings | {"readings": {"clock.pause_after_accept": True}}
    hall.save()


@pytest.fixture
def case(cast):
    cast.now = ACCEPTED
    return cast.a_case(now=ACCEPTED)


@pytest.fixture
def paused_case(cast, pausing):
    cast.hall.refresh_from_db()
    cast.now = ACCEPTED
    return cast.a_case(now=ACCEPTED)


def refusal_of(run):
    before = everything()
    with pytest.raises(Refused) as refused:
        run()
    assert everything() == before
    return refused.value.refusal


def test_the_clock_does_not_stop(acting, case):
    asked, notice = acting.ask_more(case, now=ASKED)
    assert (asked.round, asked.cause, notice.kind) == (1, "样例：踏勘后发现", "N03")
    assert "办理期限不停止计算，仍于2026年4月1日16时30分前办结" in plain_text(document_of(notice))
    assert (case.standing, case.due_at) == (False, DUE)
    acting.supply(case, now=SUPPLIED)
    stored = Case.objects.get(pk=case.pk)
    assert (stored.due_at, stored.state) == (DUE, State.ACCEPTED)
    assert not stored.due_changes.exists()


def test_the_notice_after_acceptance(acting, cast, case):
    marks = cast.marks(m2="missing", m3="unacceptable")
    _, notice = acting.ask_more(case, now=ASKED, marks=marks)
    told = plain_text(document_of(notice)).replace(notice.code, "核验码")
    assert told == (GOLDEN / "N03-after-acceptance.txt").read_text("utf-8")


def test_with_the_other_reading_seven_days_are_added(acting, paused_case):
    case = paused_case
    _, notice = acting.ask_more(case, now=ASKED)
    assert "不计入办理期限" in plain_text(document_of(notice))
    assert Case.objects.get(pk=case.pk).standing
    assert light_of(case, SUPPLIED) is Light.NONE
    acting.supply(case, now=SUPPLIED)
    stored = Case.objects.get(pk=case.pk)
    assert (stored.due_at, stored.standing) == (SEVEN_DAYS_LATER, False)
    change = stored.due_changes.get()
    assert (change.old_due_at, change.cause) == (DUE, "supplement")


def test_a_due_time_that_had_passed_is_not_healed_by_asking(acting, paused_case):
    late = datetime(2026, 4, 1, 16, 30, 1, tzinfo=SHANGHAI)
    acting.ask_more(paused_case, now=late)
    stored = Case.objects.get(pk=paused_case.pk)
    assert not stored.standing and light_of(stored, late) is Light.RED


def test_asked_and_brought_on_one_day_adds_nothing(acting, paused_case):
    acting.ask_more(paused_case, now=ASKED)
    acting.supply(paused_case, now=ASKED.replace(hour=16))
    assert Case.objects.get(pk=paused_case.pk).due_at == DUE


@pytest.mark.parametrize("cause", ["", "  "])
def test_it_needs_its_cause(acting, case, cause):
    refusal = refusal_of(lambda: acting.ask_more(case, now=ASKED, cause=cause))
    assert (refusal.code, refusal.field, refusal.clause) == ("words_missing", "cause", "D3.4.4")


def test_only_materials_of_the_catalogue_and_at_least_one(acting, cast, case):
    assert refusal_of(lambda: acting.ask_more(case, now=ASKED, marks=cast.marks())).code == "nothing_lacking"
    strange = cast.marks() | {"MZ-10.99": ("missing", "")}
    assert refusal_of(lambda: acting.ask_more(case, now=ASKED, marks=strange)).code == "material_unknown"


def test_one_list_at_a_time_answered_once(acting, case):
    asked, _ = acting.ask_more(case, now=ASKED)
    assert refusal_of(lambda: acting.ask_more(case, now=ASKED)).code == "list_open"
    acting.supply(case, now=SUPPLIED)
    assert refusal_of(lambda: acting.supply(case, now=SUPPLIED, wanted=asked)).code == "supplied_already"
    again, _ = acting.ask_more(case, now=SUPPLIED)
    assert again.round == 2


def test_no_stage_is_done_while_a_list_is_awaited(acting, case):
    acting.ask_more(case, now=ASKED)
    assert refusal_of(lambda: acting.handle(case, now=SUPPLIED)).code == "materials_awaited"
    refusal = refusal_of(lambda: acting.supply(case, now=SUPPLIED, outcome="waived"))
    assert (refusal.code, refusal.field) == ("words_missing", "note")
    acting.supply(case, now=SUPPLIED, outcome="waived", note="样例：申请人未提交")
    assert acting.handle(case, now=SUPPLIED).state == State.HANDLED


@pytest.mark.parametrize(("day", "code"), [
    (date(2026, 3, 17), "days_swapped"), (date(2026, 3, 18), None), (date(2026, 3, 25), None),
    (date(2026, 3, 26), "not_yet"),
])  # fmt: skip
def test_brought_between_the_asking_and_today(acting, case, day, code):
    acting.ask_more(case, now=ASKED)
    if code is None:
        assert acting.supply(case, now=SUPPLIED, day=day).day == day
    else:
        assert refusal_of(lambda: acting.supply(case, now=SUPPLIED, day=day)).code == code


def test_what_became_of_it_is_one_of_two(acting, case):
    acting.ask_more(case, now=ASKED)
    assert refusal_of(lambda: acting.supply(case, now=SUPPLIED, outcome="maybe")).field == "outcome"


def test_a_list_of_before_acceptance_is_answered_by_the_decision(acting, cast):
    cast.now = ACCEPTED
    case = cast.a_case(at=State.SUPPLEMENTING)
    before = case.supplements.get()
    acting.accept(case, now=ASKED)
    assert refusal_of(lambda: acting.supply(case, now=SUPPLIED, wanted=before)).code == "list_before_acceptance"


@pytest.mark.parametrize("who", ["caizheng.a", "minzheng.head", "leader.charge"])
def test_who_may(acting, cast, case, who):
    stranger = cast.person(who)
    assert refusal_of(lambda: acting.ask_more(case, now=ASKED, by=stranger)).code == "not_yours"
    acting.ask_more(case, now=ASKED)
    assert refusal_of(lambda: acting.supply(case, now=SUPPLIED, by=stranger)).code == "not_yours"


def test_any_clerk_of_the_window_takes_them_in(acting, cast, case):
    acting.ask_more(case, now=ASKED)
    assert acting.supply(case, now=SUPPLIED, by=cast.stand_in).by == cast.stand_in


def test_cases_keep_the_reading_they_were_accepted_under(acting, cast, case, hall):
    hall.settings = hall.settings | {"readings": {"clock.pause_after_accept": True}}
    hall.save()
    acting.ask_more(case, now=ASKED)
    acting.supply(case, now=SUPPLIED)
    assert Case.objects.get(pk=case.pk).due_at == DUE
