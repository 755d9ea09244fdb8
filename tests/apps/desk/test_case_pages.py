"""The pages of cases as staff meet them: who sees what, where it stands, what is found."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.cast import identity
from yichuang.apps.audit.models import Entry
from yichuang.apps.organization.models import Staff
from yichuang.core.lifecycle import State

SHOWN = [state for state in State if state not in (State.RECEIVED, State.FORWARDED, State.RETURNED, State.REFUSED)]


@pytest.mark.parametrize("name", ["cases", "todo", "find", "notices"])
@pytest.mark.parametrize("who", ["minzheng.a", "minzheng.head", "leader.principal", "assessor"])
def test_empty_pages_teach(browse, name, who):
    answer, text = browse(who)(name)
    assert answer.status_code == 200 and ("empty" in text or name == "find")


@pytest.mark.parametrize("state", SHOWN)
def test_a_case_shows_where_it_stands_and_no_full_number(cast, browse, state):
    case = cast.a_case(at=state, name="样例甲乙", identity=identity(77))
    for who in ("minzheng.a", "minzheng.b", "minzheng.head", "leader.principal"):
        answer, text = browse(who)("case", case.pk)
        assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
        assert case.receipt in text and "样某" in text
        assert identity(77) not in text and "13800001234" not in text and "样例甲乙" not in _without_forms(text)
        assert text.count('class="stage ') == 5


def _without_forms(text):
    """The recipient is proposed by name to who hands the result over; elsewhere the name is masked."""
    return text.replace('value="样例甲乙"', "")


@pytest.mark.parametrize(
    ("name", "args"), [("case", ()), ("case_due", ()), ("case_due_json", ()), ("decide_again", ())]
)
@pytest.mark.parametrize("pk", ["other", 99999, 10**30])
def test_what_one_may_not_see_is_not_there(cast, browse, name, args, pk):
    case = cast.a_case()
    answer, _ = browse("caizheng.a")(name, case.pk if pk == "other" else pk)
    assert answer.status_code == 404


def test_acts_are_offered_or_explained(cast, browse):
    case = cast.a_case()
    _, mine = browse("minzheng.a")("case", case.pk)
    _, theirs = browse("minzheng.b")("case", case.pk)
    act = reverse("desk:handle", args=[case.pk])
    assert act in mine and act not in theirs
    assert "只有本岗位承办人" in theirs and "只有党委、政府主要领导可以批准延期" in mine


def test_the_list_narrows_by_state_light_kind_and_words(cast, browse, at):
    old = cast.a_case(name="样例甲", identity=identity(801))
    waiting = cast.a_case(at=State.SUPPLEMENTING)
    at(old.due_at + timedelta(seconds=1))
    page = browse("minzheng.a")

    def found(**query):
        return _numbers(page("cases", **query)[1])

    both = {str(old), waiting.receipt}
    assert found() == both
    assert found(state="supplement") == {waiting.receipt} and found(state="nonsense") == set()
    assert (
        found(light="red") == {str(old)} and found(light="yellow") == set() and found(light="none") == {waiting.receipt}
    )
    assert found(kind="promised") == both and found(kind="instant") == set()
    assert found(q=old.number) == {str(old)} and found(q="救助") == both and found(q="MZ-10") == both
    assert found(q="样例甲") == both, "the masked name finds, whoever is behind it"
    assert found(list="handle") == {str(old)} and found(list="nonsense") == set()


def _numbers(text):
    return set(re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', text))


@pytest.mark.parametrize("q", ["长" * 5000, "%", "'; --", "<script>", "\u202e", "﻿", " " * 80])
def test_odd_words_find_nothing_and_break_nothing(cast, browse, q):
    cast.a_case()
    for name in ("cases", "find", "notices"):
        answer, text = browse("minzheng.a")(name, q=q)
        assert answer.status_code == 200 and "<script>" not in text.replace("<script src", "")


@pytest.mark.parametrize("place", ["x", "2026-03-04~1", "~", "2026-03-04T10:00:00+08:00~99999999999999999999", "9~9"])
def test_a_place_in_the_list_that_cannot_be_read_shows_the_first_page(cast, browse, place):
    case = cast.a_case()
    assert _numbers(browse("minzheng.a")("cases", after=place)[1]) == {str(case)}


@pytest.mark.parametrize("order", ["received", "oldest", "due", "due_last"])
def test_pages_follow_one_another_without_loss(cast, browse, signed_in, order):
    made = [str(cast.a_case(now=cast.now + timedelta(hours=n // 3))) for n in range(43)]
    page = browse("minzheng.a")
    answer, text = page("cases", order=order)
    client, seen, pages = signed_in("minzheng.a"), [], [text]
    while found := re.search(r'rel="next" href="([^"]+)"', pages[-1]):
        pages.append(client.get(found.group(1).replace("&amp;", "&")).content.decode())
    for one in pages:
        seen += re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', one)
    assert [len(_numbers(one)) for one in pages] == [20, 20, 3] and sorted(seen) == sorted(made)
    back = re.search(r'rel="prev" href="([^"]+)"', pages[1]).group(1).replace("&amp;", "&")
    assert _numbers(client.get(back).content.decode()) == _numbers(pages[0])


def test_the_list_costs_the_same_whatever_it_holds(cast, browse, django_assert_max_num_queries):
    for _ in range(22):
        cast.a_case()
    page = browse("minzheng.a")
    with django_assert_max_num_queries(6):
        page("cases")
    with django_assert_max_num_queries(12):
        page("todo")


def test_the_page_of_a_case_keeps_to_its_queries(cast, browse, django_assert_max_num_queries):
    case = cast.a_case(at=State.COMPLETED)
    page = browse("minzheng.a")
    with django_assert_max_num_queries(30):
        page("case", case.pk)


class TestReveal:
    def send(self, signed_in, case, who="minzheng.a", **typed):
        return signed_in(who).post(reverse("desk:reveal", args=[case.pk]), typed)

    def test_once_on_record(self, cast, signed_in, browse):
        case = cast.a_case(identity=identity(70))
        answer = self.send(signed_in, case, reason="contact")
        assert identity(70) in answer.content.decode() and answer["Cache-Control"] == "no-store"
        assert Entry.objects.filter(verb="case.identity_shown", subject=case.ref).count() == 1
        assert identity(70) not in browse("minzheng.a")("case", case.pk)[1]

    @pytest.mark.parametrize("typed", [{}, {"reason": ""}, {"reason": "curious"}, {"reason": "\x00"}])
    def test_not_without_a_purpose(self, cast, signed_in, typed):
        case = cast.a_case(identity=identity(71))
        answer = self.send(signed_in, case, **typed)
        assert answer.status_code == 422 and identity(71) not in answer.content.decode()
        assert not Entry.objects.filter(verb="case.identity_shown").exists()

    @pytest.mark.parametrize(("who", "status"), [("caizheng.a", 404), ("assessor", 403), ("leader.principal", 403)])
    def test_not_by_others(self, cast, signed_in, who, status):
        assert self.send(signed_in, cast.a_case(), who, reason="check").status_code == status


def test_the_work_lists_hold_what_waits_for_each(cast, browse):
    handled, reviewed, approved = (cast.a_case(at=state) for state in (State.HANDLED, State.REVIEWED, State.APPROVED))
    accepted = cast.a_case()
    lists = {"minzheng.a": {accepted, approved}, "minzheng.b": {handled, approved}, "minzheng.head": {reviewed}}
    for who, waiting in lists.items():
        text = browse(who)("todo")[1]
        assert _numbers(text) == {str(case) for case in waiting}
        for name, cases in (("handle", {accepted}), ("review", {handled}), ("approve", {reviewed})):
            if cases <= waiting:
                assert _numbers(browse(who)("cases", list=name)[1]) == {str(case) for case in cases}


@pytest.mark.parametrize(("state", "away", "act", "reached"), [
    (State.HANDLED, ("minzheng.b", "office.b"), "review", State.REVIEWED),
    (State.REVIEWED, ("minzheng.head",), "approve", State.APPROVED),
])  # fmt: skip
def test_the_leader_in_charge_finds_and_does_what_nobody_else_can(cast, browse, client, at, state, away, act, reached):
    case = cast.a_case(at=state)
    at(cast.now.replace(hour=18))
    page = browse("leader.charge")
    assert str(case) not in page("todo")[1], "the heads are there"
    Staff.objects.filter(username__in=away).update(absent=True)
    assert str(case) in page("todo")[1]
    assert f'action="{reverse(f"desk:{act}", args=[case.pk])}"' in page("case", case.pk)[1]
    client.post(reverse(f"desk:{act}", args=[case.pk]), {})
    assert type(case).objects.get(pk=case.pk).state == reached


def test_the_head_of_the_office_sees_at_the_desk_what_he_reviews_for_another(cast, browse, at):
    cast.a_case(at=State.HANDLED)
    at(cast.now.replace(hour=18))
    page = browse("office.b")
    counted = lambda: re.search(r'data-figure="owed-2">(\d+)<', page("panel")[1])[1]  # noqa: E731
    assert counted() == "0"
    Staff.objects.filter(username="minzheng.b").update(absent=True)
    assert counted() == "1"


@pytest.mark.parametrize("who", ["leader.charge", "office.b", "minzheng.b"])
def test_work_lists_of_who_stands_in_cost_few_queries(cast, browse, at, django_assert_max_num_queries, who):
    for _ in range(3):
        cast.a_case(at=State.HANDLED)
    at(cast.now.replace(hour=18))
    page = browse(who)
    with django_assert_max_num_queries(14):
        page("todo")
