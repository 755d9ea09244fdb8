"""The call display: the last calls, numbers only, cheap to ask, nothing old as new (lessons 2 to 4)."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from yichuang.apps import screens
from yichuang.apps.tickets import commands as tickets

ROW = re.compile(
    r'<li class="call( call-past)?"( hidden)? data-call="(\d+)" data-number="(\w+)" data-window="(\d+)"( data-fresh)?>'
)
VOICE = Path(screens.__file__).parent / "static/screens/voice"


def rows(page):
    return [
        {"number": number, "window": window, "hidden": bool(hidden), "fresh": bool(fresh)}
        for _, hidden, _, number, window, fresh in ROW.findall(page)
    ]


def call(cast, now, window="w3", by=None):
    return tickets.call_next(window=cast.window(window), by=by or cast.clerk, now=now)


def pass_over(cast, ticket, now):
    return tickets.mark_no_show(ticket=ticket, reason="未到", by=cast.clerk, now=now)


def test_the_last_five_calls_are_shown_newest_first(client, cast, opened, text):
    for n in range(7):
        cast.a_ticket()
        pass_over(cast, call(cast, cast.now + timedelta(seconds=n)), cast.now)
    seen = [row["number"] for row in rows(text(client.get("/display/"))) if not row["hidden"]]
    assert seen == ["C007", "C006", "C005", "C004", "C003"]


def test_a_recalled_number_stands_once_and_on_top(client, cast, opened, text):
    for letter in "CA":
        cast.a_ticket(letter)
    first = call(cast, cast.now)
    call(cast, cast.now, "w1", cast.other_clerk)
    tickets.recall(ticket=first, by=cast.clerk, now=cast.now)
    assert [row["number"] for row in rows(text(client.get("/display/")))] == ["C001", "A001"]


@pytest.mark.parametrize(("seconds", "fresh"), [(0, True), (90, True), (91, False), (3600, False)])
def test_a_call_is_new_for_a_minute_and_a_half(client, cast, opened, at, text, seconds, fresh):
    cast.a_ticket()
    call(cast, cast.now)
    at(cast.now + timedelta(seconds=seconds))
    assert [row["fresh"] for row in rows(text(client.get("/display/feed/")))] == [fresh]


@pytest.mark.parametrize(("step", "shown", "fresh"), [("serve", 1, False), ("no_show", 1, False), ("return", 0, False)])
def test_what_is_no_longer_called_is_not_called_again(client, cast, opened, text, step, shown, fresh):
    cast.a_ticket()
    ticket = call(cast, cast.now)
    if step == "serve":
        cast.a_visit(ticket=ticket)
    elif step == "no_show":
        pass_over(cast, ticket, cast.now)
    else:
        tickets.return_to_queue(ticket=ticket, reason="误叫", by=cast.clerk, now=cast.now)
    seen = rows(text(client.get("/display/feed/")))
    assert (len(seen), any(row["fresh"] for row in seen)) == (shown, fresh)


def test_yesterdays_calls_are_gone(client, cast, opened, at, text):
    cast.a_ticket()
    call(cast, cast.now)
    at(cast.now + timedelta(days=1))
    page = text(client.get("/display/"))
    assert rows(page) == []
    assert "今天还没有叫号" in page


def test_the_feed_is_silent_until_something_happens(client, cast, opened, text, django_assert_max_num_queries):
    cast.a_ticket()
    version = re.search(r'data-poll-version="([^"]+)"', text(client.get("/display/")))[1]
    with django_assert_max_num_queries(2):
        answer = client.get("/display/feed/", {"version": version})
    assert (answer.status_code, answer.content) == (204, b"")
    call(cast, cast.now)
    answer = client.get("/display/feed/", {"version": version})
    assert (answer.status_code, answer["X-Version"] != version) == (200, True)
    assert rows(text(answer))[0]["number"] == "C001"


@pytest.mark.parametrize("version", ["", "x" * 10_000, "-1"])
def test_an_odd_version_gets_the_whole_list(client, opened, version):
    assert client.get("/display/feed/", {"version": version}).status_code == 200


def test_a_closing_hall_changes_the_feed(client, cast, opened, at):
    version = client.get("/display/feed/")["X-Version"]
    at(cast.now.replace(hour=10, minute=59, second=59))
    assert client.get("/display/feed/", {"version": version}).status_code == 204
    at(cast.now.replace(hour=11, minute=0))
    assert client.get("/display/feed/", {"version": version}).status_code == 200


def test_no_name_and_no_token_stands_on_the_wall(client, cast, opened, text):
    cast.a_ticket(holder="索引金丝雀", priority="priority", reason="残疾人")
    ticket = call(cast, cast.now)
    cast.take_in(visit=cast.a_visit(ticket=ticket), name="大屏金丝雀", phone="13800001234")
    for path in ("/display/", "/display/feed/"):
        page = text(client.get(path))
        for canary in ("大屏金丝雀", "大某", "索引金丝雀", "残疾人", ticket.token, "13800001234", cast.clerk.name):
            assert canary not in page


def test_a_direction_is_shown_where_the_hall_gives_one(client, cast, opened, text):
    type(opened).objects.update(settings=opened.settings | {"directions": {"w3": "左转第二个"}}, catalog_stamp="new")
    cast.a_ticket()
    call(cast, cast.now)
    assert "民政救济 · 左转第二个" in text(client.get("/display/"))


def test_everything_that_may_be_spoken_has_its_clip():
    clips = {path.stem for path in VOICE.glob("*.opus")}
    assert clips >= {*"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "qing", "hao", "dao", "chuangkou", "shi"}
    assert sum(path.stat().st_size for path in VOICE.glob("*.opus")) < 1_000_000
    assert all(path.read_bytes()[:4] == b"OggS" for path in VOICE.glob("*.opus"))


def test_the_clips_are_served_by_the_house_itself(client, opened, text):
    folder = re.search(r'data-voice="([^"]+)"', text(client.get("/display/")))[1]
    assert folder == "/static/screens/voice/"
