"""The citizen's own number, and the public copy of the ledger."""

import re
from datetime import timedelta

import pytest

from yichuang.apps.tickets import commands as tickets
from yichuang.core.lifecycle import State


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([], "前面还有 1 人"),
        (["call"], "下一个就是您"),
        (["call", "no_show", "call"], "请到3号窗口 民政救济"),
        (["call", "no_show", "call", "serve"], "正在3号窗口 民政救济办理"),
        (["call", "no_show", "call", "hold"], "您的号保留在3号窗口"),
        (["call", "no_show", "call", "no_show"], "您的号已叫过"),
        (["close_day"], "该号已失效"),
    ],
    ids=lambda value: "-".join(value) or "waiting" if isinstance(value, list) else "",
)
def test_a_number_says_where_it_stands(client, cast, opened, text, steps, says):
    cast.a_ticket()
    mine = cast.a_ticket()
    by, window, current = cast.clerk, cast.window(), None
    for step in steps:
        if step == "call":
            current = tickets.call_next(window=window, by=by, now=cast.now)
        elif step == "no_show":
            tickets.mark_no_show(ticket=current, reason="未到", by=by, now=cast.now)
        elif step == "serve":
            cast.a_visit(ticket=current)
        elif step == "hold":
            tickets.hold(ticket=current, reason="复印", by=by, now=cast.now)
        else:
            tickets.close_day(hall=cast.hall, now=cast.now + timedelta(days=1))
    page = text(client.get(f"/t/{mine.token}/"))
    assert (mine.number in page, says in page) == (True, True)


def test_without_figures_it_says_it_cannot_estimate(client, cast, opened, text):
    assert "暂无法估计等候时间" in text(client.get(f"/t/{cast.a_ticket().token}/"))


def test_the_page_renews_only_what_has_changed(client, cast, opened, text):
    cast.a_ticket()
    mine = cast.a_ticket()
    whole = client.get(f"/t/{mine.token}/")
    same = client.get(f"/t/{mine.token}/", {"version": whole["X-Version"]})
    assert (same.status_code, same.content) == (204, b"")
    tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now)
    part = client.get(f"/t/{mine.token}/", {"version": whole["X-Version"]})
    assert (part.status_code, "<html" in text(part), "下一个就是您" in text(part)) == (200, False, True)


@pytest.mark.parametrize("token", ["abc", "x" * 400, "𠮷", "..%2f"])
def test_an_unknown_token_is_not_there(client, opened, token):
    assert client.get(f"/t/{token}/").status_code == 404


def test_the_ledger_shows_the_four_demanded_fields_and_masks_names(client, cast, opened, text):
    case = cast.a_case(at=State.COMPLETED, name="台账金丝雀", phone="13800001234")
    page = text(client.get("/ledger/"))
    for words in (case.number, "2026-03-04 10:00", cast.clerk.name, "2026-03-04 14:00", "台某"):
        assert words in page
    for canary in ("台账金丝雀", "13800001234", "19900307", "予以救助", case.receipt):
        assert canary not in page


def test_cases_before_acceptance_are_not_in_the_ledger(client, cast, opened, text):
    cast.a_case(at=State.SUPPLEMENTING)
    assert "没有符合条件的办件" in text(client.get("/ledger/"))


def test_the_ledger_pages_forth_and_back(client, cast, opened, text):
    made = [cast.a_case(now=cast.now + timedelta(minutes=n)).number for n in range(23)]
    first = text(client.get("/ledger/"))
    forth = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = text(client.get(forth))
    numbers = re.compile(r'<th scope="row">([^<]+)</th>')
    assert numbers.findall(first) + numbers.findall(second) == made[::-1]
    back = re.search(r'rel="prev" href="([^"]+)"', second)[1].replace("&amp;", "&")
    assert numbers.findall(text(client.get(back))) == numbers.findall(first)


def test_the_ledger_is_narrowed_by_window_and_words(client, cast, opened, text):
    case = cast.a_case()
    assert case.number in text(client.get("/ledger/", {"window": "w3", "words": "lsjz"}))
    assert case.number not in text(client.get("/ledger/", {"window": "w1"}))
    assert case.number in text(client.get("/ledger/", {"words": case.number}))


@pytest.mark.parametrize("name", ["after", "before", "words", "window", "month"])
@pytest.mark.parametrize("value", ["x" * 10_000, "-1", "9" * 30, "zzzzzzzzzzzz-zzzzzzzzzzzz", "' --", "𠮷"])
def test_odd_addresses_break_nothing(client, cast, opened, name, value):
    assert client.get("/ledger/", {name: value}).status_code == 200


def test_the_ledger_takes_three_queries_and_writes_no_session(client, cast, opened, django_assert_max_num_queries):
    for _ in range(3):
        cast.a_case()
    with django_assert_max_num_queries(3):
        answer = client.get("/ledger/")
    assert "sessionid" not in answer.cookies
