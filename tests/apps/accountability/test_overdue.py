"""What follows from a passed due time: an order to finish, an apology, and both before it is closed (D5.2.4, R17)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from yichuang.apps.accountability import commands, queries
from yichuang.apps.accountability.models import Apology, Overdue
from yichuang.apps.audit import Refused
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case
from yichuang.apps.notices.queries import document_of
from yichuang.config.schedule import record_overdue
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.pdf.plain import plain_text

DUE = datetime(2026, 3, 24, 16, 30, tzinfo=SHANGHAI)  # Tuesday
NEXT = datetime(2026, 3, 25, 9, 0, tzinfo=SHANGHAI)
TICK = timedelta(microseconds=1)
MADE = commands.Apologising(date(2026, 3, 25), "in_person", "neglect", "样例原因", "样例意见")


@pytest.fixture
def late(cast):
    case = cast.a_case(at=State.APPROVED)
    commands.open_overdue(hall=cast.hall, now=NEXT)
    return queries.of_case(case)


def again(overdue):
    return queries.of_case(Case.objects.get(pk=overdue.case_id))


@pytest.mark.parametrize(("now", "recorded"), [(DUE - TICK, 0), (DUE, 0), (DUE + TICK, 1)])
def test_recorded_after_the_due_time_and_not_at_it(cast, now, recorded):
    cast.a_case()
    assert commands.open_overdue(hall=cast.hall, now=now) == (recorded, 0)
    assert commands.open_overdue(hall=cast.hall, now=now + timedelta(days=1)) == (1 - recorded, 0)
    assert Overdue.objects.count() == 1


def test_the_job_runs_at_any_hour_and_twice_adds_nothing(cast):
    cast.a_case()
    midnight = datetime(2026, 3, 25, 0, 0, tzinfo=SHANGHAI)
    assert record_overdue(midnight) == "township: (1, 0)"
    assert record_overdue(midnight) == "nothing past due"


def test_a_case_finished_late_before_the_job_came_is_recorded_too(cast):
    case = cast.a_case(at=State.APPROVED)
    cases.complete(case=case, result="样例", recipient="样例", by=cast.clerk, now=DUE + TICK)
    assert commands.open_overdue(hall=cast.hall, now=NEXT) == (1, 0)
    assert queries.of_case(case).standing == "apology"


def test_closed_only_with_both(cast, late):
    assert late.standing == "finish"
    commands.apologise(overdue=late, made=MADE, by=cast.clerk, now=NEXT)
    assert again(late).standing == "finish"
    cases.complete(case=late.case, result="样例", recipient="样例", by=cast.clerk, now=NEXT)
    assert again(late).standing == "closed"


def test_finishing_alone_leaves_the_apology_owed(cast, late):
    cases.complete(case=late.case, result="样例", recipient="样例", by=cast.clerk, now=NEXT)
    assert again(late).standing == "apology"
    assert [one.pk for one in queries.apologies_owed(cast.clerk)] == [late.pk]
    assert [one.pk for one in queries.apologies_owed(cast.window_head)] == [late.pk]
    assert not queries.apologies_owed(cast.other_clerk).exists()


def test_an_extension_in_time_means_no_record(cast):
    case = cast.a_case()
    cases.extend(case=case, days=10, reason="样例", by=cast.principal, now=DUE)
    assert commands.open_overdue(hall=cast.hall, now=NEXT) == (0, 0)


def test_withdrawn_with_its_ground_when_the_due_time_moves(cast, late):
    Case.objects.filter(pk=late.case_id).update(due_at=NEXT + timedelta(days=3))
    assert commands.open_overdue(hall=cast.hall, now=NEXT) == (0, 1)
    found = again(late)
    assert (found.standing, found.withdrawn_why) == ("withdrawn", commands.MOVED)
    with pytest.raises(Refused) as refused:
        commands.apologise(overdue=found, made=MADE, by=cast.clerk, now=NEXT)
    assert refused.value.refusal.code == "overdue_withdrawn"


def test_a_second_lateness_is_recorded_after_a_withdrawn_one(cast, late):
    Case.objects.filter(pk=late.case_id).update(due_at=NEXT + timedelta(days=3))
    commands.open_overdue(hall=cast.hall, now=NEXT)
    after = NEXT + timedelta(days=4)
    assert commands.open_overdue(hall=cast.hall, now=after) == (1, 0) and commands.open_overdue(
        hall=cast.hall, now=after
    ) == (0, 0)
    found = again(late)
    assert (found.standing, found.due_at) == ("finish", NEXT + timedelta(days=3)) and Overdue.objects.count() == 2


def test_withdrawn_too_where_the_apology_was_made(cast, late):
    commands.apologise(overdue=late, made=MADE, by=cast.clerk, now=NEXT)
    Case.objects.filter(pk=late.case_id).update(due_at=NEXT + timedelta(days=3))
    assert commands.open_overdue(hall=cast.hall, now=NEXT) == (0, 1)
    assert again(late).standing == "withdrawn" and Apology.objects.count() == 1


def test_the_apology_has_its_paper(cast, late):
    apology, notice = commands.apologise(overdue=late, made=MADE, by=cast.clerk, now=NEXT)
    assert apology.notice == notice
    text = plain_text(document_of(notice))
    for said in ("赔礼道歉书", "样例原因", "2026年3月24日16时30分", "当面，2026年3月25日"):
        assert said in text


def test_once_only(cast, late):
    commands.apologise(overdue=late, made=MADE, by=cast.clerk, now=NEXT)
    with pytest.raises(Refused) as refused:
        commands.apologise(overdue=again(late), made=MADE, by=cast.window_head, now=NEXT)
    assert refused.value.refusal.code == "apologised_already"
    assert Apology.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"way": "pigeon"}, "way"), ({"cause": ""}, "cause"), ({"explanation": " "}, "explanation"),
        ({"explanation": "\x00"}, "explanation"), ({"acknowledgement": "x" * 201}, "acknowledgement"),
        ({"done_on": date(2026, 3, 23)}, "done_on"), ({"done_on": date(2026, 3, 26)}, "done_on"),
    ],
)  # fmt: skip
def test_bad_input_changes_nothing(cast, late, changed, field):
    with pytest.raises(Refused) as refused:
        commands.apologise(overdue=late, made=replace(MADE, **changed), by=cast.clerk, now=NEXT)
    assert refused.value.refusal.field == field
    assert not Apology.objects.exists()


@pytest.mark.parametrize(("day", "fine"), [(date(2026, 3, 24), True), (date(2026, 3, 25), True)])
def test_the_day_may_be_the_due_day_or_today(cast, late, day, fine):
    commands.apologise(overdue=late, made=replace(MADE, done_on=day), by=cast.clerk, now=NEXT)
    assert Apology.objects.exists() is fine


@pytest.mark.parametrize("who", ["other_clerk", "department_head", "principal"])
def test_only_the_handler_or_the_windows_head_apologises(cast, late, who):
    with pytest.raises(Refused) as refused:
        commands.apologise(overdue=late, made=MADE, by=getattr(cast, who), now=NEXT)
    assert refused.value.refusal.code == "not_yours"


def test_serious_is_said_by_the_hall_office(cast, late):
    with pytest.raises(Refused):
        commands.mark_serious(overdue=late, reason="样例", by=cast.clerk, now=NEXT)
    commands.mark_serious(overdue=late, reason="样例", by=cast.person("office.b"), now=NEXT)
    assert again(late).serious == "样例"
    with pytest.raises(Refused) as refused:
        commands.mark_serious(overdue=again(late), reason="改写", by=cast.person("office.b"), now=NEXT)
    assert refused.value.refusal.code == "serious_already" and again(late).serious == "样例"
