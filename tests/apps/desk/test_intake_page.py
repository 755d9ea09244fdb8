"""Intake at the desk: the opinion before, the one act, what bad input does (D3.2.4, D3.4.2–3.4.5, D4.4.4, D4.6.*)."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests.cast import identity
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases.models import Applicant, Case, Ending
from yichuang.apps.desk.card import read_card
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Numbering, Staff
from yichuang.integrations.site import sealer

pytestmark = pytest.mark.django_db
ITEM = "MZ-10"


@pytest.fixture
def visit(cast):
    return cast.a_visit(item_code=ITEM)


def filled(cast, **changed):
    materials = len(cast.item(ITEM).rules["materials"])
    marks = {f"mark-{n}": "present" for n in range(1, materials + 1)}
    return (
        marks | {"name": "样例申请人", "identity": identity(1), "phone": "13800001234", "decision": "accept"} | changed
    )


def address(visit, name="intake", code=ITEM):
    return reverse(f"desk:{name}", args=[visit.pk, code])


def rows():
    return [model.objects.count() for model in (Case, Applicant, Notice, Entry)] + list(
        Numbering.objects.order_by("pk").values_list("last", flat=True)
    )


def test_the_form_asks_for_every_material_by_keys(desk, visit, cast):
    page = desk.get(address(visit)).content.decode()
    for one in cast.item(ITEM).rules["materials"]:
        assert one["name"] in page
    assert page.count("data-material") == len(cast.item(ITEM).rules["materials"])
    assert 'data-key="3"' in page


def test_one_clerk_s_mistakes_are_not_on_the_next_form(desk, visit):
    def blank():
        page = desk.get(address(visit)).content.decode()
        return re.sub(r"[A-Za-z0-9-]{20,}", "", page)  # the keys of each form

    before = blank()
    refused = desk.post(address(visit), {"identity": "12", "name": "", "decision": "accept"})
    assert refused.status_code == 422 and "没有填写。请填写此项。" in refused.content.decode()
    assert blank() == before and "没有填写" not in before


def test_acceptance_gives_numbers_due_time_and_papers(desk, visit, cast):
    answer = desk.post(address(visit), filled(cast), follow=True)
    case = Case.objects.get()
    page = answer.content.decode()
    assert (case.state, case.visit) == ("accepted", visit)
    assert case.number in page and case.receipt in page and "受理通知书" in page and "承诺件通知书" in page
    assert reverse("desk:notice_printed", args=[Notice.objects.first().pk]) in page


def test_an_intake_costs_few_queries(desk, visit, cast, django_assert_max_num_queries):
    # 15 in production; the test's own transaction turns BEGIN and COMMIT into two savepoint statements.
    with django_assert_max_num_queries(15 + 2):
        assert desk.post(address(visit), filled(cast, submission_key="one")).status_code == 302


@pytest.mark.parametrize(
    ("changed", "decision", "state", "kind"),
    [
        ({"mark-2": "missing"}, "ask_supplement", "supplement", "N03"),
        ({"mark-2": "unacceptable", "note-2": "字迹不清"}, "ask_supplement", "supplement", "N03"),
        ({"mark-1": "missing", "kind": "missing_main", "reason": "缺", "ground": "据"}, "return", "returned", "N04"),
        ({"reason": "政策不允许", "ground": "有关规定"}, "refuse", "refused", "N09"),
    ],
)  # fmt: skip
def test_other_decisions_give_their_notice(desk, visit, cast, changed, decision, state, kind):
    desk.post(address(visit), filled(cast, decision=decision, **changed))
    assert (Case.objects.get().state, Notice.objects.get().kind) == (state, kind)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "可以受理"),
        ({"mark-2": "missing"}, "需要补充材料"),
        ({"mark-1": "missing"}, "应当退回"),
        ({"mark-3": ""}, "材料尚未核对完"),
        ({"mark-2": "unacceptable"}, "请说明"),
        ({"mark-2": "burnt"}, "请将每项材料标为"),
        ({"identity": "420325199003070014"}, "末位校验不符"),
    ],
)
@pytest.mark.parametrize("htmx", [True, False])
def test_the_opinion_says_what_follows_and_stores_nothing(desk, visit, cast, changed, said, htmx):
    before = rows()
    headers = {"HX-Request": "true"} if htmx else {}
    answer = desk.post(address(visit, "opinion"), filled(cast, **changed), headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 200 and said in page
    assert ("<html" in page) is not htmx
    assert rows() == before


def test_the_opinion_names_due_time_and_its_working(desk, visit, cast):
    page = desk.post(address(visit, "opinion"), filled(cast), headers={"HX-Request": "true"}).content.decode()
    assert "2026-03-24" in page and "受理当日，不计" in page and "不收费" in page


def test_the_opinion_comes_early(desk, visit):
    """A form hardly begun has no faults yet, only what is still to be marked."""
    page = desk.post(address(visit, "opinion"), {"mark-1": "present"}).content.decode()
    assert "尚待核对" in page and "field-bad" not in page


BAD = [
    ("identity", "420325199003070014", "末位校验不符"),
    ("identity", "４２0325199003070016", "全角"),
    ("identity", "420325900307001", "15"),
    ("identity", "420325199002300017", "日期"),
    ("identity", "4203\x00199003070016", ""),
    ("identity", "9" * 10_000, ""),
    ("name", "", "没有填写"),
    ("name", "张\ud800", ""),
    ("name", "<script>", ""),
    ("phone", "12", ""),
    ("phone", "1380000123四", ""),
    ("organisation", "长" * 10_000, "100"),
    ("organisation", "NUL\x00", ""),
]


@pytest.mark.parametrize(("field", "value", "said"), BAD)
def test_a_wrong_field_is_named_and_nothing_is_lost(desk, visit, cast, field, value, said):
    before = rows()
    body = urlencode(filled(cast, **{field: value, "note-3": "看过原件"}), errors="surrogatepass")
    answer = desk.post(address(visit), body, content_type="application/x-www-form-urlencoded")
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page
    assert f'id="id_{field}-error"' in page
    assert "看过原件" in page and page.count(" checked") == len(cast.item(ITEM).rules["materials"])
    assert rows() == before


@pytest.mark.parametrize(
    "changed",
    [
        {"mark-2": "missing"},
        {"mark-1": "missing"},
        {"mark-2": ""},
        {"mark-2": "burnt"},
        {"mark-2": "unacceptable", "note-2": ""},
        {"decision": ""},
        {"decision": "fly"},
        {"decision": "return"},
        {"decision": "return", "reason": "缺", "ground": "规定", "kind": "other"},
        {"decision": "refuse", "reason": "不行"},
        {"decision": "ask_supplement"},
    ],
)
def test_a_decision_that_does_not_fit_changes_nothing(desk, visit, cast, changed):
    before = rows()
    answer = desk.post(address(visit), filled(cast, **changed))
    assert answer.status_code == 422 and "样例申请人" in answer.content.decode()
    assert rows() == before


def test_a_name_beyond_the_common_plane_is_accepted(desk, visit, cast):
    assert desk.post(address(visit), filled(cast, name="样\U00020087")).status_code == 302
    assert Applicant.objects.get().name == "样\U00020087"


def test_nobody_takes_in_his_own_matter(desk, visit, cast):
    index = sealer().blind_index("identity", identity(1))
    Staff.objects.filter(pk=cast.clerk.pk).update(identity_index=index)
    assert "本人的事项" in desk.post(address(visit, "opinion"), filled(cast)).content.decode()
    assert desk.post(address(visit), filled(cast)).status_code == 422
    assert not Case.objects.exists()


def test_the_same_form_twice_makes_one_case(desk, visit, cast):
    sent = filled(cast, submission_key="k")
    assert desk.post(address(visit), sent).url == desk.post(address(visit), sent).url
    assert Case.objects.count() == 1
    assert desk.post(address(visit), sent | {"name": "样例他人"}).status_code == 409


def test_every_fault_is_told_at_once(desk, visit, cast):
    page = desk.post(address(visit), filled(cast, identity="123", name="甲1", phone="12")).content.decode()
    assert all(f'id="id_{name}-error"' in page for name in ("identity", "name", "phone"))


def test_an_empty_form_is_refused_field_by_field(desk, visit):
    page = desk.post(address(visit), {}).content.decode()
    assert all(f'id="id_{name}-error"' in page for name in ("identity", "name", "phone"))


@pytest.mark.parametrize("code", ["XX-99", "MZ-10' OR 1=1"])
def test_an_unknown_item_is_not_found(desk, visit, code):
    assert desk.get(f"/desk/visits/{visit.pk}/intake/{urlencode({'': code})[1:]}/").status_code == 404


def test_a_visit_of_somebody_else_is_not_there(signed_in, visit, cast):
    for username in ("minzheng.b", "caizheng.a"):
        client = signed_in(username)
        assert client.get(address(visit)).status_code == 404
        assert client.post(address(visit), filled(cast)).status_code == 404
        assert client.post(address(visit, "opinion"), filled(cast)).status_code == 404
    assert not Case.objects.exists()


def test_an_ended_visit_takes_nothing_in(desk, visit, cast):
    desk.post(reverse("desk:close_visit", args=[visit.pk]))
    assert desk.post(address(visit), filled(cast)).url == "/desk/"
    assert not Case.objects.exists()


def test_choosing_an_item_leads_to_its_form(desk, visit):
    base = reverse("desk:intake", args=[visit.pk])
    assert "data-finder" in desk.get(base).content.decode()
    assert desk.get(base, {"item": "mz-10"}).url == address(visit)


def test_the_reason_of_an_ending_is_kept_word_by_word(desk, visit, cast):
    desk.post(
        address(visit),
        filled(cast, decision="refuse", reason="不符合救助条件", ground="有关规定第三条", remedy="可申诉"),
    )
    ending = Ending.objects.get()
    assert (ending.reason, ending.ground, ending.remedy) == ("不符合救助条件", "有关规定第三条", "可申诉")


@pytest.mark.parametrize(
    ("typed", "number", "name"),
    [
        ("样例人,男,汉,19900307,420325199003070016", "420325199003070016", "样例人"),
        ("姓名:样例人\t性别:女\t公民身份号码:42032519900307001x", "42032519900307001X", "样例人"),
        ("420325199003070016|阿依·样例", "420325199003070016", "阿依·样例"),
        ("420325199003070016", "420325199003070016", ""),
        ("no card", "", ""),
        ("1" * 5000, "", ""),
        ("", "", ""),
    ],
)
def test_what_a_reader_types_is_understood(typed, number, name):
    assert read_card(typed) == (number, name)


def test_a_card_fills_what_was_left_empty(desk, visit, cast):
    sent = filled(cast, identity="", name="", card=f"样例读卡,男,{identity(7)}")
    desk.post(address(visit), sent)
    assert Applicant.objects.get().name == "样例读卡"
