"""A joint case in the browser: its acts by their people, its register, what waits for whom."""

import re
import uuid

import pytest
from django.urls import reverse

from tests.apps.cases.acting import everything
from tests.apps.cases.together import LEAD, OFFICE, Together
from tests.apps.desk.excel import text_of
from yichuang.apps.audit import Refused
from yichuang.apps.cases import commands
from yichuang.apps.cases.models import JointCase, JointPart
from yichuang.apps.cases.queries import joint_of
from yichuang.core.lifecycle import Order


@pytest.fixture
def together(cast):
    return Together(cast)


@pytest.fixture
def joint(together, at):
    made = together.opened()
    at(together.later(hours=1))
    return made


def post(client, name, case, **typed):
    return client.post(reverse(f"desk:{name}", args=[case.pk]), typed)


def part(code):
    return JointPart.objects.get(department__code=code)


ACTS = [
    ("joint_explain", OFFICE, lambda: {"explanation": "样例说明"}),
    ("joint_contact", OFFICE, lambda: {
        "part": part("caizheng").pk, "person": "样例", "how": "phone", "what": "三日内踏勘"}),
    ("joint_add", OFFICE, lambda: {"places": ["minzheng/w3"]}),
    ("joint_begin", "caizheng.head", lambda: {"part": part("caizheng").pk}),
    ("joint_finish", "zongzhi.head", lambda: {"part": part("zongzhi").pk, "result": "同意"}),
]  # fmt: skip


def test_the_office_makes_a_case_joint(together, signed_in, browse):
    case = together.a_case()
    text = browse(LEAD)("case", case.pk)[1]
    assert "本事项为联办事项" in text and reverse("desk:joint_open", args=[case.pk]) in text
    answer = post(signed_in(OFFICE), "joint_open", case, places=["caizheng", "minzheng/w3"])
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:case", args=[case.pk]))
    assert {(one.department.code, one.window and one.window.code) for one in joint_of(case).parts.all()} == {
        ("caizheng", None), ("minzheng", "w3")
    }  # fmt: skip


@pytest.mark.parametrize(("name", "who", "typed"), ACTS)
def test_each_act_by_its_person_and_once(joint, signed_in, name, who, typed):
    client, key, given = signed_in(who), str(uuid.uuid4()), typed()
    first = post(client, name, joint.case, submission_key=key, **given)
    assert (first.status_code, first["Location"]) == (302, reverse("desk:case", args=[joint.case.pk]))
    after = everything()
    assert post(client, name, joint.case, submission_key=key, **given)["Location"] == first["Location"]
    other = post(client, name, joint.case, submission_key=key, **(given | {"person": "别人", "x": "1"}))
    assert other.status_code == 409
    assert post(client, name, joint.case, **given).status_code == 422
    assert everything() == after


@pytest.mark.parametrize(("name", "who", "typed"), ACTS)
@pytest.mark.parametrize("stranger", ["minzheng.a", "minzheng.head", "assessor", "admin.system"])
def test_not_by_strangers(joint, signed_in, name, who, typed, stranger):
    before = everything()
    assert post(signed_in(stranger), name, joint.case, **typed()).status_code in (403, 404)
    assert everything() == before


@pytest.mark.parametrize(("name", "who", "typed"), [
    ("joint_contact", OFFICE, {"part": "999999", "person": "样例", "how": "phone", "what": "样例"}),
    ("joint_contact", OFFICE, {"part": "x\x00", "person": "样例", "how": "phone", "what": "样例"}),
    ("joint_contact", OFFICE, {}), ("joint_add", OFFICE, {"places": ["nowhere"]}), ("joint_add", OFFICE, {}),
    ("joint_add", OFFICE, {"places": ["caizheng"]}), ("joint_explain", OFFICE, {"explanation": "\x00"}),
    ("joint_explain", OFFICE, {"explanation": "长" * 501}), ("joint_finish", "caizheng.head", {}),
    ("joint_finish", "caizheng.head", {"part": "1", "result": "长" * 9000}),
])  # fmt: skip
def test_bad_input_changes_nothing_and_is_kept(joint, signed_in, name, who, typed):
    before = everything()
    answer = post(signed_in(who), name, joint.case, **typed)
    assert answer.status_code == 422 and "data-refused" in answer.content.decode()
    if typed.get("person"):
        assert 'value="样例"' in answer.content.decode()
    assert everything() == before


def test_another_department_s_part_cannot_be_finished(joint, signed_in):
    before = everything()
    typed = {"part": part("zongzhi").pk, "result": "样例"}
    assert post(signed_in("caizheng.head"), "joint_finish", joint.case, **typed).status_code == 422
    assert everything() == before


@pytest.mark.parametrize("name", ["joint_add", "joint_coordinate", "joint_explain", "joint_contact"])
def test_a_case_that_is_not_joint_has_no_such_acts(together, signed_in, name):
    assert post(signed_in(OFFICE), name, together.a_case()).status_code == 404


