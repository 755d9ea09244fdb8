"""The ledger R01 (D4.7.3): every accepted case once, both ways, narrowed, masked, by the indexes meant for it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import identity
from yichuang.apps.cases.models import Case
from yichuang.apps.organization.models import Hall
from yichuang.apps.oversight.queries import STATES, LedgerFilters, ledger_page, ledger_rows, month_of
from yichuang.core.lifecycle import State

NAME, PHONE = "样例申请人", "13800001234"


def numbers(page):
    return [row.number for row in page.rows]


@pytest.fixture
def crowd(cast):
    """47 accepted cases, most of them of one and the same moment, and one that never was accepted."""
    cast.a_case(at=State.SUPPLEMENTING)
    made = [cast.a_case() for _ in range(23)]
    made += [cast.a_case(now=cast.now + timedelta(microseconds=1)) for _ in range(2)]
    return made + [cast.a_case() for _ in range(22)]


def walked(hall, **more):
    """Every page from the newest on, and every page back from the last one."""
    forward = [ledger_page(hall, **more)]
    while forward[-1].after:
        forward.append(ledger_page(hall, after=forward[-1].after, **more))
    back = [forward[-1]]
    while back[-1].before:
        back.append(ledger_page(hall, before=back[-1].before, **more))
    return forward, back[::-1]


def test_paging_visits_every_row_once_in_both_directions(hall, crowd):
    forward, back = walked(hall)
    seen = [number for page in forward for number in numbers(page)]
    newest_first = sorted(crowd, key=lambda case: (case.accepted_at, case.pk), reverse=True)
    assert seen == [case.number for case in newest_first]
    assert [len(page.rows) for page in forward] == [20, 20, 7]
    assert [numbers(page) for page in back] == [numbers(page) for page in forward]
    assert (forward[0].before, forward[-1].after) == ("", "")


def test_a_case_accepted_meanwhile_moves_no_row(hall, cast, crowd):
    first = ledger_page(hall)
    second = ledger_page(hall, after=first.after)
    cast.a_case(now=cast.now + timedelta(hours=1))
    assert ledger_page(hall, after=first.after).rows == second.rows
    assert ledger_page(hall, before=second.before).rows == first.rows


@pytest.mark.parametrize("place", ["x", "\0", "1-", "9" * 300, "zzzzzzzzzzzz-1", "\ud800"])
def test_a_place_that_is_none_shows_the_newest(hall, crowd, place):
    newest = ledger_page(hall).rows
    assert ledger_page(hall, after=place).rows == newest
    assert ledger_page(hall, before=place).rows == newest


def test_a_row_has_the_four_demanded_fields_and_its_reckoning(hall, cast):
    case = cast.a_case(at=State.COMPLETED)
    (row,) = ledger_page(hall).rows
    assert (row.number, row.accepted_at, row.accepted_by) == (case.number, cast.now, "样例·民政甲")
    assert row.ended_at == cast.now + timedelta(hours=4)
    assert (row.item, row.kind, row.due_at) == (case.item_name, case.kind, case.due_at)
    assert row.window == "3号窗口 民政救济"
    assert (row.result, row.days_used, row.on_time) == ("予以救助", 0, True)


@pytest.mark.parametrize(
    ("ended", "days", "on_time"),
    [
        ("2026-03-04T23:59:59+08:00", 0, True),
        ("2026-03-05T00:00:00+08:00", 1, True),
        ("2026-03-04T16:00:00+00:00", 1, True),
        ("due", None, True),
        ("due+1", None, False),
    ],
)
def test_days_are_those_of_the_hall_and_the_limit_is_exact(hall, cast, ended, days, on_time):
    from datetime import datetime

    case = cast.a_case(at=State.COMPLETED)
    moments = {"due": case.due_at, "due+1": case.due_at + timedelta(microseconds=1)}
    Case.objects.filter(pk=case.pk).update(ended_at=moments.get(ended) or datetime.fromisoformat(ended))
    (row,) = ledger_page(hall).rows
    assert row.on_time is on_time
    assert days is None or row.days_used == days


@pytest.mark.parametrize("public", [True, False])
def test_nothing_private_is_in_the_ledger(hall, cast, public):
    case = cast.a_case(at=State.COMPLETED, identity=identity(77))
    Case.objects.filter(pk=case.pk).update(result=f"已发给{NAME}")
    said = repr(ledger_page(hall, public=public).rows)
    assert "样某" in said
    for secret in (identity(77), PHONE, case.applicant.identity, case.applicant.identity_index):
        assert secret not in said
    assert (NAME in said) is not public


def test_filters_narrow_and_unknown_values_find_nothing(hall, cast):
    done = cast.a_case(at=State.COMPLETED)
    open_case = cast.a_case(now=cast.now + timedelta(days=40))
    other = cast.a_case(item=cast.item("CZ-01"), by=cast.other_clerk) if cast.item("CZ-01") else None
    everything = {case.number for case in (done, open_case, other) if case}
    table = [
        (LedgerFilters(), everything),
        (LedgerFilters(month="2026-04"), {open_case.number}),
        (LedgerFilters(month="2026-03"), everything - {open_case.number}),
        (LedgerFilters(month="2026-05"), set()),
        (LedgerFilters(month="2026-13"), set()),
        (LedgerFilters(window="w3"), {done.number, open_case.number}),
        (LedgerFilters(window="nowhere"), set()),
        (LedgerFilters(state="completed"), {done.number}),
        (LedgerFilters(state="accepted", window="w3"), {open_case.number}),
        (LedgerFilters(state="received"), set()),
        (LedgerFilters(kind=done.kind, window="w3"), {done.number, open_case.number}),
        (LedgerFilters(kind="consultation"), set()),
        (LedgerFilters(words=done.number), {done.number}),
        (LedgerFilters(words=done.number.lower()), {done.number}),
        (LedgerFilters(words=done.receipt), {done.number}),
        (LedgerFilters(words="W3-2026-999999"), set()),
        (LedgerFilters(words="lsjz"), {done.number, open_case.number}),
        (LedgerFilters(words=" 临时救助 "), {done.number, open_case.number}),
        (LedgerFilters(words=NAME), set()),
        (LedgerFilters(words=PHONE), set()),
        (LedgerFilters(words="%"), set()),
        (LedgerFilters(words="\0"), set()),
        (LedgerFilters(words="样" * 10_000), set()),
    ]
    for filters, wanted in table:
        assert set(numbers(ledger_page(hall, filters=filters))) == wanted, filters


def test_months_are_those_of_the_hall(hall, cast):
    start, end = month_of("2026-12")
    assert (start.isoformat(), end.isoformat()) == ("2026-12-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00")
    case = cast.a_case()
    for at, month in ((start, "2026-12"), (start - timedelta(microseconds=1), "2026-11"), (end, "2027-01")):
        Case.objects.filter(pk=case.pk).update(accepted_at=at)
        for shown in ("2026-11", "2026-12", "2027-01"):
            assert bool(ledger_page(hall, filters=LedgerFilters(month=shown)).rows) is (shown == month)


def test_another_hall_sees_nothing_of_it(hall, cast):
    case = cast.a_case()
    other = Hall.objects.create(slug="other", name="另一大厅", level="township", document_prefix="样")
    for asked in ({}, {"window": "w3"}, {"words": case.number}, {"words": "救助"}, {"kind": case.kind}):
        assert ledger_page(other, filters=LedgerFilters(**asked)).rows == ()


def test_exports_hold_the_pages_rows_in_their_order(hall, crowd):
    forward, _ = walked(hall)
    rows = [row for page in forward for row in page.rows]
    assert list(ledger_rows(hall, filters=LedgerFilters(), most=1000)) == rows
    assert list(ledger_rows(hall, filters=LedgerFilters(), most=3)) == rows[:3]


PLANS = [
    (LedgerFilters(), "case_ledger "),
    (LedgerFilters(window="w3"), "case_ledger_window "),
    (LedgerFilters(kind="promised"), "case_ledger_kind "),
    (LedgerFilters(kind="petition", state="completed"), "case_ledger_kind "),
    (LedgerFilters(state="completed"), "case_ledger "),
    (LedgerFilters(month="2026-03"), "case_ledger "),
    (LedgerFilters(words="W3-2026-000001"), "case_number_once_a_hall "),
    (LedgerFilters(words="S2026000001"), "sqlite_autoindex_cases_case_1 "),
    *((LedgerFilters(state=state), "case_ledger_state ") for state in STATES if state != "completed"),
]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the plans of SQLite")
@pytest.mark.parametrize("where", ["first", "after", "before"])
@pytest.mark.parametrize(("filters", "index"), PLANS)
def test_every_page_walks_an_index_and_sorts_nothing(hall, cast, filters, index, where):
    place = {} if where == "first" else {where: "h8m4b0000-5"}
    ledger_page(hall)  # from here on the process knows the windows
    with CaptureQueriesContext(connection) as asked:
        ledger_page(hall, filters=filters, **place)
    assert len(asked) == 1
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + asked.captured_queries[-1]["sql"])
        plan = " | ".join(row[-1] for row in cursor.fetchall())
    assert f"USING INDEX {index}" in plan
    assert "SCAN" not in plan
    exact = re.search("once_a_hall|autoindex", index)
    assert exact or "TEMP B-TREE" not in plan
    assert exact or where == "first" or "accepted_at" in plan


def test_searching_an_item_takes_one_query_more(hall, cast, django_assert_num_queries):
    cast.a_case()
    ledger_page(hall)
    with django_assert_num_queries(2):
        assert ledger_page(hall, filters=LedgerFilters(words="救助")).rows
