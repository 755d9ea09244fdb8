"""A case sent up through the browser's forms, what its page and the register tell, and what waits for whom."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.apps.cases.acting import everything
from tests.apps.desk.excel import text_of
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case, Forwarding
from yichuang.core.lifecycle import State

SENT = {"body": "样例县卫生健康局", "upper_due": "2026-04-20", "document": "样乡计〔2026〕1号"}
BACK = {"outcome": "granted", "result": "样例：同意", "document": ""}
ROAD = [
    ("forward", "jisheng.head", State.REVIEWED, SENT, State.FORWARDED),
    ("take_back", "jisheng.a", State.FORWARDED, BACK, State.REVIEWED),
]


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture(autouse=True)
def later(cast, at):
    """Two days on, after all that the cast has done."""
    at(cast.now + timedelta(days=2))


@pytest.mark.parametrize(("name", "who", "state", "typed", "reached"), ROAD)
def test_each_act_happens_once(cast, signed_in, name, who, state, typed, reached):
    case, client, key = cast.a_forwarded(at=state), signed_in(who), str(uuid.uuid4())
    first = client.post(to(name, case.pk), typed | {"submission_key": key})
    assert (first.status_code, first["Location"]) == (302, to("case", case.pk))
    assert Case.objects.get(pk=case.pk).state == reached
    after = everything()
    assert client.post(to(name, case.pk), typed | {"submission_key": key})["Location"] == first["Location"]
    assert client.post(to(name, case.pk), typed | {"submission_key": key, "document": "别的"}).status_code == 409
    assert everything() == after


@pytest.mark.parametrize(("name", "who", "state", "typed", "reached"), ROAD)
@pytest.mark.parametrize("wrong", [
    {"body": "", "result": ""}, {"body": "样\x00例", "result": "样\x00例"}, {"body": "长" * 999, "result": "长" * 999},
    {"upper_due": "yesterday", "outcome": "gold"}, {"upper_due": "2026-02-01", "outcome": ""},
    {"upper_due": "9999-12-31", "outcome": "again\x00"}, {"document": "长" * 61},
])  # fmt: skip
def test_what_does_not_fit_is_refused_and_kept(cast, signed_in, text, name, who, state, typed, reached, wrong):
    case = cast.a_forwarded(at=state)
    before, sent = everything(), typed | {key: value for key, value in wrong.items() if key in typed}
    answer = signed_in(who).post(to(name, case.pk), sent)
    page = text(answer)
    assert answer.status_code == 422 and "data-refused" in page and everything() == before
    kept = sent.get("result") or sent.get("body") or ""
    assert "\x00" in kept or kept in page


@pytest.mark.parametrize(("name", "who", "state", "typed", "reached"), ROAD)
def test_out_of_order_and_by_others(cast, signed_in, text, name, who, state, typed, reached):
    done = cast.a_forwarded(at=State.COMPLETED)
    case = cast.a_forwarded(at=state)
    before = everything()
    answer = signed_in(who).post(to(name, done.pk), typed)
    assert answer.status_code == 422 and "此办件已经结束" in text(answer)
    for other, status in (("caizheng.a", (403, 404)), ("caizheng.head", (404,)), ("assessor", (403,))):
        assert signed_in(other).post(to(name, case.pk), typed).status_code in status
    assert everything() == before


def test_the_head_signs_and_sends_and_cannot_approve_yet(cast, signed_in, text):
    case = cast.a_forwarded(at=State.REVIEWED)
    client = signed_in("jisheng.head")
    page = text(client.get(to("case", case.pk)))
    assert to("forward", case.pk) in page and 'value="县卫生健康局"' in page
    assert to("approve", case.pk) not in page and "上级尚未作出决定" in page
    client.post(to("forward", case.pk), SENT)
    page = text(client.get(to("case", case.pk)))
    assert "已在上级" in page and "按时上报" in page and to("take_back", case.pk) in page
    assert "2026-03-18" in text(client.get(to("case_due", case.pk))) and "样例县卫生健康局" in page


def test_what_is_out_waits_for_handler_and_head(cast, signed_in, at, text):
    case = cast.a_forwarded()
    at(cast.now + timedelta(days=40))
    for who in ("jisheng.a", "jisheng.head"):
        page = text(signed_in(who).get(to("todo")))
        assert 'id="out_above"' in page and str(case) in page and "已超时" in page
    assert str(case) not in text(signed_in("minzheng.a").get(to("todo")))


@pytest.fixture
def several(cast):
    """One out, one past its date, one answered, one sent up late."""
    made = {name: cast.a_forwarded(at=State.REVIEWED) for name in ("out", "late", "back", "sent_late")}
    head, now = cast.person("jisheng.head"), cast.now + timedelta(hours=5)
    for name, case in made.items():
        moment = case.due_at + timedelta(days=1) if name == "sent_late" else now
        days = 3 if name == "late" else 60
        cases.forward(case=case, sending=cast.a_sending(moment, days=days), by=head, now=moment)
    cases.take_back(case=made["back"], answer=cases.Answer("refused", "样例：不予批准"), by=head, now=now)
    return {name: str(case) for name, case in made.items()}


@pytest.mark.parametrize(("query", "shown"), [
    ({}, {"out", "late", "back", "sent_late"}), ({"show": "out"}, {"out", "late", "sent_late"}),
    ({"show": "late"}, {"late"}), ({"show": "back"}, {"back"}), ({"show": "sent_late"}, {"sent_late"}),
    ({"q": "上级机关"}, {"out", "late", "back", "sent_late"}), ({"q": "没有"}, set()), ({"q": "x\x01" * 99}, set()),
    ({"show": "nonsense", "after": "x"}, {"out", "late", "back", "sent_late"}),
])  # fmt: skip
def test_the_register_is_searched_and_filtered(cast, several, signed_in, at, text, query, shown):
    at(cast.now + timedelta(days=30))
    page = text(signed_in("jisheng.b").get(to("forwardings"), query))
    assert {name for name, number in several.items() if number in page} == shown
    assert not {name for name, number in several.items() if number in text(signed_in("minzheng.a").get(
        to("forwardings"), query))}  # fmt: skip


def test_the_register_goes_to_excel_as_it_is_narrowed(several, signed_in):
    client = signed_in("jisheng.b")
    every, one = (text_of(client.get(to("forwardings_xlsx"), query)) for query in ({}, {"show": "back"}))
    assert all(number in every for number in several.values())
    assert {name for name, number in several.items() if number in one} == {"back"}
    assert "样例：不予批准" in one and "按时上报" in one
    assert client.get(to("forwardings")).content.decode().count("forwardings.xlsx") == 1


def test_the_register_costs_the_same_however_many_rows(cast, signed_in, django_assert_max_num_queries):
    one = cast.a_forwarded()
    row = Forwarding.objects.get(case=one)
    for number in range(2, 30):
        row.pk, row.round = None, number
        row.save(force_insert=True)
    client = signed_in("jisheng.a")
    with django_assert_max_num_queries(6):
        page = client.get(to("forwardings")).content.decode()
    assert 'rel="next"' in page


def test_an_empty_register_teaches(signed_in, text):
    assert "empty" in text(signed_in("jisheng.a").get(to("forwardings")))


def test_the_citizen_reads_where_it_is(cast, client, text):
    case = cast.a_forwarded()
    page = text(client.post(reverse("portal:progress"), {"receipt": case.receipt, "phone_end": "1234"}, follow=True))
    assert "上级" in page
