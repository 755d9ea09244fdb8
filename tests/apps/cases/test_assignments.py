"""Assigned from above: reported in writing, explained when late or impossible, closed only then (D5.4.1, R39, N17)."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.apps.cases.acting import everything as rows_of_cases
from yichuang.apps.audit import Refused
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Given
from yichuang.apps.cases.models import Assignment, AssignmentContact
from yichuang.apps.cases.queries import assignments
from yichuang.apps.notices.queries import document_of
from yichuang.apps.organization.models import Department
from yichuang.core.lifecycle import Light
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.pdf import plain_text, render_pdf

GOLDEN = Path(__file__).parents[2] / "golden" / "notices" / "N17.txt"
DUE = date(2026, 3, 11)  # Wednesday, a week after the opening of the tests
LAST = datetime(2026, 3, 11, 23, 59, 59, 999999, tzinfo=SHANGHAI)
OVER = datetime(2026, 3, 12, 0, 0, tzinfo=SHANGHAI)


def everything():
    return rows_of_cases(), list(Assignment.objects.values()), list(AssignmentContact.objects.values())


def refusal_of(run):
    before = everything()
    with pytest.raises(Refused) as refused:
        run()
    assert everything() == before
    return refused.value.refusal


class Office:
    def __init__(self, cast):
        self.cast, self.now = cast, cast.now
        self.office, self.head = cast.person("dangzheng.head"), cast.person("minzheng.head")

    def enter(self, *, by=None, **fields):
        given = {
            "from_body": "样例县人民政府办公室", "matter": "报送本乡冬春救助落实情况",
            "document_no": "样例政办〔2026〕5号", "received_on": self.now.date(), "due_on": DUE,
            "department": Department.objects.get(hall=self.cast.hall, code="minzheng"), "handler": self.cast.clerk,
        } | fields  # fmt: skip
        return cases.enter_assignment(given=Given(**given), by=by or self.office, now=self.now)

    def explain(self, one, kind="not_in_time", *, person="样例科长", said="入户核实尚未完成", by=None, now=None):
        return cases.explain_assignment(assignment=one, kind=kind, person=person, explanation=said,
                                        by=by or self.head, now=now or self.now)  # fmt: skip

    def report(self, one, outcome="done", *, report="已对12户逐户核实，救助款物全部发放到位。", by=None, now=None):
        return cases.report_assignment(assignment=one, outcome=outcome, report=report, by=by or self.head,
                                       now=now or self.now)  # fmt: skip

    def close(self, one, *, by=None, now=None):
        return cases.close_assignment(assignment=one, by=by or self.office, now=now or self.now)


@pytest.fixture
def office(cast):
    return Office(cast)


def test_entered_reported_closed(office):
    one = office.enter()
    assert (one.number, one.reported_at) == ("交办〔2026〕1号", None)
    one = office.report(one)
    assert (one.notice.number, one.notice.kind, one.notice.window) == ("样乡便报〔2026〕1号", "N17", None)
    assert office.close(one).closed_by == office.office


def test_the_report_on_paper(office):
    one = office.enter()
    office.explain(one)
    document = document_of(office.report(one).notice)
    text = re.sub(r"[0-9a-f]{16}", "0123456789abcdef", plain_text(document))
    assert text == GOLDEN.read_text(encoding="utf-8")
    assert re.findall(rb"/Count (\d+)", render_pdf(document)) == [b"1"]


def test_the_longest_report_fits_one_page(office):
    one = office.enter(from_body="长" * 60, matter="长" * 200, document_no="长" * 60)
    for kind in AssignmentContact.KINDS * 3:
        office.explain(one, kind, person="长" * 50, said="长" * 200)
    document = document_of(office.report(one, "not_possible", report="长" * 600).notice)
    assert re.findall(rb"/Count (\d+)", render_pdf(document)) == [b"1"]


@pytest.mark.parametrize("who", ["minzheng.head", "minzheng.a", "office.a", "leader.principal", "assessor"])
def test_only_the_party_and_government_office_enters_and_closes(office, cast, who):
    assert refusal_of(lambda: office.enter(by=cast.person(who))).code == "not_yours"
    one = office.report(office.enter())
    assert refusal_of(lambda: office.close(one, by=cast.person(who))).code == "not_yours"


@pytest.mark.parametrize(("fields", "code", "field"), [
    ({"from_body": ""}, "words_missing", "from_body"), ({"matter": " "}, "words_missing", "matter"),
    ({"matter": "样\x00"}, "control", "matter"), ({"document_no": "长" * 61}, "too_long", "document_no"),
    ({"received_on": date(2026, 3, 5)}, "day_ahead", "received_on"),  # Thursday, tomorrow
    ({"due_on": date(2026, 3, 3)}, "due_before_receipt", "due_on"),  # Tuesday, the day before
])  # fmt: skip
def test_bad_entries(office, fields, code, field):
    refusal = refusal_of(lambda: office.enter(**fields))
    assert (refusal.code, refusal.field) == (code, field)


class TestReport:
    @pytest.mark.parametrize(("who", "may"), [
        ("minzheng.head", True), ("minzheng.a", True), ("minzheng.b", False), ("dangzheng.head", False),
        ("caizheng.head", False), ("leader.principal", False),
    ])  # fmt: skip
    def test_by_whom(self, office, cast, who, may):
        one, by = office.enter(), cast.person(who)
        if may:
            assert office.report(one, by=by).reported_by == by
        else:
            assert refusal_of(lambda: office.report(one, by=by)).code == "not_yours"
            assert refusal_of(lambda: office.explain(one, by=by)).code == "not_yours"

    @pytest.mark.parametrize(("outcome", "report", "field"), [
        ("", "样例", "outcome"), ("perhaps", "样例", "outcome"), ("done", " ", "report"),
        ("done", "长" * 601, "report"), ("done", "样\ud800", "report"),
    ])  # fmt: skip
    def test_bad_reports(self, office, outcome, report, field):
        one = office.enter()
        assert refusal_of(lambda: office.report(one, outcome, report=report)).field == field

    def test_what_cannot_be_printed_uses_no_number_up(self, office):
        one = office.enter()
        assert refusal_of(lambda: office.report(one, report="\U0001f600")).code == "cannot_print"
        assert office.report(one).notice.sequence == 1

    def test_the_impossible_is_explained_first(self, office):
        one = office.enter()
        office.explain(one, "not_in_time")
        assert refusal_of(lambda: office.report(one, "not_possible")).code == "not_explained"
        office.explain(one, "not_possible")
        assert office.report(one, "not_possible").outcome == "not_possible"

    @pytest.mark.parametrize(("now", "late"), [(LAST, False), (OVER, True)])
    def test_what_is_late_is_explained_first(self, office, now, late):
        one = office.enter()
        if late:
            assert refusal_of(lambda: office.report(one, now=now)).code == "late_not_explained"
            office.explain(one, now=now)
        assert office.report(one, now=now).reported_at == now

    def test_once(self, office):
        one = office.report(office.enter())
        assert refusal_of(lambda: office.report(one)).code == "reported_already"
        assert refusal_of(lambda: office.explain(one)).code == "reported_already"

    @pytest.mark.parametrize(("kind", "person", "said", "field"), [
        ("", "样例", "样例", "kind"), ("not_in_time", " ", "样例", "person"),
        ("not_in_time", "样例", "", "explanation"),
    ])  # fmt: skip
    def test_bad_explanations(self, office, kind, person, said, field):
        one = office.enter()
        assert refusal_of(lambda: office.explain(one, kind, person=person, said=said)).field == field


def test_not_closed_without_a_written_report_and_once(office):
    one = office.enter()
    refusal = refusal_of(lambda: office.close(one))
    assert (refusal.code, refusal.clause) == ("no_report", "D5.4.1")
    office.close(office.report(one))
    assert refusal_of(lambda: office.close(one)).code == "closed_already"


@pytest.mark.parametrize(("now", "told", "listed"), [(LAST, False, False), (OVER, False, True), (OVER, True, False)])
def test_overdue_without_contact_is_listed(office, now, told, listed):
    one = office.enter()
    if told:
        office.explain(one)
    found = assignments.silent(assignments.visible_to(office.office), assignments.day_of(now))
    assert found.exists() is listed
    assert assignments.light_of(one, now, 20) is (
        Light.RED if now >= OVER + timedelta(microseconds=1) else Light.YELLOW
    )


@pytest.mark.parametrize(("who", "sees"), [
    ("dangzheng.head", True), ("minzheng.head", True), ("minzheng.a", True), ("leader.principal", True),
    ("minzheng.b", False), ("caizheng.head", False),
])  # fmt: skip
def test_who_sees_it(office, cast, who, sees):
    office.enter()
    assert assignments.visible_to(cast.person(who)).exists() is sees


def test_it_waits_for_who_has_to_act(office):
    one = office.enter()

    def waiting():
        return [list(assignments.waiting_for(by)) for by in (office.head, office.cast.clerk, office.office)]

    assert waiting() == [[one], [one], []]
    office.report(one)
    assert waiting() == [[], [], [one]]
    office.close(one)
    assert waiting() == [[], [], []]


@pytest.mark.parametrize("statement", [
    "UPDATE cases_assignment SET due_on = '2030-01-01'", "DELETE FROM cases_assignment",
    "UPDATE cases_assignmentcontact SET person = 'x'",
])  # fmt: skip
def test_the_database_itself_refuses_to_alter_them(office, statement):
    office.explain(office.enter())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
