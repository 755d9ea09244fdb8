"""The monthly contest through the browser: who sees which standings, settling, revising, statements and signs."""

from datetime import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.apps.assessments.contest_cast import LATER, MARCH, NEXT_DAY, lived_month, settle
from tests.apps.desk.excel import text_of
from yichuang.apps.assessments import commands
from yichuang.apps.assessments.models import Finding, MonthlyContest
from yichuang.apps.organization.models import Staff
from yichuang.core.worktime import SHANGHAI

MONTH = "2026-03"


@pytest.fixture
def lived(cast, monkeypatch):
    lived_month(cast, monkeypatch)


@pytest.fixture
def late(at):
    at(LATER)


def address(name, *args):
    return reverse(f"desk:{name}", args=args)


def withdrawn():
    Finding.objects.filter(rule="5.2").update(state="withdrawn")


def printed(answer):
    assert answer["Content-Type"] == "application/pdf"
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.content)).pages]


def test_the_running_month_is_for_those_who_assess_or_lead(cast, lived, browse):
    for who in ("assessor", "leader.charge", "leader.principal", "office.a"):
        page = browse(who)("contest")[1]
        assert "本月尚未结束" in page and "3号窗口 民政救济" in page and "暂列示范窗口" in page, who
    page = browse("minzheng.a")("contest")[1]
    assert "本月尚未评定" in page and "1号窗口" not in page


def test_what_decided_each_place_stands_in_words(cast, lived, late, browse):
    page = browse("assessor")("contest", month=MONTH)[1]
    for said in (
        "总分98，低于100", "总分97，低于98", "应办结1件，至少应有2件", "应办结0件，至少应有2件；评议0次，至少应有1次",
        "每月前3名为当月党员示范窗口", "当月应办结的办件不少于2件、评议不少于1次", "示范窗口总数不超过4个",
    ):  # fmt: skip
        assert said in page, said
    assert page.index("3号窗口") < page.index("1号窗口") < page.index("4号窗口") < page.index("2号窗口")


def test_settled_from_the_page_once_and_then_for_everybody(cast, lived, late, browse, signed_in):
    client = signed_in("assessor")
    answer = client.post(address("contest_settle"), {"month": MONTH}, follow=True)
    assert "本月评比已评定" in answer.content.decode()
    assert "已经评定" in client.post(address("contest_settle"), {"month": MONTH}, follow=True).content.decode()
    assert MonthlyContest.objects.count() == 1
    page = browse("minzheng.a")("contest", month=MONTH)[1]
    assert "党员示范窗口" in page and "2号窗口" in page
    assert f'href="{address("statement", MONTH, "w3")}"' in page
    assert f'href="{address("statement", MONTH, "w1")}"' not in page


@pytest.mark.parametrize("who", ["minzheng.a", "minzheng.b", "office.a", "leader.principal"])
def test_others_cannot_settle(cast, lived, late, signed_in, who):
    for name in ("contest_settle", "contest_revise"):
        assert signed_in(who).post(address(name), {"month": MONTH, "why": "样例"}).status_code in (403, 404)
    assert not MonthlyContest.objects.exists()


def test_an_assessor_who_serves_at_a_window_is_not_offered_it(cast, lived, late, browse, signed_in):
    Staff.objects.filter(username="assessor").update(window=cast.window("w6"))
    assert address("contest_settle") not in browse("assessor")("contest", month=MONTH)[1]
    answer = signed_in("assessor").post(address("contest_settle"), {"month": MONTH}, follow=True)
    assert "本人" in answer.content.decode()
    assert not MonthlyContest.objects.exists()
    assert address("contest_settle") in browse("leader.charge")("contest", month=MONTH)[1]


def test_the_running_month_cannot_be_settled(cast, lived, signed_in):
    answer = signed_in("assessor").post(address("contest_settle"), {"month": MONTH}, follow=True)
    assert "尚未结束" in answer.content.decode()
    assert not MonthlyContest.objects.exists()


def test_a_change_shows_and_is_revised_with_a_reason(cast, lived, late, browse, signed_in):
    settle(cast)
    assert "结果会不同" not in browse("assessor")("contest", month=MONTH)[1]
    withdrawn()
    assert "结果会不同" in browse("assessor")("contest", month=MONTH)[1]
    assert "结果会不同" not in browse("minzheng.a")("contest", month=MONTH)[1]
    client = signed_in("assessor")
    assert client.post(address("contest_revise"), {"month": MONTH, "why": ""}).status_code == 422
    client.post(address("contest_revise"), {"month": MONTH, "why": "第二窗口记录撤销"})
    answer = client.post(address("contest_revise"), {"month": MONTH, "why": "再次"})
    said = answer.content.decode()
    assert answer.status_code == 422 and "结果与现有相同" in said and "再次" in said
    page = browse("minzheng.a")("contest", month=MONTH)[1]
    assert "第二窗口记录撤销" in page and page.index("2号窗口") < page.index("1号窗口")
    before = browse("minzheng.a")("contest", month=MONTH, version="1")[1]
    assert "这是原来的一版排名" in before and before.index("1号窗口") < before.index("2号窗口")


