"""Score sheets through the browser: who sees which when, every deduction opens, finalise, object, answer, publish."""

import json
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.apps.assessments.sheet_cast import NEXT_DAY, OVER, Q1, a_finding, rated
from tests.apps.desk.excel import text_of
from yichuang.apps.assessments import commands
from yichuang.apps.assessments.models import Finding, Objection, Sheet, SheetVersion
from yichuang.apps.organization.models import Staff
from yichuang.core.lifecycle import State

QUARTER = "2026-Q1"


@pytest.fixture
def late(at):
    at(OVER)


@pytest.fixture
def sheet(cast):
    """Window 3 with a deduction of five points, finalised on the first day after the quarter."""
    a_finding(cast, "5.2", evidence="办件样例超过承诺时限")
    windows = list(cast.hall.windows.all())
    made = commands.finalise(hall=cast.hall, quarter=Q1, windows=windows, by=cast.person("assessor"), now=NEXT_DAY)
    return next(one for one in made if one.window.code == "w3")


def address(name, *args):
    return reverse(f"desk:{name}", args=args)


def printed(answer):
    assert answer["Content-Type"] == "application/pdf"
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.content)).pages]


def test_the_own_window_sees_its_points_as_they_happen(cast, browse):
    see = browse("minzheng.a")
    assert "本表为实时" in see("sheet", QUARTER, "w3")[1]
    case = cast.a_case()
    a_finding(cast, "4.2", evidence="收费样例", opens=("desk:case", case.pk))
    page = see("sheet", QUARTER, "w3")[1]
    for said in ("增设、已取消仍收或搭车收费", "擅自增设收费项目", "D2.4.2", "5 × 1 = 5", "−5", ">95<",
                 f'<a href="{reverse("desk:case", args=[case.pk])}">收费样例</a>'):  # fmt: skip
        assert said in page, said


@pytest.mark.parametrize(
    ("who", "status"),
    [("minzheng.a", 200), ("minzheng.b", 200), ("assessor", 200), ("office.a", 200), ("leader.charge", 200),
     ("leader.principal", 200), ("caizheng.a", 404), ("minzheng.head", 404)],
)  # fmt: skip
def test_others_see_a_sheet_only_when_it_is_published(cast, sheet, browse, who, status):
    names = ("sheet", "sheet_json", "sheet_pdf")
    assert {browse(who)(name, QUARTER, "w3")[0].status_code for name in names} == {status}
    Sheet.objects.update(published_at=OVER, published_by=cast.person("assessor"))
    assert {browse(who)(name, QUARTER, "w3")[0].status_code for name in names} == {200}


def test_the_list_holds_what_one_may_see(cast, sheet, browse, late):
    assert browse("assessor")("sheets", quarter=QUARTER)[1].count("sheet-window") == 7
    assert browse("minzheng.a")("sheets", quarter=QUARTER)[1].count("sheet-window") == 1
    Sheet.objects.filter(window__code="w1").update(published_at=OVER, published_by=cast.person("assessor"))
    assert browse("minzheng.a")("sheets", quarter=QUARTER)[1].count("sheet-window") == 2


def test_the_list_is_narrowed_and_sorted(cast, browse):
    rated(cast, 1, 0)
    a_finding(cast, "5.2", times=2)
    a_finding(cast, "5.3", window="w1", times=2)
    a_finding(cast, "4.2", window="w1")
    see = browse("assessor")
    page = see("sheets", order="total")[1]
    assert page.index("1号窗口") < page.index("3号窗口") < page.index("2号窗口")
    page = see("sheets", order="-total")[1]
    assert page.index("2号窗口") < page.index("3号窗口") < page.index("1号窗口")
    assert see("sheets", show="failed")[1].count("sheet-window") == 1
    assert see("sheets", show="no_data")[1].count("sheet-window") == 6
    assert "没有符合条件" in see("sheets", show="published")[1]
    answer = see("sheets_xlsx", show="failed")[0]
    assert "财政服务" in (book := text_of(answer)) and "民政救济" not in book


