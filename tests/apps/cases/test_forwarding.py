"""Sent up in time, told to the citizen, decided only once the answer is recorded (D3.4.9, D4.7.1, C-23, N14, R13)."""

import re
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from tests.apps.cases.acting import everything
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Answer, Sending
from yichuang.apps.cases.models import Case, Forwarding
from yichuang.apps.cases.queries import acts_for, forwardings_for, light_of, out_above, working_of
from yichuang.apps.notices.queries import document_of, notices_about
from yichuang.core.lifecycle import Action, Light, State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.pdf import plain_text

ACCEPTED = datetime(2026, 3, 4, 10, 0, tzinfo=SHANGHAI)  # Wednesday
LOCAL_DUE = datetime(2026, 3, 18, 16, 30, tzinfo=SHANGHAI)  # Wednesday, ten working days later
UPPER = date(2026, 4, 20)  # Monday
UPPER_DUE = datetime(2026, 4, 20, 16, 30, tzinfo=SHANGHAI)
GOLDEN = Path(__file__).parents[2] / "golden" / "notices"


@pytest.fixture
def head(cast):
    return cast.person("jisheng.head")


@pytest.fixture
def handler(cast):
    return cast.person("jisheng.a")


@pytest.fixture
def case(cast):
    return cast.a_forwarded(at=State.REVIEWED)


@pytest.fixture
def out(cast):
    return cast.a_forwarded()


def send(case, by, *, now=ACCEPTED + timedelta(days=2), **changed):
    sending = Sending(**({"body": "样例县卫生健康局", "upper_due": UPPER, "document": "样乡计〔2026〕1号"} | changed))
    return cases.forward(case=case, sending=sending, by=by, now=now)


def back(case, by, outcome="granted", result="样例：同意", now=ACCEPTED + timedelta(days=20), document=""):
    return cases.take_back(case=case, answer=Answer(outcome, result, document), by=by, now=now)


def refusal_of(run):
    before = everything()
    with pytest.raises(Refused) as refused:
        run()
    assert everything() == before
    return refused.value.refusal


def test_the_due_time_moves_on_record(case, head):
    send(case, head)
    (change,) = case.due_changes.all()
    assert (change.old_due_at, change.new_due_at, change.cause, change.by) == (LOCAL_DUE, UPPER_DUE, "forwarding", head)


def test_not_while_a_special_step_is_open(case, head, handler):
    cases.begin_step(case=case, kind="survey", basis="", first_day=ACCEPTED.date(), planned_last_day=UPPER, by=handler,
                     now=ACCEPTED + timedelta(days=1))  # fmt: skip
    assert refusal_of(lambda: send(Case.objects.get(pk=case.pk), head)).code == "step_open"


def test_an_urgent_case_keeps_the_shorter_limit_as_its_local_duty(cast, case, head):
    office, cut = cast.person("office.a"), ACCEPTED + timedelta(days=3)
    given = {"case": case, "ground": "urgent", "reason": "样例", "by": office, "now": ACCEPTED + timedelta(days=1)}
    cases.mark_urgent(new_due=cut, **given)
    sent, _ = send(case, head)
    assert (sent.due_at, Forwarding.objects.get().local_due_at) == (UPPER_DUE, cut)
    working = working_of(sent)
    assert (working.due.original_due, working.ordinary) == (cut, None)


def test_the_hall_does_not_shorten_the_upper_limit(cast, out):
    office, soon = cast.person("office.a"), out.due_at - timedelta(days=1)
    given = {"case": out, "ground": "urgent", "reason": "样例", "by": office, "now": ACCEPTED + timedelta(days=2)}
    assert refusal_of(lambda: cases.mark_urgent(new_due=soon, **given)).code == "upper_limit"
    cases.mark_urgent(**given)
    assert Case.objects.get(pk=out.pk).due_at == out.due_at


def test_sending_up_keeps_the_local_duty_and_starts_the_upper_limit(case, head):
    assert case.due_at == LOCAL_DUE
    sent, notice = send(case, head)
    stored, row = Case.objects.get(pk=case.pk), Forwarding.objects.get()
    assert (stored.state, stored.due_at, notice.kind) == (State.FORWARDED, UPPER_DUE, "N14")
    assert (row.local_due_at, row.upper_due_at, row.in_time, row.sent_by) == (LOCAL_DUE, UPPER_DUE, True, head)
    assert (row.body, row.document, row.returned_at) == ("样例县卫生健康局", "样乡计〔2026〕1号", None)
    entry = Entry.objects.order_by("sequence").last()
    assert entry.verb == "case.forwarded" and "卫生" not in str(entry.detail)
    assert not stored.stamps.filter(stage="approval").exists(), "signing is no approval (D1.7)"


