"""First contacts, consultations, items: found, filtered, paged by keyset, remarked on, printed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from yichuang.apps.notices.models import Notice, Print
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.models import Consultation, FirstContact, FirstContactNote

pytestmark = pytest.mark.django_db


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


def a_question(cast, now, question="怎样申请", **fields):
    asked = reception.Question(question, **({"answer": "请备齐材料"} if "reply_by" not in fields else {}) | fields)
    return reception.consult(visit=cast.a_visit(), asked=asked, by=cast.clerk, now=now)[0]


def test_the_register_is_paged_without_gaps_or_doubles(desk, cast):
    for number in range(45):
        cast.a_visit(matter=f"来意{number:02d}号")
    seen, address = [], to("first_contacts")
    for _ in range(3):
        page = desk.get(address).content.decode()
        seen += [number for number in range(45) if f"来意{number:02d}号" in page]
        following = [part.split('"')[0] for part in page.split('rel="next" href="')[1:]]
        address = following[0].replace("&amp;", "&") if following else ""
    assert address == "" and sorted(seen) == list(range(45))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"q": "低保"}, {"问低保"}),
        ({"show": "other"}, {"问补贴"}),
        ({"show": "open"}, {"问补贴"}),
        ({"show": "mine"}, {"问低保", "问补贴"}),
        ({"q": "没有这样的"}, set()),
        ({"q": "x\x01" * 500}, set()),
        ({"after": "x\x01", "show": "nonsense"}, {"问低保", "问补贴"}),
    ],
)
def test_the_register_is_searched_and_filtered(desk, cast, query, shown):
    cast.a_visit(matter="问低保")
    cast.a_visit(matter="问补贴", own_scope=False)
    page = desk.get(to("first_contacts"), query)
    assert page.status_code == 200
    assert {matter for matter in ("问低保", "问补贴") if f'scope="row">{matter}' in page.content.decode()} == shown


def test_a_remark_stands_beside_the_unaltered_contact(desk, cast):
    visit = cast.a_visit(matter="问低保")
    desk.post(to("note_first_contact", visit.pk), {"text": "实为临时救助"})
    assert (FirstContact.objects.get().matter, FirstContactNote.objects.get().text) == ("问低保", "实为临时救助")
    assert "实为临时救助" in desk.get(to("first_contacts")).content.decode()


@pytest.mark.parametrize("text", ["", "NUL\x00", "长" * 10_000])
def test_a_remark_that_cannot_be_kept_is_refused(desk, cast, text):
    answer = desk.post(to("note_first_contact", cast.a_visit().pk), {"text": text})
    assert answer.status_code == 422 and not FirstContactNote.objects.exists()


@pytest.mark.parametrize("name", ["note_first_contact", "answer_consultation", "confirm_hand_over"])
def test_what_is_not_there_is_not_found(desk, name):
    assert desk.post(to(name, 424242), {"text": "x", "answer": "x"}).status_code == 404


def test_owed_replies_stand_first_the_earliest_on_top(desk, cast, now):
    today = now.date()
    a_question(cast, now, "答过了")
    a_question(cast, now, "后天答", reply_by=today + timedelta(days=2))
    a_question(cast, now, "昨天该答", reply_by=today - timedelta(days=1))
    page = desk.get(to("consultations")).content.decode()
    assert page.index("昨天该答") < page.index("后天答") < page.index("答过了")
    assert "已超期" in page


def test_an_answer_closes_what_was_owed(desk, cast, now):
    one = a_question(cast, now, reply_by=now.date())
    desk.post(to("answer_consultation", one.pk), {"answer": "可以申请", "satisfied": "on"})
    done = Consultation.objects.get()
    assert (done.answer, done.satisfied) == ("可以申请", True)
    again = desk.post(to("answer_consultation", one.pk), {"answer": "再答"})
    assert again.status_code == 422 and "再答" in again.content.decode()
    assert Consultation.objects.get().answer == "可以申请"


@pytest.mark.parametrize("answer", ["", "a\x00", "长" * 10_000])
def test_an_empty_or_broken_answer_is_refused(desk, cast, now, answer):
    one = a_question(cast, now, reply_by=now.date())
    assert desk.post(to("answer_consultation", one.pk), {"answer": answer}).status_code == 422
    assert Consultation.objects.get().answer == ""


def test_every_item_is_listed_with_limit_and_sheet(desk, hall):
    from yichuang.apps.catalog.queries import items_of

    page = desk.get(to("items")).content.decode()
    assert all(item.name in page for item in items_of(hall).values())
    assert to("item_sheet", "MZ-10") in page


@pytest.mark.parametrize(("words", "found"), [("lsjz", True), ("mz10", True), ("救助", True), ("zzzz", False)])
def test_items_are_found_by_name_initials_and_code(desk, words, found):
    page = desk.get(to("items"), {"q": words}).content.decode()
    assert ("临时救助对象申请" in page) is found


def test_a_sheet_is_numbered_and_each_print_is_noted(desk):
    answer = desk.post(to("item_sheet", "MZ-10"))
    notice = Notice.objects.get()
    assert notice.kind == "N07" and Print.objects.count() == 1
    assert answer.url == to("notice_pdf", notice.pk)


def test_leaders_read_the_registers_but_do_not_write(signed_in, cast):
    visit = cast.a_visit()
    client = signed_in("leader.principal")
    for name in ("first_contacts", "consultations", "items"):
        page = client.get(to(name))
        assert page.status_code == 200 and to("note_first_contact", visit.pk) not in page.content.decode()
    assert client.post(to("note_first_contact", visit.pk), {"text": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("name", "most"), [("first_contacts", 8), ("consultations", 8), ("hand_overs", 6), ("items", 5)]
)
def test_registers_cost_the_same_however_many_rows(desk, cast, now, name, most, django_assert_max_num_queries):
    for _ in range(8):
        visit = cast.a_visit(own_scope=False)
        handing = reception.Handing("escort", "属财政窗口")
        reception.hand_over(visit=visit, to_staff=cast.other_clerk, handing=handing, by=cast.clerk, now=now)
        a_question(cast, now)
    with django_assert_max_num_queries(most):
        assert desk.get(to(name)).status_code == 200


def test_the_register_keeps_every_answer_and_offers_none_to_another_window(signed_in, desk, cast, now):
    one = a_question(cast, now, reply_by=now.date())
    for said in ("先到的答复", "更全的答复"):
        desk.post(to("answer_consultation", one.pk), {"answer": said})
    page = desk.get(to("consultations")).content.decode()
    assert "先到的答复" in page and "更全的答复" in page and "样例·民政甲" in page
    assert to("answer_consultation", one.pk) in page
    other = signed_in("caizheng.a")
    assert to("answer_consultation", one.pk) not in other.get(to("consultations")).content.decode()
    refused = other.post(to("answer_consultation", one.pk), {"answer": "别的窗口"})
    assert refused.status_code == 422 and "其他窗口" in refused.content.decode()
    assert Consultation.objects.get().answer == "更全的答复"


def test_a_page_of_answered_consultations_costs_the_same_as_one(desk, cast, now, django_assert_max_num_queries):
    for _ in range(20):
        a_question(cast, now)
    with django_assert_max_num_queries(12):
        desk.get(to("consultations"))