@pytest.mark.parametrize("quarter", ["2026-Q2", "2016-Q1", "x", "2026-Q5", "0000-Q1"])
@pytest.mark.parametrize("name", ["sheets", "sheets_xlsx", "sheets_pdf"])
def test_a_quarter_that_is_none_or_still_to_come_is_not_there(hall, browse, quarter, name):
    assert browse("assessor")(name, quarter=quarter)[0].status_code == 404


def test_without_data_is_said_and_not_punished(cast, browse):
    page = browse("assessor")("sheets")[1]
    assert page.count("无数据") >= 14 and page.count(">100<") == 7


def test_a_finding_that_does_not_fit_is_named_and_no_page_breaks(cast, sheet, browse, late):
    a_finding(cast, "9.9")
    a_finding(cast, "9.9", window="w1", happened_at=OVER)
    see = browse("assessor")
    assert see("sheet", QUARTER, "w3")[0].status_code == 200
    answer, page = see("sheets")
    assert answer.status_code == 200 and "9.9" in page
    assert see("sheets_pdf")[0].status_code == 302


def test_finalising_through_the_page(cast, signed_in, at):
    client = signed_in("assessor")
    assert client.post(address("sheets_finalise"), {"quarter": QUARTER}).status_code == 302
    assert not Sheet.objects.exists(), "the quarter still runs"
    at(NEXT_DAY)
    assert "个窗口的考核表尚未确定" in client.get(address("sheets"), {"quarter": QUARTER}).content.decode()
    client.post(address("sheets_finalise"), {"quarter": QUARTER, "window": "w3"})
    assert Sheet.objects.get().window.code == "w3"
    client.post(address("sheets_finalise"), {"quarter": QUARTER})
    assert Sheet.objects.count() == SheetVersion.objects.count() == 7
    assert client.post(address("sheets_finalise"), {"quarter": QUARTER, "window": "zz"}).status_code == 404


def test_an_assessor_is_not_offered_the_window_where_he_serves(cast, signed_in, at):
    at(NEXT_DAY)
    Staff.objects.filter(username="assessor").update(window=cast.window("w1"))
    client = signed_in("assessor")
    client.post(address("sheets_finalise"), {"quarter": QUARTER, "window": "w1"})
    client.post(address("sheets_finalise"), {"quarter": QUARTER})
    assert sorted(Sheet.objects.values_list("window__code", flat=True)) == ["office", "w2", "w3", "w4", "w5", "w6"]


def test_from_objection_to_publication_and_its_difference(cast, sheet, signed_in, at, text):
    at(NEXT_DAY)
    head = signed_in("minzheng.b")
    assert head.post(address("sheet_object", QUARTER, "w3"), {"words": ""}).status_code == 422
    assert head.post(address("sheet_object", QUARTER, "w3"), {"words": "当日系统停电"}).status_code == 302
    at(OVER)
    scorer, one = signed_in("assessor"), Objection.objects.get()
    assert "待答复的异议" in text(scorer.get(reverse("desk:todo")))
    refused = scorer.post(address("sheet_answer", one.pk), {"accepted": "", "answer": "打过的字"})
    assert refused.status_code == 422 and "打过的字" in text(refused)
    scorer.post(address("sheet_answer", one.pk), {"accepted": "yes", "answer": "确系停电"})
    assert "此后考核记录" not in text(scorer.get(address("sheet", QUARTER, "w3")))
    Finding.objects.update(state="withdrawn")
    assert "此后考核记录" in text(scorer.get(address("sheet", QUARTER, "w3")))
    scorer.post(address("sheet_rescore", QUARTER, "w3"), {"why": "异议成立，记录撤销"})
    scorer.post(address("sheets_publish"), {"quarter": QUARTER})
    assert not Sheet.objects.filter(published_at=None).exists()
    other = signed_in("caizheng.a")
    page = text(other.get(address("sheet_difference", QUARTER, "w3")))
    for said in ("异议成立，记录撤销", "不再计分", "超过承诺时限", "−5", ">95<", "<strong>100</strong>"):
        assert said in page, said
    assert ">95<" in text(other.get(address("sheet", QUARTER, "w3"), {"version": 1}))
    assert other.get(address("sheet", QUARTER, "w3"), {"version": 3}).status_code == 404


