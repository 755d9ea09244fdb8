"""Acts on a case through the browser's forms: done once, refused with what was typed, never half."""

import uuid

import pytest
from django.urls import reverse

from tests.apps.cases.acting import everything
from yichuang.apps.cases.models import Case
from yichuang.apps.catalog.queries import counter_items
from yichuang.config import clock
from yichuang.core.lifecycle import State

ROAD = [
    ("handle", "minzheng.a", State.ACCEPTED, {"note": "样例"}, State.HANDLED),
    ("review", "minzheng.b", State.HANDLED, {}, State.REVIEWED),
    ("approve", "minzheng.head", State.REVIEWED, {"note": ""}, State.APPROVED),
    ("complete", "minzheng.a", State.APPROVED, {"result": "样例", "recipient": "样例"}, State.COMPLETED),
    ("send_back", "minzheng.b", State.HANDLED, {"reason": "样例"}, State.ACCEPTED),
    ("refuse", "minzheng.head", State.REVIEWED, {"reason": "样例", "ground": "样例"}, State.REFUSED),
    ("extend", "leader.principal", State.ACCEPTED, {"days": "10", "reason": "样例"}, State.ACCEPTED),
]  # fmt: skip


@pytest.fixture(autouse=True)
def later(cast, monkeypatch):
    """Requests come on the afternoon of the day, after all that the cast has done."""
    monkeypatch.setattr(clock, "now", lambda: cast.now.replace(hour=18))


def post(client, name, case, **typed):
    return client.post(reverse(f"desk:{name}", args=[case.pk]), typed)


@pytest.mark.parametrize(("name", "who", "state", "typed", "reached"), ROAD)
def test_each_act_by_its_person(cast, signed_in, name, who, state, typed, reached):
    case = cast.a_case(at=state)
    answer = post(signed_in(who), name, case, **typed)
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:case", args=[case.pk]))
    assert Case.objects.get(pk=case.pk).state == reached


@pytest.mark.parametrize(("name", "who", "state", "typed", "reached"), ROAD)
def test_sent_twice_it_happens_once(cast, signed_in, name, who, state, typed, reached):
    case, key = cast.a_case(at=state), str(uuid.uuid4())
    client = signed_in(who)
    first = post(client, name, case, submission_key=key, **typed)
    after = everything()
    second = post(client, name, case, submission_key=key, **typed)
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    changed = typed | {"note": "别的", "reason": "别的", "result": "别的"}
    other = post(client, name, case, submission_key=key, **changed)
    assert other.status_code == 409
    assert everything() == after


@pytest.mark.parametrize(("name", "who", "state", "typed", "reached"), ROAD)
def test_out_of_order_it_is_refused_in_words(cast, signed_in, name, who, state, typed, reached):
    case = cast.a_case(at=State.COMPLETED)
    before = everything()
    answer = post(signed_in(who), name, case, **typed)
    text = answer.content.decode()
    assert answer.status_code == 422 and "此办件已经结束" in text and "data-refused" in text
    assert everything() == before


@pytest.mark.parametrize(("name", "state"), [(name, state) for name, _, state, _, _ in ROAD])
def test_another_window_s_case_is_not_there(cast, signed_in, name, state):
    case = cast.a_case(at=state)
    before = everything()
    for who in ("caizheng.a", "caizheng.b", "caizheng.head"):
        assert post(signed_in(who), name, case, reason="样例").status_code in (403, 404)
    assert everything() == before


