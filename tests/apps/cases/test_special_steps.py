"""Special steps are outside the clock, day by day, with their ground; the old due time stays (行政许可法第四十五条)."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.apps.cases.acting import everything
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.lights import light_of, showing, with_time
from yichuang.apps.cases.models import Case, DueChange
from yichuang.apps.notices.queries import document_of
from yichuang.core.lifecycle import Light, State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.pdf.plain import plain_text

ACCEPTED = datetime(2026, 9, 24, 9, 0, tzinfo=SHANGHAI)  # Thursday
DUE = datetime(2026, 10, 15, 17, 0, tzinfo=SHANGHAI)  # T2
MONDAY = datetime(2026, 10, 12, 9, 0, tzinfo=SHANGHAI)
WEDNESDAY = datetime(2026, 10, 14, 16, 0, tzinfo=SHANGHAI)
LATER = datetime(2026, 10, 20, 17, 0, tzinfo=SHANGHAI)  # Tuesday: three working days later

GOLDEN = Path(__file__).parents[2] / "golden" / "notices"


@pytest.fixture
def case(cast):
    """Ten working days from Thursday 24 September (T2)."""
    cast.now = ACCEPTED
    return cast.a_case(item=cast.item("JS-03"), by=cast.person("jisheng.a"), now=ACCEPTED)


@pytest.fixture
def handler(cast):
    return cast.person("jisheng.a")


def begin(case, by, *, now=MONDAY, first=date(2026, 10, 12), planned=date(2026, 10, 14), kind="survey", basis=""):
    return cases.begin_step(
        case=case, kind=kind, basis=basis, first_day=first, planned_last_day=planned, by=by, now=now
    )


def end(step, by, *, last=date(2026, 10, 14), now=WEDNESDAY, result="样例：已勘查"):
    return cases.end_step(step=step, last_day=last, result=result, by=by, now=now)


def refusal_of(run):
    before = everything()
    with pytest.raises(Refused) as refused:
        run()
    assert everything() == before
    return refused.value.refusal


def test_three_days_of_survey_move_the_due_time_and_keep_the_old_one(case, handler):
    step, notice = begin(case, handler)
    end(step, handler)
    stored = Case.objects.get(pk=case.pk)
    assert (stored.due_at, stored.standing) == (LATER, False)
    change = stored.due_changes.get()
    assert (change.old_due_at, change.new_due_at, change.cause, change.by_name) == (DUE, LATER, "step", handler.name)
    assert change.ground == "现场勘查 2026-10-12至2026-10-14（行政许可法第三十四条第三款、第四十五条）"
    assert stored.clock["excluded"] == [["2026-10-12", "2026-10-14"]]
    assert notice.kind == "N18" and "2026年10月14日（共3日）" in plain_text(document_of(notice))
    verbs = list(Entry.objects.filter(subject=case.ref).order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["case.accepted", "case.step_begun", "case.step_ended"]


def test_the_citizen_is_told_the_time_it_will_take(case, handler):
    _, notice = begin(case, handler)
    assert notice.number == "样乡便时〔2026〕1号"
    assert plain_text(document_of(notice)).replace(notice.code, "核验码") == (GOLDEN / "N18.txt").read_text("utf-8")


def test_while_a_step_is_open_the_clock_stands_still(case, handler, cast):
    step, _ = begin(case, handler)
    stored = Case.objects.get(pk=case.pk)
    long_after = DUE + timedelta(days=30)
    assert (stored.due_at, stored.standing) == (DUE, True)
    assert light_of(stored, long_after) is Light.NONE
    lit = with_time(Case.objects.all(), long_after)
    assert lit.filter(showing(Light.NONE, long_after)).get() == stored
    assert not lit.filter(showing(Light.RED, long_after)).exists()
    end(step, handler, last=long_after.date(), now=long_after)
    # Four working days are left of the 55 since acceptance.
    assert light_of(Case.objects.get(pk=case.pk), long_after) is Light.YELLOW


def test_a_step_over_a_weekend_changes_no_limit_in_working_days(case, handler):
    saturday = datetime(2026, 10, 17, 9, 0, tzinfo=SHANGHAI)
    step, _ = begin(case, handler, now=MONDAY, first=date(2026, 10, 12), planned=date(2026, 10, 12))
    end(step, handler, last=date(2026, 10, 12), now=MONDAY)
    moved = case.due_changes.count()
    again, _ = begin(case, handler, kind="hearing", now=saturday - timedelta(days=1), first=date(2026, 10, 10),
                     planned=date(2026, 10, 11))  # fmt: skip
    end(again, handler, last=date(2026, 10, 11), now=saturday - timedelta(days=1))
    # Saturday the 10th was a make-up working day, Sunday the 11th was not.
    assert [moved, case.due_changes.count()] == [1, 2]
    assert Case.objects.get(pk=case.pk).due_at == datetime(2026, 10, 19, 17, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(("given", "field", "code"), [
    ({"kind": "lunch"}, "kind", "step_unknown"),
    ({"kind": ""}, "kind", "step_unknown"),
    ({"kind": "announcement"}, "basis", "words_missing"),
    ({"kind": "announcement", "basis": " \x00"}, "basis", "bad_character"),
    ({"first": date(2026, 9, 23)}, "first_day", "before_acceptance"),
    ({"first": date(2026, 10, 13)}, "first_day", "not_yet"),
    ({"planned": date(2026, 10, 11)}, "planned_last_day", "days_swapped"),
    ({"now": DUE + timedelta(seconds=1)}, "kind", "after_due"),
])  # fmt: skip
def test_what_is_refused_at_the_beginning(case, handler, given, field, code):
    refusal = refusal_of(lambda: begin(case, handler, **given))
    assert refusal.field == field and (refusal.code == code or code == "bad_character")
    assert refusal.remedy


def test_at_the_very_due_time_a_step_may_still_begin(case, handler):
    begin(case, handler, now=DUE)


def test_the_first_day_may_be_that_of_acceptance(case, handler):
    begin(case, handler, first=date(2026, 9, 24), now=ACCEPTED + timedelta(hours=1))


def test_an_announcement_has_its_own_ground(case, handler):
    step, _ = begin(case, handler, kind="announcement", basis="样例条例第三条")
    assert (step.name, step.basis) == ("公示", "样例条例第三条")


@pytest.mark.parametrize(("given", "field", "code"), [
    ({"last": date(2026, 10, 11)}, "last_day", "days_swapped"),
    ({"last": date(2026, 10, 15)}, "last_day", "not_yet"),
    ({"result": "  "}, "result", "words_missing"),
])  # fmt: skip
def test_what_is_refused_at_the_end(case, handler, given, field, code):
    step, _ = begin(case, handler)
    refusal = refusal_of(lambda: end(step, handler, **given))
    assert (refusal.field, refusal.code) == (field, code)


def test_a_step_ends_once_and_opens_once(case, handler):
    step, _ = begin(case, handler)
    assert refusal_of(lambda: begin(case, handler)).code == "step_open"
    begin(case, handler, kind="hearing")
    end(step, handler)
    assert Case.objects.get(pk=case.pk).standing, "the hearing is still open"
    assert refusal_of(lambda: end(step, handler)).code == "step_ended"


@pytest.mark.parametrize("who", ["jisheng.b", "jisheng.head", "leader.charge", "leader.principal", "minzheng.a"])
def test_only_the_handler_records_steps(case, handler, cast, who):
    assert refusal_of(lambda: begin(case, cast.person(who))).code == "not_yours"
    step, _ = begin(case, handler)
    assert refusal_of(lambda: end(step, cast.person(who))).code == "not_yours"


def test_no_stage_is_done_while_a_step_is_open(case, handler, cast):
    step, _ = begin(case, handler)
    assert refusal_of(lambda: cases.handle(case=case, by=handler, now=WEDNESDAY)).code == "step_open"
    end(step, handler)
    assert cases.handle(case=case, by=handler, now=WEDNESDAY).state == State.HANDLED


def test_steps_and_an_extension_add_up(case, handler, cast):
    step, _ = begin(case, handler)
    assert cases.extend(case=case, days=10, reason="样例", by=cast.principal, now=MONDAY)
    extended = Case.objects.get(pk=case.pk).due_at
    end(step, handler)
    final = Case.objects.get(pk=case.pk)
    # 20 October (working days) and ten days more: Friday 30 October.
    assert final.due_at == datetime(2026, 10, 30, 17, 0, tzinfo=SHANGHAI)
    told = list(DueChange.objects.order_by("id").values_list("cause", "old_due_at", "new_due_at"))
    assert told == [("extension", DUE, extended), ("step", extended, final.due_at)]


def test_an_older_copy_of_the_case_loses_no_days(case, handler, cast):
    stale = Case.objects.select_related("hall", "item__post__a", "item__post__b", "applicant", "front_window").get(
        pk=case.pk
    )
    step, _ = begin(case, handler)
    end(step, handler)
    cases.extend(case=stale, days=10, reason="样例", by=cast.principal, now=WEDNESDAY)
    assert Case.objects.get(pk=case.pk).clock["excluded"] == [["2026-10-12", "2026-10-14"]]


@pytest.mark.parametrize("statement", [
    "UPDATE cases_specialstep SET first_day = '2026-10-01'", "DELETE FROM cases_specialstep",
    "UPDATE cases_stepend SET last_day = '2026-10-30'", "DELETE FROM cases_stepend",
    "UPDATE cases_duechange SET new_due_at = '2030-01-01'", "DELETE FROM cases_duechange",
])  # fmt: skip
def test_the_database_itself_keeps_the_records(case, handler, statement):
    step, _ = begin(case, handler)
    end(step, handler)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
