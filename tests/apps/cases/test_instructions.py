"""Asked, answered, told: the citizen hears the result, or the question stays open (D5.5.3, R40)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.apps.cases.acting import everything as rows_of_cases
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Ask
from yichuang.apps.cases.models import Instruction
from yichuang.apps.cases.queries import instructions
from yichuang.apps.organization.models import Staff

TICK = timedelta(microseconds=1)


def everything():
    return rows_of_cases(), list(Instruction.objects.values())


def refusal_of(run):
    before = everything()
    with pytest.raises(Refused) as refused:
        run()
    assert everything() == before
    return refused.value.refusal


def asked(cast, *, by=None, now=None, **fields):
    given = {"question": "样例：两个部门都说不归自己管", "to_staff": cast.person("leader.charge")} | fields
    return cases.ask_instruction(ask=Ask(**given), by=by or cast.clerk, now=now or cast.now)


def replied(cast, one, *, by=None, reply="样例：由民政办办理", now=None, **more):
    by = by or cast.person("leader.charge")
    return cases.reply_instruction(instruction=one, reply=reply, by=by, now=now or cast.now, **more)


def told(cast, one, *, at="now", how="电话告知", by=None, now=None):
    now = now or cast.now
    told_at = now if at == "now" else at
    return cases.tell_citizen(instruction=one, told_at=told_at, how=how, by=by or cast.clerk, now=now)


def test_from_question_to_the_citizen(cast):
    one = asked(cast, case=cast.a_case())
    assert (one.number, one.standing) == ("请示〔2026〕1号", "asked")
    assert replied(cast, one).standing == "replied"
    one = told(cast, one, now=cast.now + timedelta(hours=1))
    assert (one.standing, one.told_how, one.told_by) == ("told", "电话告知", cast.clerk)
    verbs = [entry.verb for entry in Entry.objects.filter(subject=one.case.ref).order_by("sequence")]
    assert verbs[-3:] == ["instruction.asked", "instruction.replied", "instruction.told"]
    assert "两个部门" not in Entry.objects.order_by("sequence").last().detail


def test_an_upper_body_answers_through_who_asked(cast):
    one = asked(cast, to_staff=None, to_body="样例县民政局")
    assert refusal_of(lambda: replied(cast, one)).field == "answerer"
    assert refusal_of(lambda: replied(cast, one, answerer="样例科")).code == "not_yours"
    assert replied(cast, one, by=cast.clerk, answerer="样例科").answerer == "样例科"


@pytest.mark.parametrize(("fields", "code", "field"), [
    ({"question": " "}, "words_missing", "question"), ({"question": "样\x00"}, "control", "question"),
    ({"question": "长" * 501}, "too_long", "question"), ({"to_staff": None}, "asked_of_one", "to_staff"),
    ({"to_body": "样例县"}, "asked_of_one", "to_staff"),
    ({"to_staff": "minzheng.a"}, "asked_of_oneself", "to_staff"),
    ({"to_staff": "caizheng.a"}, "cannot_answer", "to_staff"), ({"to_staff": "assessor"}, "cannot_answer", "to_staff"),
])  # fmt: skip
def test_what_cannot_be_asked(cast, fields, code, field):
    if isinstance(fields.get("to_staff"), str):
        fields = fields | {"to_staff": cast.person(fields["to_staff"])}
    refusal = refusal_of(lambda: asked(cast, **fields))
    assert (refusal.code, refusal.field, refusal.clause or "D5.5.3") == (code, field, "D5.5.3")


def test_not_of_who_has_left_nor_about_a_case_one_may_not_open(cast):
    case = cast.a_case()
    assert refusal_of(lambda: asked(cast, by=cast.other_clerk, case=case)).code == "not_yours"
    Staff.objects.filter(username="leader.charge").update(is_active=False)
    assert refusal_of(lambda: asked(cast)).code == "cannot_answer"


def test_about_a_visit(cast):
    visit = cast.a_visit()
    assert asked(cast, visit=visit).visit == visit


class TestReply:
    @pytest.mark.parametrize("who", ["minzheng.a", "leader.principal", "office.a", "minzheng.head"])
    def test_only_by_who_was_asked(self, cast, who):
        one = asked(cast)
        assert refusal_of(lambda: replied(cast, one, by=cast.person(who))).code == "not_yours"

    @pytest.mark.parametrize("reply", ["", " \n", "样\x00", "长" * 1001])
    def test_in_words_that_can_be_kept(self, cast, reply):
        one = asked(cast)
        assert refusal_of(lambda: replied(cast, one, reply=reply)).field == "reply"

    def test_once(self, cast):
        one = asked(cast)
        replied(cast, one)
        assert refusal_of(lambda: replied(cast, one, reply="别的")).code == "replied_already"


class TestTelling:
    def test_not_before_there_is_a_reply(self, cast):
        one = asked(cast)
        assert refusal_of(lambda: told(cast, one)).code == "not_replied"

    def test_the_time_is_mandatory(self, cast):
        one = replied(cast, asked(cast))
        refusal = refusal_of(lambda: told(cast, one, at=None))
        assert (refusal.code, refusal.field, refusal.clause) == ("told_missing", "told_at", "D5.5.3")
        assert refusal_of(lambda: told(cast, one, how=" ")).field == "how"

    @pytest.mark.parametrize(("after_reply", "fits"), [
        (-TICK, False), (timedelta(), True), (timedelta(hours=1), True), (timedelta(hours=1) + TICK, False),
    ])  # fmt: skip
    def test_between_the_reply_and_now(self, cast, after_reply, fits):
        one, now = replied(cast, asked(cast)), cast.now + timedelta(hours=1)

        def run():
            return told(cast, one, at=cast.now + after_reply, now=now)

        if fits:
            assert run().told_at == cast.now + after_reply
        else:
            assert refusal_of(run).code == "told_when"

    def test_by_who_asked_and_once(self, cast):
        one = replied(cast, asked(cast))
        assert refusal_of(lambda: told(cast, one, by=cast.stand_in)).code == "not_yours"
        told(cast, one)
        assert refusal_of(lambda: told(cast, one)).code == "told_already"


def test_each_waits_on_its_list(cast):
    leader, one = cast.person("leader.charge"), asked(cast)

    def lists():
        return (list(instructions.to_answer(leader)), list(instructions.to_see_to(cast.clerk)))

    assert lists() == ([one], [one])
    replied(cast, one)
    assert lists() == ([], [one])
    told(cast, one)
    assert lists() == ([], [])


@pytest.mark.parametrize(("who", "sees"), [
    ("minzheng.a", True), ("minzheng.b", True), ("minzheng.head", True), ("leader.charge", True), ("assessor", True),
    ("office.a", True), ("caizheng.a", False), ("caizheng.head", False), ("leader.duty", False),
])  # fmt: skip
def test_who_sees_one_about_a_case(cast, who, sees):
    asked(cast, case=cast.a_case())
    assert instructions.visible_to(cast.person(who)).exists() is sees


def test_the_question_stays_as_it_was_asked(cast):
    asked(cast)
    for statement in ("UPDATE cases_instruction SET question = 'x'", "DELETE FROM cases_instruction"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