BAD = ["\x00", "a\ud800b", "长" * 10_000, "\u202e颠倒"]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize(("name", "who", "state", "typed", "reached"), ROAD)
def test_bad_words_are_refused_and_kept(cast, signed_in, name, who, state, typed, reached, bad):
    case = cast.a_case(at=state)
    before = everything()
    client = signed_in(who)
    for field in {"note", "reason", "ground", "result", "recipient"} & {
        *typed,
        *(["note"] if name == "review" else []),
    }:
        body = "&".join(f"{key}={_quoted(value)}" for key, value in (typed | {field: bad}).items())
        address = reverse(f"desk:{name}", args=[case.pk])
        answer = client.post(address, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 422, field
    assert everything() == before


def _quoted(value):
    return "".join(f"%{byte:02X}" for byte in value.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(("typed", "said"), [
    ({}, "此项没有填写"), ({"days": "11", "reason": "样例"}, "延期最多10日"),
    ({"days": "0", "reason": "样例"}, "不小于1的整数"),
    ({"days": "-3", "reason": "样例"}, "不小于1的整数"), ({"days": "１０", "reason": "样例"}, None),
    ({"days": "1e3", "reason": "x"}, ""),
    ({"days": "9" * 5000, "reason": "样例"}, ""), ({"days": "5", "reason": " "}, "此项没有填写"),
])  # fmt: skip
def test_an_extension_as_it_should_be(cast, signed_in, typed, said):
    case = cast.a_case()
    before = everything()
    answer = post(signed_in("leader.principal"), "extend", case, **typed)
    if said is None:  # full-width digits are digits to Python; ten days are ten days
        assert answer.status_code == 302
        return
    text = answer.content.decode()
    assert answer.status_code == 422 and said in text and everything() == before
    if typed.get("reason", "").strip():
        assert typed["reason"] in text


def test_a_case_sent_back_says_why_on_top(cast, signed_in):
    case = cast.a_case(at=State.REVIEWED)
    post(signed_in("minzheng.head"), "send_back", case, reason="样例：缺少签字")
    text = signed_in("minzheng.a").get(reverse("desk:case", args=[case.pk])).content.decode()
    assert text.index("样例：缺少签字") < text.index(reverse("desk:handle", args=[case.pk]))


def test_an_instant_case_closes_in_one_act(cast, signed_in):
    item = next(one for one in counter_items(cast.hall) if one.kind == "instant" and one.post)
    case = cast.a_case(item=item, by=item.post.a)
    client = signed_in(item.post.a.username)
    refused = post(client, "complete_instant", case, result="", recipient="样例")
    assert refused.status_code == 422 and 'value="样例"' in refused.content.decode()
    assert post(client, "complete_instant", case, result="样例", recipient="样例").status_code == 302
    assert case.stamps.count() == 5


class TestDecideAgain:
    def send(self, client, case, decision, marks, **typed):
        sent = {f"mark-{n}": mark for n, mark in enumerate(marks, start=1)}
        return post(client, "decide_again", case, decision=decision, **sent, **typed)

    def test_the_page_shows_what_was_found_last(self, cast, signed_in):
        case = cast.a_case(at=State.SUPPLEMENTING)
        text = signed_in("minzheng.a").get(reverse("desk:decide_again", args=[case.pk])).content.decode()
        assert 'name="mark-2" value="missing" checked' in text and 'name="mark-1" value="present" checked' in text

    def test_everything_is_there(self, cast, signed_in):
        case = cast.a_case(at=State.SUPPLEMENTING)
        assert self.send(signed_in("minzheng.a"), case, "accept", ["present"] * 5).status_code == 302
        case.refresh_from_db()
        assert case.state == State.ACCEPTED and case.number

    @pytest.mark.parametrize(("decision", "marks", "typed"), [
        ("accept", ["present", "missing", "present", "present", "present"], {}),
        ("accept", ["present"], {}), ("accept", [], {}),
        ("ask_supplement", ["present", "missing", "present", "present", "present"], {"cause": ""}),
        ("ask_supplement", ["present"] * 5, {"cause": "样例"}),
        ("return", ["present"] * 5, {"kind": "unlawful", "reason": "", "ground": "样例"}),
        ("return", ["present"] * 5, {"kind": "nonsense", "reason": "样例", "ground": "样例"}),
        ("refuse", ["present"] * 5, {"reason": "样例", "ground": ""}), ("explode", ["present"] * 5, {}),
        ("accept", ["gold"] * 5, {}), ("accept", ["present"] * 5, {"note-1": "\x00"}),
    ])  # fmt: skip
    def test_what_does_not_fit_is_refused_and_kept(self, cast, signed_in, decision, marks, typed):
        case = cast.a_case(at=State.SUPPLEMENTING)
        before = everything()
        answer = self.send(signed_in("minzheng.a"), case, decision, marks, **typed)
        text = answer.content.decode()
        assert answer.status_code == 422 and "data-refused" in text and everything() == before
        if marks[:1] == ["present"]:
            assert 'name="mark-1" value="present" checked' in text

    def test_a_decided_case_is_not_decided_again(self, cast, signed_in):
        case = cast.a_case()
        client = signed_in("minzheng.a")
        before = everything()
        assert client.get(reverse("desk:decide_again", args=[case.pk])).status_code == 200
        answer = self.send(client, case, "accept", ["present"] * 5)
        assert answer.status_code == 422 and "这一环节已经完成" in answer.content.decode()
        assert everything() == before
