"""The years through the browser: the four quarters of every window, the proposal, the final value with its reason."""

import pytest
from django.urls import reverse

from tests.apps.assessments.sheet_cast import NEXT_DAY, Q1, a_finding
from tests.apps.desk.excel import text_of
from yichuang.apps.assessments import commands
from yichuang.apps.assessments.models import YearScore

REASON = "全年无投诉，参照季度情况从高确定"


@pytest.fixture
def finalised(cast, at):
    a_finding(cast, "5.2")
    windows = list(cast.hall.windows.all())
    commands.finalise(hall=cast.hall, quarter=Q1, windows=windows, by=cast.person("assessor"), now=NEXT_DAY)
    at(NEXT_DAY)


def address(name, *args):
    return reverse(f"desk:{name}", args=args)


def test_quarters_proposal_and_what_is_missing(cast, finalised, browse):
    page = browse("assessor")("years")[1]
    for said in ("2026-Q1", "95.00", "100.00", "不完整", reverse("desk:sheet", args=["2026-Q1", "w3"])):
        assert said in page, said
    page = browse("assessor")("year", 2026, "w3")[1]
    assert "(95) ÷ 1 = 95.00" in page and "2026-Q2、2026-Q3、2026-Q4" in page and 'id="enter"' not in page


def test_the_leader_enters_a_value_and_then_another(cast, finalised, browse, signed_in):
    client, here = signed_in("leader.charge"), address("year", 2026, "w3")
    client.post(here, {"value": "96.5", "reason": REASON})
    page = client.post(here, {"value": "97", "reason": "补充一项表扬"}, follow=True).content.decode()
    assert page.index(">96.5<") < page.index("<strong>97<") and REASON in page and "当时建议分95.00" in page
    assert [one.value for one in YearScore.objects.order_by("number")] == ["96.5", "97.0"]
    page = browse("assessor")("years")[1]
    assert ">97<" in page and "补充一项表扬" in page and REASON not in page
    book = text_of(browse("assessor")("years_xlsx")[0])
    assert "补充一项表扬" in book and "2026-Q2、2026-Q3、2026-Q4" in book


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"value": "96.5", "reason": ""}, "尚未填写"), ({"value": "96.5", "reason": " "}, "尚未填写"),
        ({"value": "96.555", "reason": REASON}, "至多两位小数"), ({"value": "", "reason": REASON}, "尚未填写"),
        ({"value": "1000", "reason": REASON}, "至多两位小数"), ({"value": "-1", "reason": REASON}, "至多两位小数"),
    ],
)  # fmt: skip
def test_refused_the_form_keeps_what_was_typed(cast, finalised, signed_in, given, said):
    answer = signed_in("leader.charge").post(address("year", 2026, "w3"), given)
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and given["value"] in page
    assert not YearScore.objects.exists()


@pytest.mark.parametrize("who", ["assessor", "minzheng.b", "leader.principal", "office.a"])
def test_only_the_leader_in_charge_may_post(cast, finalised, signed_in, who):
    answer = signed_in(who).post(address("year", 2026, "w3"), {"value": "96", "reason": REASON})
    assert answer.status_code in (403, 404)
    assert not YearScore.objects.exists()


def test_others_see_the_year_of_their_own_window(cast, finalised, browse):
    page = browse("minzheng.a")("years")[1]
    assert "3号窗口" in page and "1号窗口" not in page
    assert browse("minzheng.a")("year", 2026, "w3")[0].status_code == 200
    assert browse("minzheng.a")("year", 2026, "w1")[0].status_code == 404
    assert "暂无可看的年度情况" in browse("minzheng.head")("years")[1]


@pytest.mark.parametrize("year", ["2027", "2016", "x", "20266", "-1", "２０２６"])
def test_no_such_year(cast, browse, year):
    for name in ("years", "years_xlsx"):
        assert browse("assessor")(name, year=year)[0].status_code == 404


@pytest.mark.parametrize(("year", "code"), [(2027, "w3"), (2016, "w3"), (10**30, "w3"), (2026, "w9")])
def test_no_such_page(cast, browse, year, code):
    assert browse("leader.charge")("year", year, code)[0].status_code == 404


def test_the_pages_take_few_questions(cast, finalised, signed_in, django_assert_max_num_queries):
    client = signed_in("assessor")
    for name, args in (("years", ()), ("year", (2026, "w3"))):
        client.get(address(name, *args))
        with django_assert_max_num_queries(9):
            client.get(address(name, *args))