@pytest.mark.parametrize(("moment", "in_time"), [
    (LOCAL_DUE, True), (LOCAL_DUE + timedelta(seconds=1), False),
])  # fmt: skip
def test_in_time_to_the_second(case, head, moment, in_time):
    send(case, head, now=moment)
    assert Forwarding.objects.get().in_time is in_time


def test_the_due_time_explains_itself_after_sending(case, head):
    sent, _ = send(case, head)
    working = working_of(sent)
    assert (working.due.due, working.stored, working.due.original_due) == (UPPER_DUE, UPPER_DUE, LOCAL_DUE)
    assert working.lines[-1].date == LOCAL_DUE.date()


@pytest.mark.parametrize(("moment", "light"), [
    (LOCAL_DUE + timedelta(seconds=1), Light.GREEN), (UPPER_DUE, Light.YELLOW),
    (UPPER_DUE + timedelta(seconds=1), Light.RED),
])  # fmt: skip
def test_its_light_follows_the_upper_limit(case, head, moment, light):
    sent, _ = send(case, head)
    assert light_of(sent, moment) is light


@pytest.mark.parametrize(("changed", "field"), [
    ({"body": " "}, "body"), ({"body": "长" * 101}, "body"), ({"body": "样\x00例"}, "body"),
    ({"document": "长" * 61}, "document"), ({"upper_due": None}, "upper_due"),
    ({"upper_due": date(2026, 3, 5)}, "upper_due"), ({"upper_due": date(1900, 1, 1)}, "upper_due"),
    ({"upper_due": date(9000, 1, 1)}, "upper_due"),
])  # fmt: skip
def test_what_a_sending_needs(case, head, changed, field):
    assert refusal_of(lambda: send(case, head, **changed)).field == field


def test_the_upper_limit_may_end_today_while_the_hall_is_open(case, head):
    closing = ACCEPTED.replace(hour=16, minute=30)
    after = closing + timedelta(seconds=1)
    assert refusal_of(lambda: send(case, head, upper_due=closing.date(), now=after)).code == "upper_due_past"
    assert send(case, head, upper_due=closing.date(), now=closing)[0].due_at == closing


@pytest.mark.parametrize("who", ["jisheng.a", "jisheng.b", "minzheng.head", "office.a"])
def test_only_who_approves_sends_it_up(cast, case, who):
    assert refusal_of(lambda: send(case, cast.person(who))).code == "not_yours"


def test_the_leader_in_charge_sends_it_up_while_the_head_is_away(cast, case):
    head = cast.person("jisheng.head")
    type(head).objects.filter(pk=head.pk).update(absent=True)
    assert send(case, cast.person("leader.charge"))[0].state == State.FORWARDED


def test_no_approval_without_the_answer(case, head, handler):
    assert refusal_of(lambda: cases.approve(case=case, by=head, now=ACCEPTED + timedelta(days=1))).code == "not_sent"
    send(case, head)
    assert refusal_of(lambda: cases.approve(case=case, by=head, now=ACCEPTED + timedelta(days=3))).code == "step_out"
    complete = {"case": case, "result": "样例", "recipient": "样例", "by": handler}
    assert refusal_of(lambda: cases.complete(**complete, now=ACCEPTED + timedelta(days=3))).code == "step_out"
    back(case, handler)
    cases.approve(case=case, by=head, now=ACCEPTED + timedelta(days=21))
    done, notice, _ = cases.complete(**complete, now=ACCEPTED + timedelta(days=22))
    assert [one.stage for one in done.stamps.order_by("id")] == [
        "acceptance", "handling", "review", "approval", "completion",
    ]  # fmt: skip
    assert "样例县卫生健康局：样例：同意" in document_of(notice).to_json()


@pytest.mark.parametrize(("outcome", "approve", "refuse", "again"), [
    ("granted", None, True, True), ("refused", "not_granted", True, True), ("again", "not_granted", True, True),
])  # fmt: skip
def test_what_may_follow_each_answer(out, head, handler, outcome, approve, refuse, again):
    later = ACCEPTED + timedelta(days=21)
    back(out, handler, outcome)
    acts = {act.action: act.refusal and act.refusal.code for act in acts_for(head, out, later)}
    assert (acts[Action.APPROVE], acts[Action.FORWARD]) == (approve, "sent_already")
    assert acts[Action.REFUSE] is None and acts[Action.SEND_BACK] is None
    if approve:
        assert refusal_of(lambda: cases.approve(case=out, by=head, now=later)).code == approve
    assert refusal_of(lambda: send(out, head, now=later)).code == "sent_already"


