"""A new holiday notice moves due times only after a second person's word, and keeps both values (lessons 15, 20)."""

import shutil
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.apps.cases.acting import everything
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case, DueChange, Recalculation, RecalculationRow
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI
from yichuang.rulebook.paths import rules_dir
from yichuang.rulebook.worktime import forget

# Accepted on 25 December 2026, ten working days reach into 2027, of whose holidays only the law's own are known.
LATE = datetime(2026, 12, 25, 9, 0, tzinfo=SHANGHAI)  # Friday
BEFORE = datetime(2027, 1, 11, 16, 30, tzinfo=SHANGHAI)  # Monday: 28–31 December, 4–8 January, 11 January
# The notice gives 1 to 3 January off and has Sunday 10 January worked.
AFTER = datetime(2027, 1, 10, 16, 30, tzinfo=SHANGHAI)
NOTICE = """
year = 2027
[[notice]]
title = "样例通知"
document = "样例〔2026〕1号"
issued = 2026-11-05
source = "D4.11.2a"
[[notice.holiday]]
name = "元旦"
from = 2027-01-01
to = 2027-01-03
work = ["2027-01-10"]
"""
GROUND = "样例〔2026〕1号"
NOW = datetime(2026, 12, 29, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def rules(tmp_path, monkeypatch):
    """The rules in a folder of their own, so that a notice can be added to them."""
    folder = tmp_path / "rules"
    shutil.copytree(rules_dir(), folder)
    monkeypatch.setenv("YICHUANG_RULES", str(folder))
    forget()
    yield folder
    forget()


@pytest.fixture
def publish(rules):
    def notice(text=NOTICE):
        (rules / "working_days" / "2027.toml").write_text(text, encoding="utf-8")
        forget()

    return notice


@pytest.fixture
def late(cast, rules):
    """A case whose due time is provisional."""
    cast.now = LATE
    return cast.a_case(item=cast.item("JS-03"), by=cast.person("jisheng.a"), now=LATE)


@pytest.fixture
def early(cast, rules):
    """A case that is due long before."""
    cast.now = LATE - timedelta(days=60)
    return cast.a_case(now=cast.now)


@pytest.fixture
def office(cast):
    return cast.person("office.b")


@pytest.fixture
def leader(cast):
    return cast.person("leader.charge")


def propose(hall, by, *, kind="calendar", ground=GROUND, now=NOW):
    return cases.propose_recalculation(hall=hall, kind=kind, ground=ground, by=by, now=now)


def refusal_of(run):
    before = everything(), list(Recalculation.objects.values_list())
    with pytest.raises(Refused) as refused:
        run()
    assert (everything(), list(Recalculation.objects.values_list())) == before
    return refused.value.refusal


def test_a_notice_moves_nothing_by_itself(late, publish):
    assert (late.due_at, late.provisional) == (BEFORE, True)
    publish()
    assert Case.objects.get(pk=late.pk).due_at == BEFORE


def test_proposed_by_one_approved_by_another_both_values_kept(hall, late, early, publish, office, leader):
    publish()
    proposed = propose(hall, office)
    assert (proposed.looked_at, proposed.affected, proposed.state) == (2, 1, "proposed")
    assert proposed.calendar.startswith("2027-")
    row = RecalculationRow.objects.get(recalculation=proposed)
    assert (row.case_id, row.old_due_at, row.new_due_at) == (late.pk, BEFORE, AFTER)
    assert (row.was_provisional, row.stays_provisional) == (True, False)
    assert Case.objects.get(pk=late.pk).due_at == BEFORE

    approved = cases.approve_recalculation(recalculation=proposed, by=leader, now=NOW + timedelta(hours=1))
    assert (approved.state, approved.moved, approved.decided_by) == ("approved", 1, leader)
    moved, kept = Case.objects.get(pk=late.pk), Case.objects.get(pk=early.pk)
    assert (moved.due_at, moved.nominal_due_at, moved.provisional) == (AFTER, AFTER, False)
    assert kept.due_at == early.due_at and kept.clock == early.clock
    change = DueChange.objects.get()
    told = (change.case_id, change.old_due_at, change.new_due_at, change.cause, change.ground, change.by)
    assert told == (late.pk, BEFORE, AFTER, "calendar", GROUND, leader)
    verbs = Entry.objects.filter(subject=proposed.ref).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["recalculation.proposed", "recalculation.approved"]
    assert refusal_of(lambda: propose(hall, office)).code == "nothing_differs"


def test_a_provisional_time_that_turns_out_right_is_settled(hall, late, publish, office, leader):
    publish(NOTICE.replace('work = ["2027-01-10"]', ""))
    proposed = propose(hall, office)
    cases.approve_recalculation(recalculation=proposed, by=leader, now=NOW)
    stored = Case.objects.get(pk=late.pk)
    assert (stored.due_at, stored.provisional) == (BEFORE, False)
    assert not DueChange.objects.exists()


def test_rejected_it_changes_no_case(hall, late, publish, office, leader):
    publish()
    proposed = propose(hall, office)
    assert refusal_of(lambda: reject(proposed, leader, " ")).field == "reason"
    reject(proposed, leader, "样例：通知有误")
    assert Case.objects.get(pk=late.pk).due_at == BEFORE
    assert refusal_of(lambda: approve(proposed, leader)).code == "decided_already"
    assert propose(hall, office).pk != proposed.pk, "a new proposal may follow"


def reject(proposed, by, reason="样例"):
    return cases.reject_recalculation(recalculation=proposed, reason=reason, by=by, now=NOW)


def approve(proposed, by):
    return cases.approve_recalculation(recalculation=proposed, by=by, now=NOW)


@pytest.mark.parametrize("who", ["jisheng.a", "minzheng.head", "leader.charge", "leader.principal"])
def test_who_may_propose(hall, late, publish, cast, who):
    publish()
    assert refusal_of(lambda: propose(hall, cast.person(who))).code == "not_yours"


def test_the_system_administrator_may_propose(hall, late, publish, cast):
    publish()
    assert propose(hall, cast.person("admin.system")).affected == 1


@pytest.mark.parametrize("who", ["office.b", "jisheng.a", "leader.principal", "admin.system"])
def test_who_may_decide(hall, late, publish, office, cast, who):
    publish()
    proposed = propose(hall, office)
    assert refusal_of(lambda: approve(proposed, cast.person(who))).code == "not_yours"
    assert refusal_of(lambda: reject(proposed, cast.person(who))).code == "not_yours"


def test_nobody_decides_on_his_own_proposal(hall, late, publish, office):
    publish()
    type(office).objects.filter(pk=office.pk).update(roles="FG,HO,WH")
    office.refresh_from_db()
    proposed = propose(hall, office)
    assert refusal_of(lambda: approve(proposed, office)).code == "own_proposal"
    with pytest.raises(IntegrityError, match="recalculation_by_two_people"), transaction.atomic():
        Recalculation.objects.filter(pk=proposed.pk).update(decided_by=office)


@pytest.mark.parametrize(("given", "field"), [
    ({"ground": ""}, "ground"), ({"ground": "\ud800"}, "ground"), ({"ground": "长" * 301}, "ground"),
    ({"kind": "moon"}, "kind"),
])  # fmt: skip
def test_what_is_refused(hall, late, publish, office, given, field):
    publish()
    assert refusal_of(lambda: propose(hall, office, **given)).field == field


def test_one_proposal_at_a_time(hall, late, publish, office):
    publish()
    propose(hall, office)
    assert refusal_of(lambda: propose(hall, office)).code == "proposed_already"


def test_a_case_that_moved_on_meanwhile_keeps_its_own(hall, late, publish, office, leader, cast):
    publish()
    proposed = propose(hall, office)
    Case.objects.filter(pk=late.pk).update(due_at=BEFORE + timedelta(days=3))
    assert approve(proposed, leader).moved == 0
    assert Case.objects.get(pk=late.pk).due_at == BEFORE + timedelta(days=3)
    assert not DueChange.objects.exists()


def test_a_step_that_ended_meanwhile_leaves_the_case_to_the_next_proposal(hall, late, publish, office, leader, cast):
    """Its days off the clock changed nothing then, but might under the new calendar."""
    handler, sunday = cast.person("jisheng.a"), datetime(2026, 12, 27, 9, 0, tzinfo=SHANGHAI)
    step, _ = cases.begin_step(case=late, kind="survey", basis="", first_day=sunday.date(),
                               planned_last_day=sunday.date(), by=handler, now=sunday)  # fmt: skip
    publish()
    proposed = propose(hall, office)
    cases.end_step(step=step, last_day=sunday.date(), result="样例", by=handler, now=NOW + timedelta(minutes=1))
    assert approve(proposed, leader).moved == 0


def test_a_case_that_ended_meanwhile_keeps_its_own(hall, late, publish, office, leader):
    publish()
    proposed = propose(hall, office)
    Case.objects.filter(pk=late.pk).update(state=State.REFUSED.value)
    assert approve(proposed, leader).moved == 0


def test_a_proposal_is_void_once_the_calendar_has_changed_again(hall, late, publish, office, leader):
    publish()
    proposed = propose(hall, office)
    publish(NOTICE.replace("2027-01-10", "2027-01-09"))
    assert refusal_of(lambda: approve(proposed, leader)).code == "calendar_moved_on"


def test_an_extended_case_with_steps_is_worked_out_whole(hall, late, publish, office, leader, cast):
    handler, monday = cast.person("jisheng.a"), datetime(2026, 12, 28, 9, 0, tzinfo=SHANGHAI)
    step, _ = cases.begin_step(case=late, kind="survey", basis="", first_day=monday.date(),
                               planned_last_day=monday.date(), by=handler, now=monday)  # fmt: skip
    cases.end_step(step=step, last_day=monday.date(), result="样例", by=handler, now=monday)
    assert late.due_at == BEFORE + timedelta(days=1)
    publish()
    approve(propose(hall, office), leader)
    # The make-up Sunday gives one day back.
    assert Case.objects.get(pk=late.pk).due_at == BEFORE


def test_other_readings_are_taken_over_the_same_way(hall, late, rules, office, leader):
    hall.settings = hall.settings | {"readings": {"limit.due_at": "24:00"}}
    hall.save()
    assert refusal_of(lambda: propose(hall, office)).code == "nothing_differs", "a case keeps its readings"
    proposed = propose(hall, office, kind="readings", ground="样例：大厅办公会决定")
    approve(proposed, leader)
    stored = Case.objects.get(pk=late.pk)
    assert stored.due_at == datetime(2027, 1, 12, 0, 0, tzinfo=SHANGHAI)
    assert stored.clock["readings"]["limit.due_at"] == "24:00"
    assert DueChange.objects.get().cause == "readings"


@pytest.mark.parametrize("statement", [
    "UPDATE cases_recalculation SET affected = 0", "UPDATE cases_recalculation SET ground = 'x'",
    "DELETE FROM cases_recalculation", "UPDATE cases_recalculationrow SET new_due_at = '2030-01-01'",
    "DELETE FROM cases_recalculationrow",
])  # fmt: skip
def test_the_database_itself_keeps_the_list(hall, late, publish, office, statement):
    publish()
    propose(hall, office)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