def test_the_page_says_who_waited_for_whom(together, browse, at):
    joint = together.opened()
    together.begin(joint, "caizheng")
    together.finish(joint, "caizheng")
    together.begin(joint, "zongzhi")
    at(together.later())
    text = browse(LEAD)("case", joint.case.pk)[1]
    assert "串联办理" in text and "财政所办完之后，综治办公室才开始办理。" in text
    assert "以下单位的协办部分尚未办完：综治办公室。" in text, "the act that waits says why"


def test_a_department_opens_the_case_and_is_offered_its_part_alone(joint, browse):
    text = browse("caizheng.head")("case", joint.case.pk)[1]
    offered = set(re.findall(r'action="/desk/cases/\d+/([a-z/-]+)/"', text))
    assert {"joint/begin", "joint/finish"} <= offered <= {"joint/begin", "joint/finish", "reveal", "scans"}


def test_a_department_with_a_part_does_not_ask_about_the_whole(joint, together):
    cast = together.cast
    ask = commands.Ask("样例：能否先行办理", to_staff=cast.person("leader.charge"), case=joint.case)
    with pytest.raises(Refused) as refused:
        commands.ask_instruction(ask=ask, by=cast.person("caizheng.head"), now=together.later())
    assert refused.value.refusal.code == "not_yours"


class TestWhatWaits:
    def test_for_the_office_until_all_is_done(self, together, browse, at):
        case = together.a_case()
        assert "尚未引导到大厅办公室" in browse(OFFICE)("todo")[1]
        joint = together.opened(case=case)
        at(together.later())
        text = browse(OFFICE)("todo")[1]
        assert "尚未向群众说明程序; 尚未联系：财政所、综治办公室" in text
        together.explain(joint)
        together.contact(joint, "caizheng")
        together.contact(joint, "zongzhi")
        assert str(case) not in browse(OFFICE)("todo")[1]

    def test_for_a_department_until_its_part_is_done(self, together, browse, at):
        joint = together.opened()
        at(together.later())
        assert str(joint.case) in browse("caizheng.head")("todo")[1]
        assert str(joint.case) not in browse("minzheng.head")("todo")[1]
        together.finish(joint, "caizheng")
        assert str(joint.case) not in browse("caizheng.head")("todo")[1]

    def test_at_a_number_of_queries(self, together, browse, django_assert_max_num_queries):
        for _ in range(4):
            together.opened()
        page = browse(OFFICE)
        with django_assert_max_num_queries(18):
            page("todo")


class TestRegister:
    def found(self, page, **query):
        return set(re.findall(r"#joint\">(W5-[^<]+)</a>", page("joint_cases", **query)[1].partition("<table")[2]))

    def test_it_is_filtered_and_searched(self, together, browse):
        first, second = together.opened(), together.opened(by=LEAD)
        together.explain(first)
        for code in ("caizheng", "zongzhi"):
            together.contact(first, code)
        page, both = browse(OFFICE), {str(first.case), str(second.case)}
        assert self.found(page) == both == self.found(page, show="running") == self.found(page, q="建房")
        for narrowed in ("unassigned", "unexplained", "uncontacted"):
            assert self.found(page, show=narrowed) == {str(second.case)}
        assert self.found(page, q=first.case.number) == {str(first.case)}
        assert self.found(page, q="x\x00" * 90) == set() and self.found(page, show="nonsense") == both

    def test_the_file_has_a_row_a_part(self, together, signed_in):
        first, second = together.opened(), together.opened()
        together.explain(first)
        to = reverse("desk:joint_cases_xlsx")
        every, one = (text_of(signed_in(OFFICE).get(to, query)) for query in ({}, {"show": "unexplained"}))
        assert str(first.case) in every and str(second.case) in every and "综治" in every
        assert str(first.case) not in one and str(second.case) in one

    def test_each_sees_the_cases_he_may_open(self, together, browse):
        joint = together.opened()
        assert self.found(browse("caizheng.head")) == {str(joint.case)}
        assert self.found(browse("minzheng.head")) == set()

    def test_it_lists_joint_items_nobody_led_to_the_office(self, together, browse):
        case = together.a_case()
        assert "尚未引导到大厅办公室的联办事项" in browse(OFFICE)("joint_cases")[1]
        together.opened(case=case)
        assert "尚未引导到大厅办公室的联办事项" not in browse(OFFICE)("joint_cases")[1]

    def test_pages_of_twenty_at_a_number_of_queries(self, together, browse, django_assert_max_num_queries):
        for _ in range(21):
            together.later()
            together.opened()
        page = browse(OFFICE)
        with django_assert_max_num_queries(8):
            answer, text = page("joint_cases")
        assert len(self.found(page)) == 20 and 'rel="next"' in text

    def test_the_empty_register_teaches(self, browse):
        assert "尚无联办件" in browse(OFFICE)("joint_cases")[1]


def test_the_order_has_a_word_for_every_reading():
    from yichuang.apps.desk.joint import ORDERS

    assert set(ORDERS) == set(Order) and JointCase._meta.label == "cases.JointCase"