def test_to_be_done_again_it_is_sent_anew_in_the_next_round(cast, out, head, handler):
    day = ACCEPTED + timedelta(days=21)
    back(out, handler, "again")
    cases.send_back(case=out, reason="样例：补充材料", by=head, now=day)
    cases.handle(case=out, by=handler, now=day)
    cases.review(case=out, by=cast.person("jisheng.b"), now=day)
    send(out, head, now=day)
    assert list(Forwarding.objects.order_by("round").values_list("round", "outcome")) == [(1, "again"), (2, "")]


@pytest.mark.parametrize(("changed", "field"), [
    ({"outcome": ""}, "outcome"), ({"outcome": "gold"}, "outcome"), ({"result": " "}, "result"),
    ({"result": "长" * 301}, "result"), ({"result": "样\ud800"}, "result"), ({"document": "长" * 61}, "document"),
])  # fmt: skip
def test_what_an_answer_needs(out, handler, changed, field):
    assert refusal_of(lambda: back(out, handler, **changed)).field == field


@pytest.mark.parametrize(("who", "may"), [
    ("jisheng.a", True), ("jisheng.head", True), ("jisheng.b", False), ("caizheng.a", False), ("office.b", False),
])  # fmt: skip
def test_who_records_the_answer(cast, out, who, may):
    if may:
        assert back(out, cast.person(who)).state == State.REVIEWED
    else:
        assert refusal_of(lambda: back(out, cast.person(who))).code == "not_yours"


def test_the_answer_is_recorded_once_and_not_before_the_sending(out, handler, head):
    stale = Case.objects.get(pk=out.pk)
    assert refusal_of(lambda: back(out, handler, now=ACCEPTED)).code == "clock_behind"
    back(out, handler)
    assert refusal_of(lambda: back(stale, head)).code == "case_moved"


def test_other_kinds_are_not_sent_up(cast, acting):
    case = cast.a_case(at=State.REVIEWED)
    refusal = refusal_of(lambda: send(case, cast.department_head))
    assert refusal.code == "not_forwarded_kind"
    shown = {act.action for act in acts_for(cast.department_head, case, acting.now)}
    assert Action.FORWARD not in shown and Action.TAKE_BACK not in shown


def test_the_upper_limit_is_not_extended_here(cast, out, handler):
    back(out, handler)
    now = ACCEPTED + timedelta(days=21)
    refusal = refusal_of(lambda: cases.extend(case=out, days=5, reason="样例", by=cast.principal, now=now))
    assert refusal.code == "upper_limit"


def test_the_register_and_what_is_out(cast, out, handler, head):
    assert [one.case_id for one in forwardings_for(handler)] == [out.pk]
    assert [one.case_id for one in out_above(handler)] == [one.case_id for one in out_above(head)] == [out.pk]
    assert not forwardings_for(cast.clerk).exists() and not out_above(cast.clerk).exists()
    back(out, handler)
    assert not out_above(handler).exists() and forwardings_for(cast.person("assessor")).count() == 1


@pytest.mark.parametrize("change", [
    {"body": "x"}, {"sent_at": ACCEPTED}, {"local_due_at": ACCEPTED}, {"upper_due_at": UPPER_DUE}, None,
])  # fmt: skip
def test_what_was_sent_is_never_changed(out, change):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rows = Forwarding.objects.filter(case=out)
        rows.update(**change) if change else rows.delete()


def test_the_notice_reads_as_it_should(case, head):
    send(case, head)
    (notice,) = notices_about(case.hall, case.ref).filter(kind="N14")
    said = re.sub(notice.code, "0123456789abcdef", plain_text(document_of(notice)))
    assert said == (GOLDEN / "N14.txt").read_text(encoding="utf-8")


def test_replies_from_before_become_forwardings(cast):
    """The migration: an old free-text reply is a forwarding that came back with consent at approval."""
    migration = import_module("yichuang.apps.cases.migrations.0019_old_upper_replies")
    case = cast.a_case(at=State.COMPLETED)
    past = MigrationExecutor(connection).loader.project_state(("cases", "0018_forwardings")).apps
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_case ADD COLUMN upper_reply varchar(300) NOT NULL DEFAULT ''")
        cursor.execute("UPDATE cases_case SET upper_reply = '样例批复文号' WHERE id = %s", [case.pk])
    migration.carry_over(past, None)
    (row,), approval = Forwarding.objects.all(), case.stamps.get(stage="approval")
    assert (row.case_id, row.result, row.outcome, row.returned_at) == (case.pk, "样例批复文号", "granted", approval.at)
    assert (row.sent_by, row.body, row.upper_due_at) == (approval.by, "上级部门", None)
