"""Thirty minutes on the spot: on time to the second, past closing, or promised with a reason (T1, C-07, C-33)."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.apps.cases.acting import everything
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Verdict
from yichuang.apps.cases.models import Case, KindChange
from yichuang.apps.cases.queries import countdown, light_of, running_instant
from yichuang.apps.notices.queries import document_of
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.models import OvertimeEntry
from yichuang.apps.reception.queries import overtime_of, overtime_totals
from yichuang.core.lifecycle import Action, Light, State
from yichuang.core.worktime import SHANGHAI

BEFORE_NOON = datetime(2026, 3, 4, 10, 50, tzinfo=SHANGHAI)  # Wednesday, winter hours: the morning ends at 11:00
DUE = BEFORE_NOON + timedelta(minutes=30)


def at(clock):
    return datetime.fromisoformat(f"2026-03-04T{clock}+08:00")


def refusal_of(run):
    before = everything(), KindChange.objects.count(), OvertimeEntry.objects.count()
    with pytest.raises(Refused) as refused:
        run()
    assert (everything(), KindChange.objects.count(), OvertimeEntry.objects.count()) == before
    return refused.value.refusal


@pytest.fixture
def clerk(cast):
    return cast.person("jisheng.a")


@pytest.fixture
def case(cast, clerk):
    cast.now = BEFORE_NOON
    return cast.a_case(item=cast.item("JS-02"), by=clerk, now=BEFORE_NOON)


def finish(case, clerk, clock):
    return cases.complete_instant(case=case, result="样例", recipient="样例", by=clerk, now=at(clock))[0]


class TestExtendedService:
    def test_t1_finished_in_overtime_and_on_time(self, case, clerk):
        finish(case, clerk, "11:12:00")
        (entry,) = OvertimeEntry.objects.all()
        assert (case.due_at, case.ended_at <= case.due_at) == (DUE, True)
        assert (entry.minutes, entry.closed_at, entry.finished_at) == (12, at("11:00:00"), at("11:12:00"))
        assert (entry.subject, entry.label, entry.staff, entry.window) == (
            case.ref, case.number, clerk, case.front_window,
        )  # fmt: skip

    @pytest.mark.parametrize(("clock", "on_time", "minutes"), [
        ("10:59:59", True, None), ("11:00:59", True, None), ("11:20:00", True, 20), ("11:20:01", False, 20),
        ("13:45:00", False, None),
    ])  # fmt: skip
    def test_t1_at_its_limits(self, case, clerk, clock, on_time, minutes):
        assert (light_of(case, at(clock)) is Light.RED) is not on_time
        finish(case, clerk, clock)
        assert (case.ended_at <= case.due_at) is on_time
        assert OvertimeEntry.objects.values_list("minutes", flat=True).first() == minutes

    def test_stage_by_stage_it_is_recorded_too(self, cast, case, clerk):
        head, office = cast.person("jisheng.b"), cast.person("jisheng.head")
        cases.handle(case=case, by=clerk, now=at("10:55:00"))
        cases.review(case=case, by=head, now=at("10:56:00"))
        cases.approve(case=case, by=office, now=at("10:57:00"))
        cases.complete(case=case, result="样例", recipient="样例", by=clerk, now=at("11:03:00"))
        assert OvertimeEntry.objects.get().minutes == 3

    def test_a_promised_case_is_none(self, cast):
        cast.now = BEFORE_NOON
        case = cast.a_case(at=State.APPROVED, now=BEFORE_NOON - timedelta(hours=3))
        cases.complete(case=case, result="样例", recipient="样例", by=cast.clerk, now=at("11:12:00"))
        assert not OvertimeEntry.objects.exists()

    def test_a_visit_past_closing_is_recorded_with_its_end(self, cast, clerk):
        cast.now = BEFORE_NOON
        visit = cast.a_visit(by=clerk)
        reception.close_visit(visit=visit, by=clerk, now=at("11:15:00"))
        entry = OvertimeEntry.objects.get()
        assert (entry.subject, entry.minutes) == (visit.ref, 15)
        assert Entry.objects.order_by("sequence").last().verb == "visit.closed"

    def test_totals_count_shared_minutes_once(self, cast, case, clerk):
        finish(case, clerk, "11:12:00")
        reception.close_visit(visit=case.visit, by=clerk, now=at("11:15:00"))
        assert [(str(window.code), count, minutes) for window, count, minutes in
                overtime_totals(overtime_of(cast.hall))] == [("w6", 2, 15)]  # fmt: skip

    def test_a_register_that_stays_as_it_is(self, case, clerk):
        finish(case, clerk, "11:12:00")
        for act in (lambda rows: rows.update(minutes=1), lambda rows: rows.delete()):
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                act(OvertimeEntry.objects.all())


@pytest.mark.parametrize(("clock", "left", "reminder"), [
    ("10:50:00", 30, 0), ("11:09:59", 10, 0), ("11:10:00", 10, 20), ("11:14:59", 5, 20), ("11:15:00", 5, 25),
    ("11:19:01", 0, 25), ("11:20:00", 0, 25), ("11:20:01", None, 25),
])  # fmt: skip
def test_the_countdown_with_its_two_reminders(case, clock, left, reminder):
    found = countdown(case, at(clock))
    assert (found.left, found.reminder) == (left, reminder)


def test_under_business_minutes_the_midday_break_stands_still(case):
    kept = case.clock | {"readings": case.clock["readings"] | {"instant.clock": "business"}}
    case.clock, case.due_at = kept, at("13:50:00")
    assert [(one.left, one.reminder) for one in (countdown(case, at(clock)) for clock in ("12:00:00", "13:40:00"))] == [
        (20, 0), (10, 20),
    ]  # fmt: skip


def test_only_running_instant_cases_of_the_handler_count_down(cast, case, clerk):
    cast.a_case()
    assert [one.case.pk for one in running_instant(clerk, at("11:00:00"))] == [case.pk]
    assert running_instant(cast.clerk, at("11:00:00")) == []
    finish(case, clerk, "11:00:00")
    assert running_instant(clerk, at("11:01:00")) == [] and countdown(case, at("11:01:00")) is None


BECAUSE = "样例：须到户核实"
GENERAL = datetime(2026, 3, 24, 16, 30, tzinfo=SHANGHAI)  # Tuesday, twenty days later, winter hours


class TestTakenInAsPromised:
    def take_in(self, cast, clerk, because=BECAUSE, code="JS-02"):
        verdict = Verdict(Action.ACCEPT, as_promised=True, promised_because=because)
        return cast.take_in(item=cast.item(code), by=clerk, verdict=verdict, now=BEFORE_NOON)

    def test_kind_limit_and_notice_follow_and_the_reason_is_kept(self, cast, clerk):
        cast.now = BEFORE_NOON
        case, notices = self.take_in(cast, clerk)
        case = Case.objects.get(pk=case.pk)
        assert (case.kind, case.item.kind, case.due_at) == ("promised", "instant", GENERAL)
        assert [one.kind for one in notices] == ["N01", "N05"]
        said = document_of(notices[1]).to_json()
        assert BECAUSE in said and "2026年3月24日16时30分" in said
        change = case.kind_change
        assert (change.old, change.new, change.reason, change.by) == ("instant", "promised", BECAUSE, clerk)
        assert BECAUSE not in str(list(Entry.objects.values_list("detail", flat=True)))

    @pytest.mark.parametrize("because", ["", "  ", "样\x00例", "长" * 301])
    def test_never_without_a_reason_that_can_be_kept(self, cast, clerk, because):
        cast.now = BEFORE_NOON
        cast.a_visit(by=clerk)
        assert refusal_of(lambda: self.take_in_at(cast, clerk, because)).field == "promised_because"

    def take_in_at(self, cast, clerk, because):
        visit = clerk.visits.get()
        verdict = Verdict(Action.ACCEPT, as_promised=True, promised_because=because)
        return cast.take_in(item=cast.item("JS-02"), by=clerk, visit=visit, verdict=verdict, now=BEFORE_NOON)

    def test_only_an_instant_item(self, cast, clerk):
        cast.now = BEFORE_NOON
        with pytest.raises(Refused) as refused:
            self.take_in(cast, clerk, code="JS-01")
        assert (refused.value.refusal.code, refused.value.refusal.clause) == ("not_instant_item", "C-33")

    def test_it_goes_stage_by_stage_then(self, cast, clerk):
        cast.now = BEFORE_NOON
        case, _ = self.take_in(cast, clerk)
        refusal = refusal_of(lambda: finish(case, clerk, "11:00:00"))
        assert refusal.code == "not_instant" and countdown(case, at("11:00:00")) is None


class TestTurnedIntoPromised:
    def turn(self, case, clerk, because=BECAUSE, clock="11:00:00"):
        return cases.promise_instead(case=case, promised_because=because, by=clerk, now=at(clock))

    def test_the_general_limit_runs_from_the_same_acceptance(self, case, clerk):
        turned, notice = self.turn(case, clerk)
        stored = Case.objects.get(pk=case.pk)
        assert (stored.kind, stored.due_at, stored.accepted_at, notice.kind) == (
            "promised", GENERAL, BEFORE_NOON, "N05",
        )  # fmt: skip
        assert (turned.due_at, stored.kind_change.reason) == (GENERAL, BECAUSE)

    def test_the_due_time_moves_on_record(self, case, clerk):
        self.turn(case, clerk)
        (change,) = case.due_changes.all()
        assert (change.old_due_at, change.new_due_at) == (DUE, GENERAL)
        assert (change.cause, change.ground) == ("promised", BECAUSE)

    @pytest.mark.parametrize(("clock", "may"), [("11:20:00", True), ("11:20:01", False)])
    def test_not_to_escape_a_due_time_that_is_past(self, case, clerk, clock, may):
        if may:
            assert self.turn(case, clerk, clock=clock)[0].kind == "promised"
        else:
            assert refusal_of(lambda: self.turn(case, clerk, clock=clock)).code == "after_due"

    def test_once_by_the_handler_and_with_a_reason(self, cast, case, clerk):
        assert refusal_of(lambda: self.turn(case, clerk, because=" ")).field == "promised_because"
        assert refusal_of(lambda: self.turn(case, cast.person("jisheng.b"))).code == "not_yours"
        stale = Case.objects.get(pk=case.pk)
        self.turn(case, clerk)
        assert refusal_of(lambda: self.turn(case, clerk)).code == "not_instant_item"
        assert refusal_of(lambda: self.turn(stale, clerk)).code == "case_moved"

    def test_not_once_the_work_is_done(self, case, clerk):
        cases.handle(case=case, by=clerk, now=at("10:55:00"))
        assert refusal_of(lambda: self.turn(case, clerk)).code == "step_too_late"

    def test_the_reason_is_never_changed(self, case, clerk):
        self.turn(case, clerk)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            KindChange.objects.update(reason="别的")
