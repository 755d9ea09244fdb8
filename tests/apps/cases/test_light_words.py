"""Yellow and red call for a word; who is told, and when the hall is closed nobody is (D3.1.3, lessons 18)."""

from datetime import datetime, timedelta

import pytest

from yichuang.apps.audit import Refused
from yichuang.apps.cases import commands, queries
from yichuang.apps.cases.models import Case, LightWord, Reminder
from yichuang.apps.organization.models import Staff
from yichuang.core.lifecycle import Light, State
from yichuang.core.worktime import SHANGHAI

# Accepted on a Wednesday; twenty calendar days end on Tuesday 24 March 2026, 16:30.
DUE = datetime(2026, 3, 24, 16, 30, tzinfo=SHANGHAI)
TICK = timedelta(microseconds=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def case(cast):
    case = cast.a_case()
    assert case.due_at == DUE
    return case


def yellow_from(case):
    return case.due_at - (case.due_at - case.accepted_at) / 5


def word(case, cast, now, by=None):
    return commands.say_word(case=case, cause="材料需外调", plan="三日内办结", by=by or cast.clerk, now=now)


@pytest.mark.parametrize(
    ("light", "offset", "owed"),
    [("yellow", -TICK, False), ("yellow", timedelta(0), True), ("due", timedelta(0), True), ("due", TICK, True)],
)
def test_a_word_is_owed_from_the_moment_a_light_turns(cast, case, light, offset, owed):
    now = (yellow_from(case) if light == "yellow" else case.due_at) + offset
    assert [one.pk for one in queries.words_owed(cast.clerk, now)] == ([case.pk] if owed else [])


def test_a_word_on_yellow_is_not_one_on_red(cast, case):
    word(case, cast, yellow_from(case))
    assert not queries.words_owed(cast.clerk, DUE).exists()
    assert queries.words_owed(cast.clerk, DUE + TICK).exists()
    word(case, cast, DUE + SECOND)
    assert not queries.words_owed(cast.clerk, DUE + SECOND).exists()
    assert [one.light for one in LightWord.objects.order_by("id")] == [Light.YELLOW, Light.RED]


def test_after_an_extension_a_new_word_is_owed_for_the_new_due_time(cast, case):
    word(case, cast, yellow_from(case))
    commands.extend(case=case, days=10, reason="样例", by=cast.principal, now=DUE - SECOND)
    case = Case.objects.select_related("hall", "item__post__a", "item__post__b", "applicant").get(pk=case.pk)
    assert not queries.words_owed(cast.clerk, DUE).exists()
    assert queries.words_owed(cast.clerk, yellow_from(case)).exists()


def test_the_word_is_the_handlers_who_has_it_now(cast, case):
    now = yellow_from(case)
    assert not queries.words_owed(cast.stand_in, now).exists()
    Staff.objects.filter(pk=cast.clerk.pk).update(absent=True)
    assert queries.words_owed(cast.stand_in, now).exists()
    assert commands.send_reminders(hall=cast.hall, now=now - timedelta(minutes=42) + timedelta(days=3)) == 1
    assert Reminder.objects.get().to == cast.stand_in


@pytest.mark.parametrize("who", ["other_clerk", "department_head", "principal"])
def test_nobody_else_gives_it(cast, case, who):
    with pytest.raises(Refused) as refused:
        word(case, cast, DUE, by=getattr(cast, who))
    assert refused.value.refusal.code == "not_yours"
    assert not LightWord.objects.exists()


def test_a_green_case_calls_for_none(cast, case):
    with pytest.raises(Refused) as refused:
        word(case, cast, yellow_from(case) - TICK)
    assert refused.value.refusal.code == "no_word_called_for"


BAD = [
    ("", "x", "cause"), ("x", "  ", "plan"), ("x" * 301, "x", "cause"), ("\x00", "x", "cause"), ("x", "\ud800", "plan"),
]  # fmt: skip


@pytest.mark.parametrize(("cause", "plan", "field"), BAD)
def test_bad_words_are_refused_by_their_field(cast, case, cause, plan, field):
    with pytest.raises(Refused) as refused:
        commands.say_word(case=case, cause=cause, plan=plan, by=cast.clerk, now=DUE)
    assert refused.value.refusal.field == field
    assert not LightWord.objects.exists()


def test_late_without_a_cause_until_somebody_says_why(cast, case):
    assert not queries.late_without_cause(cast.clerk, DUE).exists()
    assert queries.late_without_cause(cast.clerk, DUE + TICK).get() == case
    assert not queries.late_without_cause(cast.other_clerk, DUE + TICK).exists()
    word(case, cast, DUE + SECOND)
    assert not queries.late_without_cause(cast.clerk, DUE + SECOND).exists()


def test_a_case_finished_late_without_a_cause_stays_listed(cast):
    case = cast.a_case(at=State.APPROVED)
    commands.complete(case=case, result="样例", recipient="样例", by=cast.clerk, now=case.due_at + SECOND)
    assert queries.late_without_cause(cast.clerk, DUE + timedelta(days=30)).get() == case


OPEN = datetime(2026, 3, 25, 8, 0, tzinfo=SHANGHAI)  # Wednesday morning, after the due time


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (DUE + SECOND, 0),  # Tuesday 16:30:01: red, but the hall has just closed
        (datetime(2026, 3, 25, 0, 0, tzinfo=SHANGHAI), 0),  # midnight
        (OPEN - SECOND, 0),
        (OPEN, 2),  # the handler and the head of his window
        (datetime(2026, 3, 25, 12, 0, tzinfo=SHANGHAI), 0),  # midday break
        (datetime(2026, 3, 28, 10, 0, tzinfo=SHANGHAI), 0),  # Saturday
    ],
)
def test_reminders_go_out_in_office_hours_only(cast, case, now, told):
    assert commands.send_reminders(hall=cast.hall, now=now) == told
    assert Reminder.objects.count() == told


def test_everybody_is_told_once_for_each_light(cast, case):
    near = datetime(2026, 3, 23, 9, 0, tzinfo=SHANGHAI)
    assert commands.send_reminders(hall=cast.hall, now=near) == 1
    assert commands.send_reminders(hall=cast.hall, now=near + timedelta(minutes=5)) == 0
    assert commands.send_reminders(hall=cast.hall, now=OPEN) == 2
    assert commands.send_reminders(hall=cast.hall, now=OPEN + timedelta(minutes=5)) == 0
    assert queries.unseen(cast.clerk) == 2
    assert commands.see_reminders(by=cast.clerk, now=OPEN) == 2
    assert queries.unseen(cast.clerk) == 0


def test_the_counts_are_those_of_the_lists(cast, case):
    other = cast.a_case(item=cast.item("MZ-01"))
    for now in (case.accepted_at, yellow_from(case) - TICK, yellow_from(case), DUE, DUE + TICK):
        counted = queries.light_counts(queries.visible_to(cast.clerk), "front_window", now)
        for light in (Light.RED, Light.YELLOW, Light.GREEN):
            wanted = queries.Wanted(light=light.value, window="w3")
            listed = queries.found_for(cast.clerk, wanted, now).count()
            assert counted[case.front_window_id].get(light.value, 0) == listed
    assert other.front_window_id == case.front_window_id
