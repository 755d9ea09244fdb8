"""Runs of tickets never overlap; each number is used once or voided; used + void + left = issued (D5.6.14.2)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.apps.cases.charging import Charging
from tests.apps.cases.test_fees import refusal_of
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import TicketBook
from yichuang.apps.cases.queries import fees
from yichuang.apps.organization.models import Staff

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def charging(cast):
    return Charging(cast)


@pytest.mark.parametrize("who", ["caizheng.head", "office.a", "office.b"])
def test_the_finance_office_and_the_hall_office_give_tickets_out(charging, cast, who):
    book = charging.book("样财 000101", "样财000200", by=cast.person(who))
    book.refresh_from_db()
    assert (str(book), book.first, book.last, book.width) == ("样财000101–样财000200", 101, 200, 6)
    assert charging.book("B1", "B1").serial == book.serial + 1


@pytest.mark.parametrize("who", ["laodong.b", "minzheng.head", "leader.principal", "assessor", "dangzheng.head"])
def test_nobody_else_does(charging, cast, who):
    assert refusal_of(lambda: charging.book(by=cast.person(who))).code == "not_yours"


@pytest.mark.parametrize(("first", "last", "code", "field"), [
    ("", "A10", "words_missing", "first"), ("A1", "", "words_missing", "last"),
    ("A", "A10", "ticket_unreadable", "first"),
    ("A01", "B10", "tickets_differ", "last"), ("A1", "A10", "tickets_differ", "last"),
    ("A10", "A09", "tickets_backwards", "last"), ("A00000", "A10000", "tickets_too_many", "last"),
    ("A01\x00", "A10", "control", "first"), ("长" * 21 + "1", "长" * 21 + "2", "ticket_unreadable", "first"),
    ("长" * 999, "A1", "too_long", "first"),
])  # fmt: skip
def test_a_run_that_is_none_is_refused(charging, first, last, code, field):
    refusal = refusal_of(lambda: charging.book(first, last))
    assert (refusal.code, refusal.field) == (code, field)


def test_ten_thousand_at_most(charging):
    assert charging.book("A00001", "A10000").last == 10000


@pytest.mark.parametrize(("first", "last", "overlaps"), [
    ("A0001", "A0099", False), ("A0100", "A0100", True), ("A0050", "A0100", True), ("A0150", "A0160", True),
    ("A0001", "A0999", True), ("A0200", "A0300", True), ("A0201", "A0300", False), ("B0100", "B0200", False),
    ("A00150", "A00160", True),  # the same numbers, written longer
])  # fmt: skip
def test_runs_never_overlap(charging, first, last, overlaps):
    charging.book("A0100", "A0200")
    if overlaps:
        assert refusal_of(lambda: charging.book(first, last, window="w3")).code == "tickets_overlap"
    else:
        assert charging.book(first, last, window="w3")


def test_a_ticket_of_another_window_or_person_is_refused(charging, cast):
    case = charging.case()
    charging.book(window="w3")
    charging.book("H1", "H9", holder=cast.person("laodong.a"))
    assert refusal_of(lambda: charging.charge(case)).code == "ticket_of_another"
    assert refusal_of(lambda: charging.charge(case, ticket="H1")).code == "ticket_of_another"
    assert charging.charge(case, ticket="h 1", by=cast.person("laodong.a")).ticket == "H1"


def test_a_number_is_used_once(charging):
    charging.book()
    charging.charge(charging.case())
    again = charging.case()
    assert refusal_of(lambda: charging.charge(again, ticket="A1")).code == "ticket_used"


class TestVoid:
    def void(self, charging, book, number="A0002", reason="样例：打印污损", by=None):
        return cases.void_ticket(book=book, number=number, reason=reason, by=by or charging.clerk, now=charging.now)

    def test_a_spoiled_ticket_stays_accounted_for(self, charging):
        book = charging.book()
        self.void(charging, book)
        assert refusal_of(lambda: self.void(charging, book)).code == "ticket_used"
        case = charging.case()
        assert refusal_of(lambda: charging.charge(case, ticket="A0002")).code == "ticket_used"

    @pytest.mark.parametrize(("number", "reason", "code"), [
        ("A0011", "样例", "ticket_not_in_book"), ("B0002", "样例", "ticket_not_in_book"),
        ("A0002", " ", "words_missing"), ("", "样例", "words_missing"), ("A0002", "样\x00", "control"),
    ])  # fmt: skip
    def test_what_cannot_be_voided(self, charging, number, reason, code):
        book = charging.book()
        assert refusal_of(lambda: self.void(charging, book, number, reason)).code == code

    @pytest.mark.parametrize(("who", "may"), [
        ("laodong.a", True), ("caizheng.head", True), ("office.a", True), ("minzheng.a", False), ("assessor", False),
    ])  # fmt: skip
    def test_by_whom(self, charging, cast, who, may):
        book, run = charging.book(), lambda: self.void(charging, book, by=cast.person(who))
        if may:
            run()
            assert book.uses.count() == 1
        else:
            assert refusal_of(run).code == "not_yours"


def test_every_number_is_accounted_for(charging):
    """Used, struck out, voided, passed over: the figures of the list agree with the numbers one by one."""
    book = charging.book()
    struck = [charging.charge(charging.case(), ticket=f"A{number}") for number in (1, 3, 7)][1]
    cases.reverse_fee(fee=struck, reason="样例", by=charging.office, now=charging.now)
    cases.void_ticket(book=book, number="A4", reason="样例", by=charging.clerk, now=charging.now)
    counts = fees.counts_of(fees.with_counts(TicketBook.objects.all()).get())
    tally = fees.tally_of(book)
    assert (counts.issued, counts.used, counts.void, counts.left, counts.missing) == (10, 2, 2, 6, 3)
    assert (tally.issued, tally.used, tally.void, tally.left, tally.missing) == (10, 2, 2, 6, 3)
    assert tally.gaps == ((2, 2), (5, 6)) and counts.used + counts.void + counts.left == counts.issued


def test_the_following_number_is_proposed(charging, cast):
    case = charging.case()
    assert fees.next_ticket(charging.clerk, case) == ""
    charging.book("A1", "A2")
    charging.book("B1", "B2", holder=charging.other)
    charging.book("C1", "C9")
    charging.book("D1", "D9", window="w3")
    seen = []
    for _ in range(3):
        seen.append(fees.next_ticket(charging.clerk, case))
        charging.charge(charging.case(), ticket=seen[-1])
    assert seen == ["A1", "A2", "C1"]
    assert fees.next_ticket(charging.other, case) == "B1"


@pytest.mark.parametrize(("who", "seen"), [
    ("laodong.a", {"w2"}), ("laodong.b", {"w2"}), ("minzheng.a", {"w3"}), ("office.a", {"w2", "w3"}),
    ("caizheng.head", {"w2", "w3"}), ("assessor", {"w2", "w3"}), ("leader.principal", {"w2", "w3"}),
    ("tongji.head", set()),
])  # fmt: skip
def test_who_sees_which_books(charging, cast, who, seen):
    charging.book("A1", "A9")
    charging.book("B1", "B9", window="w3")
    assert set(fees.visible_books(cast.person(who)).values_list("window__code", flat=True)) == seen


def test_who_has_left_gets_no_tickets(charging):
    Staff.objects.filter(pk=charging.other.pk).update(is_active=False)
    charging.other.refresh_from_db()
    assert refusal_of(lambda: charging.book(holder=charging.other)).code == "holder_elsewhere"


def test_of_two_at_the_same_moment_one_gets_the_number(tmp_path):
    """Two processes with two threads each take the same numbers and give out overlapping runs, over one file."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path])}
    command = [sys.executable, "-m", "tests.apps.cases.ticket_rush", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["errors"] == []
    assert sorted(told["used"]) == [f"A{number:04d}" for number in range(1, told["numbers"] + 1)]
    assert told["refused"] == 3 * told["numbers"]
    assert told["runs"] == 1