def test_no_difference_of_a_single_version(cast, sheet, browse):
    assert browse("assessor")("sheet_difference", QUARTER, "w3")[0].status_code == 404


@pytest.mark.parametrize("who", ["caizheng.b", "minzheng.a"])
def test_nobody_else_objects(cast, sheet, signed_in, at, who):
    at(NEXT_DAY)
    answer = signed_in(who).post(address("sheet_object", QUARTER, "w3"), {"words": "样例"})
    assert answer.status_code == (404 if who == "caizheng.b" else 403)
    assert not Objection.objects.exists()


def test_the_json_is_the_text_whose_digest_is_kept(cast, sheet, browse):
    answer = browse("minzheng.a")("sheet_json", QUARTER, "w3")[0]
    version = SheetVersion.objects.get(sheet=sheet)
    assert answer.content.decode() == version.document
    assert json.loads(answer.content)["total"] == "95.0"


def test_the_paper_of_one_and_of_all(cast, sheet, browse, late):
    [one] = printed(browse("minzheng.a")("sheet_pdf", QUARTER, "w3")[0])
    told = ("季度考核表", "3号窗口民政救济", "2026年第1季度", "95分合格", "超过承诺时限", "5×1=5", "−5", "第1版")
    for said in (*told, "窗口负责人：", "15+15+15+15+15+15+5+0−0=95"):
        assert said in one, said
    assert len(printed(browse("assessor")("sheets_pdf", quarter=QUARTER)[0])) == 7
    assert len(printed(browse("minzheng.a")("sheets_pdf", quarter=QUARTER)[0])) == 1


def test_the_head_of_the_window_and_the_assessor_find_it_in_what_waits(cast, browse, signed_in, at, text):
    cast.a_case()
    at(NEXT_DAY)
    assert "3号窗口 民政救济 2026-Q1" in text(signed_in("assessor").get(reverse("desk:todo")))
    windows = list(cast.hall.windows.all())
    commands.finalise(hall=cast.hall, quarter=Q1, windows=windows, by=cast.person("assessor"), now=NEXT_DAY)
    assert "异议期至 2026-04-09" in text(signed_in("minzheng.b").get(reverse("desk:todo")))


def test_who_did_not_rate_and_the_mix_of_cases_stand_beside_the_score(cast, signed_in, late, text):
    rated(cast, 2, 1)
    cast.a_case(at=State.COMPLETED)
    client = signed_in("assessor")
    assert "未评议 1/4 = 25.0%" in text(client.get(address("sheets"), {"quarter": QUARTER}))
    page = text(client.get(address("sheet", QUARTER, "w3")))
    beside = page[page.index('id="beside"'):page.index('id="beside"') + 4000]
    assert "1/4 = 25.0%" in beside and "承诺件" in beside and "4/4 = 100.0%" in beside
    assert "25.0%" in text_of(client.get(address("sheets_xlsx"), {"quarter": QUARTER}))


def test_pages_cost_few_queries_however_many_findings(cast, signed_in, late, django_assert_max_num_queries):
    client = signed_in("assessor")
    rated(cast, 2, 1)
    for _ in range(6):
        a_finding(cast, "2.2")
    for name, args, most in [("sheets", (), 14), ("sheet", (QUARTER, "w3"), 14)]:
        client.get(address(name, *args), {"quarter": QUARTER})
        with django_assert_max_num_queries(most):
            assert client.get(address(name, *args), {"quarter": QUARTER}).status_code == 200
    windows = list(cast.hall.windows.all())
    commands.finalise(hall=cast.hall, quarter=Q1, windows=windows, by=cast.person("assessor"), now=OVER)
    with django_assert_max_num_queries(18):
        assert client.get(address("sheet", QUARTER, "w3")).status_code == 200
