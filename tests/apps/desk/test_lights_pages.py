"""The lights page, words and apologies through the browser, the register R17, reminders."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from yichuang.apps.accountability import commands as accountability
from yichuang.apps.accountability.models import Apology
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import LightWord, Reminder
from yichuang.config import clock
from yichuang.core.worktime import SHANGHAI

NEXT = datetime(2026, 3, 25, 9, 0, tzinfo=SHANGHAI)
MADE = {"done_on": "2026-03-25", "way": "phone", "cause": "other", "explanation": "样例原因"}


@pytest.fixture
def late(cast, monkeypatch):
    case = cast.a_case()
    monkeypatch.setattr(clock, "now", lambda: NEXT)
    accountability.open_overdue(hall=cast.hall, now=NEXT)
    cases.send_reminders(hall=cast.hall, now=NEXT)
    return case


def post(client, name, case, **typed):
    return client.post(reverse(f"desk:{name}", args=[case.pk]), typed)


def test_every_number_opens_its_rows(late, signed_in, text):
    client = signed_in("minzheng.a")
    page = text(client.get(reverse("desk:lights")))
    address = "/desk/cases/?light=red&amp;window=w3&amp;order=due"
    assert address in page
    listed = text(client.get(address.replace("&amp;", "&")))
    assert late.number in listed
    assert late.number not in text(client.get(address.replace("&amp;", "&").replace("w3", "w1")))
    assert late.number not in text(signed_in("caizheng.a").get(reverse("desk:lights")))


PAGES = ["lights", "unexplained", "overdue", "reminders", "todo", "lights_xlsx", "overdue_xlsx"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["minzheng.a", "minzheng.b"])
def test_the_pages_answer(late, signed_in, name, who):
    assert signed_in(who).get(reverse(f"desk:{name}")).status_code == 200


@pytest.mark.parametrize("query", ["q=%00", "q=%ED%A0%80", "show=nowhere", "after=x", "q=" + "x" * 900])
def test_the_register_takes_any_question(late, signed_in, query):
    assert signed_in("minzheng.a").get(reverse("desk:overdue") + "?" + query).status_code in (200, 400)


def test_a_word_and_an_apology_through_the_page(late, signed_in, text):
    client = signed_in("minzheng.a")
    page = text(client.get(reverse("desk:case", args=[late.pk])))
    assert "承办人须作出说明" in page
    assert post(client, "say_word", late, cause="样例", plan="样例").status_code == 302
    assert post(client, "apologise", late, **MADE).status_code == 302
    assert (LightWord.objects.count(), Apology.objects.count()) == (1, 1)
    page = text(client.get(reverse("desk:case", args=[late.pk])))
    assert "承办人须作出说明" not in page
    assert "赔礼道歉书" in page


@pytest.mark.parametrize("name", ["say_word", "apologise", "mark_serious"])
def test_a_refused_form_keeps_what_was_typed(late, signed_in, text, name):
    who = "office.b" if name == "mark_serious" else "minzheng.a"
    answer = post(signed_in(who), name, late, cause="", explanation="打过的字", plan="打过的字", reason="")
    assert answer.status_code == 422
    assert name == "mark_serious" or "打过的字" in text(answer)
    assert not LightWord.objects.exists()


@pytest.mark.parametrize("name", ["say_word", "apologise"])
def test_what_one_may_not_see_is_not_there(late, signed_in, name):
    assert post(signed_in("caizheng.a"), name, late, **MADE).status_code == 404


def test_an_apology_for_a_case_in_time_is_not_there(cast, signed_in):
    assert post(signed_in("minzheng.a"), "apologise", cast.a_case(), **MADE).status_code == 404


def test_the_reminders_are_counted_at_the_desk_and_seen(late, signed_in):
    client = signed_in("minzheng.a")
    assert Reminder.objects.filter(to__username="minzheng.a", seen_at=None).count() == 1
    assert client.post(reverse("desk:reminders")).status_code == 302
    assert Reminder.objects.filter(to__username="minzheng.a", seen_at=None).count() == 0


def test_the_lights_page_costs_few_queries_however_many_cases(cast, late, signed_in, django_assert_max_num_queries):
    client = signed_in("leader.principal")
    client.get(reverse("desk:lights"))
    for _ in range(5):
        cast.a_case(now=cast.now + timedelta(hours=1))
    with django_assert_max_num_queries(12):
        client.get(reverse("desk:lights"))
