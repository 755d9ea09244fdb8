"""The urgent lane in the browser: marked and withdrawn on the case's page, first in the lists, said in words."""

import re
import uuid
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from tests.apps.cases.acting import everything
from yichuang.apps.cases.models import Case
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI

MARK = {"ground": "urgent", "reason": "住院急需", "new_due": "2026-03-06T16:30"}  # Friday
EARLIER = datetime(2026, 3, 6, 16, 30, tzinfo=SHANGHAI)


def post(client, name, case, **typed):
    return client.post(reverse(f"desk:{name}", args=[case.pk]), typed)


@pytest.mark.parametrize("who", ["minzheng.b", "office.a"])
def test_marked_once_and_withdrawn(cast, signed_in, browse, who):
    case, client, key = cast.a_case(), signed_in(who), str(uuid.uuid4())
    for _ in range(2):
        answer = post(client, "urgency_mark", case, submission_key=key, **MARK)
        assert (answer.status_code, answer["Location"]) == (302, reverse("desk:case", args=[case.pk]))
    assert post(client, "urgency_mark", case, submission_key=key, **(MARK | {"reason": "别的"})).status_code == 409
    assert Case.objects.get(pk=case.pk).due_at == EARLIER
    text = browse(who)("case", case.pk)[1]
    assert "急件" in text and "住院急需" in text and "2026-03-24 16:30" in text
    assert post(client, "urgency_withdraw", case).status_code == 422
    assert post(client, "urgency_withdraw", case, reason="已不紧急").status_code == 302
    assert not Case.objects.get(pk=case.pk).urgent and "已不紧急" in browse(who)("case", case.pk)[1]


@pytest.mark.parametrize("changed", [
    {"ground": ""}, {"ground": "nonsense"}, {"reason": ""}, {"reason": "\x00"}, {"reason": "长" * 9000},
    {"new_due": "tomorrow"}, {"new_due": "2026-03-24T16:31"}, {"new_due": "2026-03-04T09:59"}, {"new_due": "9" * 500},
    {"new_due": "0001-01-01T00:00"}, {"new_due": "9999-12-31T23:59"},
], ids=str)  # fmt: skip
def test_what_is_wrong_is_said_and_kept(cast, signed_in, changed):
    case = cast.a_case()
    before = everything()
    answer = post(signed_in("minzheng.b"), "urgency_mark", case, **(MARK | changed))
    text = answer.content.decode()
    assert answer.status_code == 422 and "field-error" in text and everything() == before
    assert "住院急需" in text or "reason" in changed


@pytest.mark.parametrize("who", ["minzheng.a", "caizheng.b", "minzheng.head", "leader.charge", "admin.system"])
def test_not_by_others(cast, signed_in, browse, who):
    case = cast.a_case()
    for name in ("urgency_mark", "urgency_withdraw"):
        assert post(signed_in(who), name, case, **MARK).status_code in (403, 404)
    assert not Case.objects.get(pk=case.pk).urgent
    if who == "minzheng.a":
        assert "act-urgency_mark" not in browse(who)("case", case.pk)[1]


def test_it_stands_first_and_in_words_in_the_lists(cast, signed_in, browse):
    first, second = cast.a_case(), cast.a_case(now=cast.now + timedelta(minutes=1))
    post(signed_in("minzheng.b"), "urgency_mark", second, **(MARK | {"new_due": ""}))
    page = browse("minzheng.a")
    todo = page("todo")[1]
    assert todo.index(str(second)) < todo.index(str(first)) and todo.count(">急件<") == 1
    assert ">急件<" in page("home")[1], "the desk's own list says so too"
    assert set(re.findall(r"W3-2026-\d+", page("cases", lane="urgent")[1])) == {str(second)}
    assert page("cases", lane="nonsense")[1].count("W3-2026") == 0


def test_before_acceptance_no_due_time_is_asked_for(cast, signed_in, browse):
    case = cast.a_case(at=State.SUPPLEMENTING)
    assert "urgency_mark-new_due" not in browse("minzheng.b")("case", case.pk)[1]
    assert post(signed_in("minzheng.b"), "urgency_mark", case, **MARK).status_code == 302
    assert Case.objects.get(pk=case.pk).due_at is None


def test_the_working_tells_the_ordinary_end(cast, signed_in, browse):
    case = cast.a_case()
    assert "急件，" not in browse("minzheng.b")("case_due", case.pk)[1]
    post(signed_in("minzheng.b"), "urgency_mark", case, **MARK)
    text = browse("minzheng.b")("case_due", case.pk)[1]
    assert "2026-03-06 16:30" in text and "2026-03-24 16:30" in text


def test_marking_costs_the_page_of_a_case_no_more_than_it_holds(cast, signed_in, browse, django_assert_max_num_queries):
    case = cast.a_case()
    post(signed_in("minzheng.b"), "urgency_mark", case, **MARK)
    page = browse("minzheng.b")
    with django_assert_max_num_queries(36):
        page("case", case.pk)


def test_every_page_has_a_word_for_why_a_due_time_moved():
    from yichuang.apps.cases.models.clock import CAUSES
    from yichuang.apps.desk import clock_words
    from yichuang.apps.portal import words

    assert set(CAUSES) == set(clock_words.CAUSES) == set(words.CAUSES)


def test_the_citizen_reads_that_it_is_urgent(cast, client, signed_in):
    case = cast.a_case()
    post(signed_in("minzheng.b"), "urgency_mark", case, **MARK)
    client.logout()
    asked = {"receipt": case.receipt, "phone_end": "1234"}
    text = client.post(reverse("portal:progress"), asked, follow=True).content.decode()
    assert "2026-03-06 16:30" in text and "作为急件优先办理" in text and "住院" not in text
