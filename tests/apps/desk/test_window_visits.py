"""A visit at the desk: first contact, the three ways on, hand-over, consultation, end (D3.1.2, D3.2, D4.5)."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from yichuang.apps.notices.models import Notice
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.models import Consultation, FirstContact, HandOver, Visit
from yichuang.apps.tickets import commands as tickets
from yichuang.apps.tickets.models import Ticket

pytestmark = pytest.mark.django_db
OPEN = "/desk/visits/open/"


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.mark.parametrize(
    ("sent", "own", "way"),
    [
        ({"item": "MZ-10", "then": "intake"}, True, "intake"),
        ({"item": "CZ-02", "then": "hand_over"}, False, "hand_over"),
        ({"item": "CZ-02", "scope": "own", "then": "consult"}, True, "consult"),
        ({"item": "MZ-10", "scope": "other", "then": "hand_over"}, False, "hand_over"),
        ({"matter": "问路", "then": "consult"}, True, "consult"),
        ({"matter": "不是本窗口的事", "then": "hand_over"}, False, "hand_over"),
        ({"matter": "来意不明", "then": "elsewhere"}, True, ""),
    ],
)
def test_a_visit_begins_with_its_matter_and_scope(desk, sent, own, way):
    answer = desk.post(OPEN, sent)
    contact = FirstContact.objects.get()
    assert contact.own_scope is own
    assert contact.matter == (sent.get("matter") or contact.matter) and contact.item_code == sent.get("item", "")
    args = [contact.visit_id, "MZ-10"] if way == "intake" else [contact.visit_id]
    assert answer.url == (to(way, *args) if way else "/desk/")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"then": "consult"}, "matter"),
        ({"then": "intake", "matter": "低保"}, "item"),
        ({"then": "consult", "matter": "\u202e"}, "matter"),
        ({"then": "consult", "matter": "长" * 10_000}, "matter"),
        ({"then": "consult", "matter": "a\x00b"}, "matter"),
        ({"then": "consult", "item": "\ud800"}, "item"),
    ],
)
def test_without_a_matter_no_visit_begins(desk, sent, field):
    body = urlencode(sent, errors="surrogatepass")
    answer = desk.post(OPEN, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422 and f'id="id_{field}-error"' in answer.content.decode()
    assert not Visit.objects.exists()


def test_the_called_number_is_served_with_its_visit(desk, cast, now):
    ticket = cast.a_ticket()
    tickets.call_next(window=cast.window(), by=cast.clerk, now=now)
    desk.post(OPEN, {"matter": "问低保", "then": "consult", "ticket": ticket.pk})
    assert (Visit.objects.get().ticket, Ticket.objects.get().state) == (ticket, "serving")


@pytest.mark.parametrize("shown", ["", "999999", "x"])
def test_a_number_the_page_did_not_show_is_not_served(desk, cast, now, shown):
    cast.a_ticket()
    tickets.call_next(window=cast.window(), by=cast.clerk, now=now)
    answer = desk.post(OPEN, {"matter": "问低保", "then": "consult", "ticket": shown})
    assert answer.status_code == 422 and not Visit.objects.exists()


def test_one_citizen_at_a_time(desk, cast):
    cast.a_visit()
    cast.a_ticket()
    assert "正在接待群众" in desk.post("/desk/call/", follow=True).content.decode()
    assert Ticket.objects.get().state == "waiting"
    second = desk.post(OPEN, {"matter": "另一件事", "then": "consult"})
    assert second.status_code == 422 and "data-refused" in second.content.decode(), "the page says why"


def test_a_begun_visit_is_handed_over_and_not_transferred(desk, cast, now):
    ticket = cast.a_ticket()
    ticket = tickets.call_next(window=cast.window(), by=cast.clerk, now=now)
    cast.a_visit(ticket=ticket)
    page = desk.post(to("transfer", ticket.pk), {"to_window": cast.window("w1").pk, "reason": "other"}, follow=True)
    assert "请移交给具体接待人员" in page.content.decode()
    assert Ticket.objects.get().state == "serving"


def test_a_citizen_who_stepped_aside_comes_back_to_his_visit(desk, cast, now):
    """While he is away the window serves others; back, he goes on where he was, and no second visit begins."""
    held = cast.a_ticket()
    visit = cast.a_visit(ticket=tickets.call_next(window=cast.window(), by=cast.clerk, now=now), item_code="MZ-10")
    desk.post(to("hold", held.pk), {"reason": "copies"})
    assert to("intake", visit.pk, "MZ-10") not in desk.get("/desk/").content.decode()
    desk.post(OPEN, {"matter": "别的群众", "then": "consult"})
    assert "正在接待群众" in desk.post(to("resume", held.pk), follow=True).content.decode()
    desk.post(to("close_visit", Visit.objects.latest("id").pk))
    desk.post(to("resume", held.pk))
    assert to("intake", visit.pk, "MZ-10") in desk.get("/desk/").content.decode()
    assert desk.post(OPEN, {"matter": "再开一次", "then": "consult", "ticket": held.pk}).status_code == 422
    assert Visit.objects.count() == 2


def test_ending_and_calling_the_next_is_one_step(desk, cast, now):
    first, second = cast.a_ticket(), cast.a_ticket()
    visit = cast.a_visit(ticket=tickets.call_next(window=cast.window(), by=cast.clerk, now=now))
    desk.post(to("close_visit", visit.pk), {"next": "1", "submission_key": "k"})
    states = {one.pk: one.state for one in Ticket.objects.all()}
    assert states == {first.pk: "done", second.pk: "called"}


def test_that_nobody_waits_does_not_keep_the_visit_open(desk, cast):
    visit = cast.a_visit()
    page = desk.post(to("close_visit", visit.pk), {"next": "1", "submission_key": "k"}, follow=True)
    assert "没有人在等候本窗口" in page.content.decode()
    assert Visit.objects.get().closed_at is not None


def test_a_matter_of_another_window_does_not_just_end(desk, cast):
    visit = cast.a_visit(own_scope=False)
    page = desk.post(to("close_visit", visit.pk), follow=True).content.decode()
    assert "尚未指定接待人员" in page and Visit.objects.get().closed_at is None


def test_a_consultation_gives_its_notice(desk, cast):
    visit = cast.a_visit()
    page = desk.post(
        to("consult", visit.pk), {"question": "怎样申请低保", "answer": "请备齐材料", "satisfied": "on"}, follow=True
    ).content.decode()
    assert Consultation.objects.get().satisfied and Notice.objects.get().kind == "N02"
    assert Notice.objects.get().number in page


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"question": "问"}, "answer"),
        ({"question": "", "answer": "答"}, "question"),
        ({"question": "问", "reply_by": "2026-02-30"}, "reply_by"),
        ({"question": "问", "answer": "长" * 10_000}, "answer"),
        ({"question": "NUL\x00", "answer": "答"}, "question"),
        ({"question": "问", "answer": "答", "phone": "1" * 100}, "phone"),
    ],
)
def test_a_consultation_without_answer_or_day_is_refused(desk, cast, sent, field):
    answer = desk.post(to("consult", cast.a_visit().pk), sent)
    assert answer.status_code == 422 and f'id="id_{field}-error"' in answer.content.decode()
    assert not Consultation.objects.exists() and not Notice.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"to_staff": ""}, "to_staff"),
        ({"to_staff": "999999"}, "to_staff"),
        ({"to_staff": "x\x00"}, "to_staff"),
        ({"mode": ""}, "mode"),
        ({"mode": "phone"}, "person_called"),
        ({"mode": "phone", "person_called": "样例主任"}, "outcome"),
        ({"reason": " "}, "reason"),
        ({"reason": "长" * 10_000}, "reason"),
    ],
)
def test_a_hand_over_names_person_and_way(desk, cast, changed, field):
    sent = {"to_staff": cast.other_clerk.pk, "mode": "escort", "reason": "属财政窗口"} | changed
    answer = desk.post(to("hand_over", cast.a_visit(own_scope=False).pk), sent)
    assert answer.status_code == 422 and f'id="id_{field}-error"' in answer.content.decode()
    assert not HandOver.objects.exists()


def test_a_hand_over_ends_with_the_receivers_confirmation(desk, client, signed_in, cast):
    visit = cast.a_visit(own_scope=False, matter="问种粮补贴", item_code="CZ-02")
    assert "财政甲" in desk.get(to("hand_over", visit.pk)).content.decode()
    desk.post(to("hand_over", visit.pk), {"to_staff": cast.other_clerk.pk, "mode": "escort", "reason": "属财政窗口"})
    made = HandOver.objects.get()
    assert made.confirmed_at is None and "财政甲" in desk.get(to("hand_overs")).content.decode()
    desk.post(to("confirm_hand_over", made.pk))
    assert HandOver.objects.get().confirmed_at is None
    there = signed_in("caizheng.a")
    answer = there.post(to("confirm_hand_over", made.pk))
    assert answer["Location"] == f"/desk/?hand_over={made.pk}", "no word of the matter stands in an address"
    landed = there.get(answer["Location"]).content.decode()
    assert HandOver.objects.get().confirmed_at is not None and 'value="问种粮补贴"' in landed and "CZ-02" in landed
    assert 'value="问种粮补贴"' not in desk_of(signed_in, "laodong.a", answer["Location"]), "it is his alone"


def desk_of(signed_in, username, address):
    return signed_in(username).get(address).content.decode()


@pytest.mark.parametrize("given", ["", "x", "999999999999999999999999", "٣", "-1", "\x00"])
def test_an_odd_hand_over_in_the_address_brings_nothing(desk, given):
    assert desk.get("/desk/", {"hand_over": given}).status_code in (200, 400)


@pytest.mark.parametrize("name", ["consult", "hand_over", "close_visit", "outcome", "intake", "note_first_contact"])
def test_a_number_no_row_can_have_does_not_exist(desk, name):
    address = to(name, 10**24)
    assert (desk.get(address) if name == "outcome" else desk.post(address, {"text": "样例"})).status_code == 404


@pytest.mark.parametrize("name", ["consult", "hand_over", "close_visit", "outcome"])
def test_a_colleagues_visit_does_not_exist(signed_in, cast, name):
    visit = cast.a_visit()
    client = signed_in("minzheng.b")
    answer = client.get(to(name, visit.pk)) if name == "outcome" else client.post(to(name, visit.pk), {})
    assert answer.status_code == 404


def test_hand_overs_of_others_do_not_exist(signed_in, cast, now):
    visit = cast.a_visit(own_scope=False)
    handing = reception.Handing("escort", "属财政窗口")
    made = reception.hand_over(visit=visit, to_staff=cast.other_clerk, handing=handing, by=cast.clerk, now=now)
    assert signed_in("laodong.a").post(to("confirm_hand_over", made.pk)).status_code == 404
