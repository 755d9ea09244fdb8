"""The first page and the guide: open or closed, what for, what to bring."""

import re
from datetime import datetime

import pytest

from yichuang.apps.catalog.queries import in_force, items_of
from yichuang.apps.tickets.queries import business_day
from yichuang.core.worktime import SHANGHAI


def shanghai(*parts):
    return datetime(*parts, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        (shanghai(2026, 3, 4, 10, 0), ["正在办公", "到 11:00"]),
        (shanghai(2026, 3, 4, 7, 59, 59), ["现在休息", "下次办公 2026-03-04 08:00"]),
        (shanghai(2026, 3, 4, 8, 0), ["正在办公"]),
        (shanghai(2026, 3, 4, 11, 0), ["现在休息", "下次办公 2026-03-04 13:30"]),
        (shanghai(2026, 3, 6, 16, 30), ["现在休息", "下次办公 2026-03-09 08:00"]),
        (shanghai(2026, 2, 17, 10, 0), ["现在休息", "春节", "下次办公 2026-02-24 08:00"]),
        (shanghai(2026, 2, 14, 10, 0), ["正在办公", "2026年2月14日为调休上班日"]),
        (shanghai(2026, 9, 26, 10, 0), ["中秋节", "国庆节放假：2026年10月1日至2026年10月7日"]),
    ],
)
def test_home_says_whether_the_hall_is_open(client, hall, at, text, moment, says):
    at(moment)
    page = text(client.get("/"))
    assert [words for words in says if words not in page] == []


def test_a_day_off_shows_no_hours(client, hall, at, text):
    at(shanghai(2026, 10, 1, 9, 0))
    assert re.search(r"今日办公时间</span>\s*休息", text(client.get("/")))


def test_home_shows_how_many_wait_for_what(client, cast, opened, text):
    for _ in range(3):
        cast.a_ticket("C")
    page = re.sub(r"<[^>]+>|\s+", " ", text(client.get("/")))
    assert re.search(r"低保·救助·优待\s+3 人", page)
    assert re.search(r"党员服务\s+0 人", page)


def test_home_opens_its_four_doors_and_says_how_to_book(client, opened, text):
    page = text(client.get("/"))
    for words in (
        "办事指南",
        "预约",
        "查进度",
        "投诉建议",
        'href="/book/"',
        "3571201",
        "6798022",
        "样例县样乡政府院内",
    ):
        assert words in page


def test_home_is_cheap(client, opened, django_assert_max_num_queries):
    client.get("/")
    with django_assert_max_num_queries(3):
        client.get("/")


@pytest.mark.parametrize("words", ["临时救助", "lsjz", "MZ-10", "mz10", "linshijiuzhu"])
def test_the_guide_finds_an_item_by_name_initials_and_code(client, opened, text, words):
    page = text(client.get("/guide/", {"q": words}))
    assert "/guide/MZ-10/" in page


@pytest.mark.parametrize(
    "words", ["", " ", "x" * 10_000, "%", "_", "'; --", "{{7*7}}", "<script>", "𠮷", "a b c d e f g h"]
)
def test_odd_words_find_nothing_and_break_nothing(client, opened, text, words):
    answer = client.get("/guide/", {"q": words})
    assert answer.status_code == 200
    assert "<script>" not in text(answer).replace("<script src", "")


def test_the_guide_lists_every_item_in_force_once_under_its_window(client, opened, text, now):
    page = text(client.get("/guide/"))
    listed = re.findall(r'href="/guide/([A-Z]+-\d+)/"', page)
    on = business_day(now)
    offered = [one.code for one in items_of(opened).values() if one.kind != "internal" and in_force(one, on)]
    assert sorted(listed) == sorted(offered)
    assert "3号窗口 民政救济" in page


def test_every_listed_item_opens_with_its_answers_in_order(client, opened, text):
    codes = re.findall(r'href="/guide/([A-Z]+-\d+)/"', text(client.get("/guide/")))
    assert len(codes) > 40
    for code in codes:
        answer = client.get(f"/guide/{code}/")
        heads = re.findall(r"<h2[^>]*>([^<]+)</h2>", text(answer))
        assert (answer.status_code, heads[:6]) == (
            200,
            ["我能办吗", "带什么", "要多久", "收费", "去哪里办", "怎么办"],
        ), code


def test_an_item_says_what_to_bring_in_originals_and_copies(client, opened, text):
    page = re.sub(r"<[^>]+>|\s+", " ", text(client.get("/guide/MZ-10/")))
    assert re.search(r"居民身份证\s+原件1份、复印件1份", page)
    for words in ("受理后20日内办结", "不收费", "3号窗口 民政救济", "3570031", "部门负责人"):
        assert words in page


def test_an_items_telephone_is_that_of_whoever_is_there(client, cast, opened, text):
    type(cast.clerk).objects.filter(pk=cast.clerk.pk).update(absent=True)
    page = text(client.get("/guide/MZ-10/"))
    assert "3570032" in page
    assert "样例·民政" not in page, "a telephone, not a name"


@pytest.mark.parametrize("code", ["XX-99", "MZ", "..", "x" * 300])
def test_unknown_items_are_not_there(client, opened, code):
    assert client.get(f"/guide/{code}/").status_code == 404


def test_a_small_code_finds_its_way(client, opened):
    assert client.get("/guide/mz-10/")["Location"] == "/guide/MZ-10/"


def test_items_that_take_no_visitors_are_not_shown(client, opened, now):
    on = business_day(now)
    hidden = [one for one in items_of(opened).values() if one.kind == "internal" or not in_force(one, on)]
    assert hidden
    assert {client.get(f"/guide/{one.code}/").status_code for one in hidden} == {404}


def test_without_a_hall_the_pages_say_404(client, hall, monkeypatch):
    monkeypatch.setattr("yichuang.apps.organization.web.only_hall", lambda: None)
    assert {client.get(path).status_code for path in ("/", "/guide/", "/ledger/", "/kiosk/", "/display/")} == {404}
