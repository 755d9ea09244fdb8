"""Calls at the desk, replies that are owed, and where both wait for a person."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.apps.desk.excel import text_of
from yichuang.apps.audit.models import Entry
from yichuang.apps.organization.models import Department
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.commands import PhoneCall, Question
from yichuang.apps.reception.models import PhoneEntry

CALL = {
    "kind": "consultation", "matter": "样例：怎样办理", "caller": "样例来电人", "unit": "", "contact": "13800001234",
    "told": "", "reply_by": "", "to_staff": "", "to_department": "",
}  # fmt: skip


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture
def call(cast):
    def take(by=None, now=None, **changed):
        given = {"kind": "report", "matter": "样例：反映空岗", "contact": "13800001234"} | changed
        return reception.register_call(call=PhoneCall(**given), by=by or cast.clerk, now=now or cast.now)

    return take


def test_written_down_once_and_shown(desk, text):
    key = str(uuid.uuid4())
    first = desk.post(to("phone_new"), CALL | {"submission_key": key})
    second = desk.post(to("phone_new"), CALL | {"submission_key": key})
    entry = PhoneEntry.objects.get()
    assert first["Location"] == second["Location"] == to("phone_entry", entry.pk)
    assert desk.post(to("phone_new"), CALL | {"submission_key": key, "unit": "别的"}).status_code == 409
    page = text(desk.get(first["Location"]))
    assert "样例：怎样办理" in page and "13800001234" not in page and "尚未转告" in page


def test_passed_on_in_the_same_act(desk, cast):
    department = Department.objects.get(hall=cast.hall, code="minzheng")
    desk.post(to("phone_new"), CALL | {"to_department": department.pk})
    assert PhoneEntry.objects.get().passed_department == department


@pytest.mark.parametrize("wrong", [
    {"kind": ""}, {"kind": "gossip"}, {"matter": ""}, {"matter": "样\x00"}, {"caller": ""}, {"contact": "长" * 99},
    {"reply_by": "someday"}, {"reply_by": "2026-03-01"}, {"to_staff": "999999"}, {"to_department": "x"},
    {"told": "长" * 1001},
])  # fmt: skip
def test_what_does_not_fit_is_refused_and_kept(desk, text, wrong):
    answer = desk.post(to("phone_new"), CALL | wrong)
    page = text(answer)
    assert answer.status_code == 422 and "data-refused" in page and not PhoneEntry.objects.exists()
    assert "样例来电人" in page or wrong == {"caller": ""}


def test_passed_on_then_settled(desk, cast, call, text):
    entry = call()
    assert desk.post(to("phone_settle", entry.pk), {"outcome": "样例"}).status_code == 422
    both = {"to_staff": cast.stand_in.pk, "to_department": Department.objects.first().pk}
    assert desk.post(to("phone_pass", entry.pk), both).status_code == 422
    assert desk.post(to("phone_pass", entry.pk), {"to_staff": cast.stand_in.pk}).status_code == 302
    answer = desk.post(to("phone_settle", entry.pk), {"outcome": ""})
    assert answer.status_code == 422 and "id_outcome" not in text(answer)
    assert desk.post(to("phone_settle", entry.pk), {"outcome": "样例：已回电告知"}).status_code == 302
    page = text(desk.get(to("phone_entry", entry.pk)))
    assert "样例：已回电告知" in page and to("phone_settle", entry.pk) not in page


def test_the_contact_is_shown_once_on_record(desk, call, text):
    entry = call()
    answer = desk.post(to("phone_contact", entry.pk))
    assert "13800001234" in text(answer) and answer["Cache-Control"] == "no-store"
    assert Entry.objects.filter(verb="call.contact_shown").count() == 1
    assert "13800001234" not in text(desk.get(to("phone_entry", entry.pk)))


def test_a_call_of_others_is_not_there(signed_in, call):
    entry = call()
    client = signed_in("caizheng.a")
    assert client.get(to("phone_entry", entry.pk)).status_code == 404
    for name in ("phone_pass", "phone_settle", "phone_contact"):
        assert client.post(to(name, entry.pk), {"outcome": "x"}).status_code == 404
        assert client.post(to(name, 2**70), {"outcome": "x"}).status_code == 404
    assert PhoneEntry.objects.get().closed_at is None


@pytest.mark.parametrize(("query", "shown"), [
    ({}, {"甲", "乙", "丙"}), ({"show": "open"}, {"甲", "乙"}), ({"show": "unpassed"}, {"甲"}),
    ({"show": "late"}, {"乙"}),
    ({"show": "report"}, {"甲", "乙"}), ({"show": "mine"}, set()), ({"q": "丙"}, {"丙"}), ({"q": "x\x01" * 90}, set()),
])  # fmt: skip
def test_the_register_is_searched_and_filtered(cast, signed_in, call, at, text, query, shown):
    call(matter="样例甲")
    call(matter="样例乙", to_staff=cast.stand_in, reply_by=cast.now.date())
    call(matter="样例丙", kind="consultation", caller="样例", told="样例")
    at(cast.now + timedelta(days=1))
    page = text(signed_in("office.a").get(to("phone_entries"), query))
    assert {name for name in "甲乙丙" if f"样例{name}</a>" in page} == shown


def test_the_register_goes_to_excel_as_it_is_narrowed(signed_in, call):
    call(matter="样例甲")
    call(matter="样例乙", kind="consultation", caller="样例丙", contact="13800001234", told="样例答复")
    client = signed_in("minzheng.a")
    every, one = (text_of(client.get(to("phone_entries_xlsx"), query)) for query in ({}, {"show": "report"}))
    assert "样例甲" in every and "样例答复" in every and "13800001234" not in every
    assert "样例甲" in one and "样例乙" not in one
    assert "样例甲" not in text_of(signed_in("caizheng.a").get(to("phone_entries_xlsx")))


def test_the_register_pages_at_one_cost(signed_in, call, django_assert_max_num_queries):
    for _ in range(25):
        call()
    client = signed_in("minzheng.a")
    with django_assert_max_num_queries(5):
        page = client.get(to("phone_entries")).content.decode()
    assert 'rel="next"' in page


def test_an_empty_register_teaches(desk, text):
    assert "empty" in text(desk.get(to("phone_entries")))


class TestWaiting:
    def test_calls_wait_for_taker_then_receiver(self, cast, call, signed_in, text):
        entry = call(matter="样例：反映收费")
        address = to("phone_entry", entry.pk)
        assert address in text(signed_in("minzheng.a").get(to("todo")))
        reception.pass_call(
            entry=entry, to_staff=cast.person("leader.charge"), to_department=None, by=cast.clerk, now=cast.now
        )
        assert address not in text(signed_in("minzheng.a").get(to("todo")))
        assert address in text(signed_in("leader.charge").get(to("todo")))

    @pytest.mark.parametrize(("days", "word", "status"), [
        (-1, "时限内", "待答复"), (0, "临近时限", "今天"), (1, "已超时限", "答复已逾期"),
    ])  # fmt: skip
    def test_a_reply_owed_turns_red_the_day_after(self, cast, desk, at, text, days, word, status):
        day = cast.now.date() + timedelta(days=2)
        asked = Question("样例：补贴何时到账", reply_by=day)
        reception.consult(visit=cast.a_visit(), asked=asked, by=cast.clerk, now=cast.now)
        at(cast.now + timedelta(days=2 + days))
        todo = text(desk.get(to("todo")))
        part = todo[todo.index('id="replies"') :]
        assert "样例：补贴何时到账" in part and word in part[: part.index("</ul>")]
        assert status in text(desk.get(to("consultations")))

    def test_an_answer_takes_it_off_the_list(self, cast, desk, text):
        asked = Question("样例：补贴何时到账", reply_by=cast.now.date())
        made, _ = reception.consult(visit=cast.a_visit(), asked=asked, by=cast.clerk, now=cast.now)
        reception.answer_consultation(consultation=made, answer="样例", satisfied=True, by=cast.clerk, now=cast.now)
        assert "样例：补贴何时到账" not in text(desk.get(to("todo")))