@pytest.mark.parametrize(
    ("who", "status"),
    [("minzheng.a", 200), ("assessor", 200), ("leader.principal", 200), ("office.a", 200), ("caizheng.a", 404),
     ("minzheng.head", 404)],
)  # fmt: skip
def test_a_statement_is_for_its_window_and_those_who_assess_or_lead(cast, lived, browse, who, status):
    for name in ("statement", "statement_pdf"):
        assert browse(who)(name, MONTH, "w3")[0].status_code == status
    settle(cast)
    assert browse(who)("statement", MONTH, "w3")[0].status_code == status


def test_a_statement_says_that_it_is_no_score_of_the_quarter(cast, lived, browse, late):
    see = browse("assessor")
    assert "不作为季度得分" in see("statement", MONTH, "w2")[1]
    (page,) = printed(see("statement_pdf", MONTH, "w2")[0])
    assert "月度考核情况表" in page and "2026年3月" in page and "不作为季度得分（实时）" in page
    settle(cast)
    (page,) = printed(see("statement_pdf", MONTH, "w2")[0])
    assert "不作为季度得分，已评定（第1版）" in page
    withdrawn()
    assert ">95<" in see("statement", MONTH, "w2")[1]


def test_signs_are_only_for_the_model_windows_of_the_newest_ranking(cast, lived, late, browse):
    see = browse("minzheng.a")
    assert see("contest_signs", month=MONTH)[0].status_code == 404
    settle(cast)
    pages = printed(see("contest_signs", month=MONTH)[0])
    assert [page[page.index("党员示范窗口") + 6 :][:4] for page in pages] == ["3号窗口", "1号窗口", "4号窗口"]
    (page,) = printed(see("contest_sign", MONTH, "w4")[0])
    assert "4号窗口党员服务" in page and "2026年3月" in page
    assert see("contest_sign", MONTH, "w2")[0].status_code == 404
    withdrawn()
    commands.revise_contest(hall=cast.hall, month=MARCH, why="样例", by=cast.person("assessor"), now=LATER)
    assert see("contest_sign", MONTH, "w4")[0].status_code == 404
    assert see("contest_sign", MONTH, "w2")[0].status_code == 200


@pytest.mark.parametrize("month", ["2026-04", "2016-12", "x", "2026-13", "2026-Q1", "0000-01", "２０２６-03"])
def test_no_such_month(cast, browse, month):
    for name in ("contest", "contest_xlsx", "contest_signs"):
        assert browse("assessor")(name, month=month)[0].status_code == 404
    for name in ("statement", "statement_pdf", "contest_sign"):
        assert browse("assessor")(name, month, "w3")[0].status_code == 404


def test_no_such_version_or_window(cast, lived, late, browse):
    see = browse("assessor")
    assert see("contest", month=MONTH, version="1")[0].status_code == 404
    settle(cast)
    assert {see("contest", month=MONTH, version=one)[0].status_code for one in ("0", "2", "x")} == {404}
    assert see("statement", MONTH, "w9")[0].status_code == 404


def test_the_standings_as_a_file(cast, lived, late, browse):
    settle(cast)
    book = text_of(browse("minzheng.a")("contest_xlsx", month=MONTH)[0])
    for said in ("3号窗口 民政救济", "总分98，低于100", "3/4 = 75.0%", "名次依据"):
        assert said in book, said


def test_the_month_waits_in_the_list_of_the_assessor(cast, lived, at, browse):
    todo = lambda: browse("assessor")("todo")[1]  # noqa: E731
    where = f"{address('contest')}?month={MONTH}"
    assert where not in todo()
    at(NEXT_DAY)
    assert where in todo()
    settle(cast)
    assert where not in todo()


def test_older_months_are_named_on_the_page_and_in_the_list(cast, lived, at, browse):
    at(datetime(2026, 5, 4, 9, 0, tzinfo=SHANGHAI))
    page, todo = browse("assessor")("contest")[1], browse("assessor")("todo")[1]
    said = page[page.index('id="unsettled"'):][:400]
    for month in ("2026-03", "2026-04"):
        assert f"{address('contest')}?month={month}" in said and f"{address('contest')}?month={month}" in todo


def test_the_page_takes_few_questions(cast, lived, late, signed_in, django_assert_max_num_queries):
    client = signed_in("assessor")
    client.get(address("contest"), {"month": MONTH})
    with django_assert_max_num_queries(14):
        client.get(address("contest"), {"month": MONTH})
    settle(cast)
    with django_assert_max_num_queries(16):
        client.get(address("contest"), {"month": MONTH})
    with django_assert_max_num_queries(12):
        client.get(address("statement", MONTH, "w3"))


def test_empty_months_and_a_hall_without_work(cast, at, browse):
    at(datetime(2026, 5, 2, 9, 0, tzinfo=SHANGHAI))
    page = browse("assessor")("contest", month="2026-04")[1]
    assert page.count(">未排名<") == 7
