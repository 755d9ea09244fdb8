"""The register of recalculations: who proposes, who decides, what the list shows."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from yichuang.apps.cases.models import Case, Recalculation
from yichuang.core.worktime import SHANGHAI

TYPED = {"kind": "calendar", "ground": "样例〔2026〕1号"}
REGISTER = reverse("desk:recalculations")


@pytest.fixture
def moved(cast):
    """Three cases whose stored due time is not what the rules say: later, earlier, merely no longer provisional."""
    made = [cast.a_case() for _ in range(4)]
    for case, days in zip(made, (-1, 1, 0), strict=False):
        Case.objects.filter(pk=case.pk).update(due_at=case.due_at + timedelta(days=days), provisional=not days)
    return made


@pytest.fixture
def proposed(moved, signed_in):
    answer = signed_in("office.b").post(REGISTER, TYPED)
    assert answer.status_code == 302
    return Recalculation.objects.get()


def page_of(client, one, **query):
    return client.get(reverse("desk:recalculation", args=[one.pk]), query).content.decode()


def test_proposed_listed_and_approved(moved, proposed, signed_in):
    assert (proposed.looked_at, proposed.affected) == (4, 3)
    client = signed_in("leader.charge")
    assert "样例〔2026〕1号" in client.get(reverse("desk:todo")).content.decode()
    page = page_of(client, proposed)
    assert all(case.number in page for case in moved[:3]) and moved[3].number not in page
    for name, case in zip(("later", "earlier", "settled"), moved, strict=False):
        only = page_of(client, proposed, show=name)
        assert [other.number in only for other in moved[:3]] == [other is case for other in moved[:3]], name
    answer = client.post(reverse("desk:recalculation_approve", args=[proposed.pk]), follow=True)
    assert "已批准" in answer.content.decode()
    assert [one.due_at for one in Case.objects.order_by("pk")] == [case.due_at for case in moved]
    assert "样例〔2026〕1号" in client.get(reverse("desk:case", args=[moved[0].pk])).content.decode()


def test_rejected_with_a_reason(proposed, signed_in):
    client = signed_in("leader.charge")
    address = reverse("desk:recalculation_reject", args=[proposed.pk])
    for reason in ("", "第\x00条"):
        assert client.post(address, {"reason": reason}).status_code == 422
    page = client.post(address, {"reason": "样例：通知有误"}, follow=True).content.decode()
    assert "已驳回" in page and "样例：通知有误" in page


def test_the_proposer_sees_no_decision(proposed, signed_in):
    page = page_of(signed_in("office.b"), proposed)
    assert reverse("desk:recalculation_approve", args=[proposed.pk]) not in page
    assert signed_in("office.b").post(reverse("desk:recalculation_approve", args=[proposed.pk])).status_code == 403


def test_the_system_administrator_finds_the_page_and_no_case(moved, signed_in):
    client = signed_in("admin.system")
    assert REGISTER in client.get(reverse("organization:people")).content.decode()
    assert client.post(REGISTER, TYPED).status_code == 302
    page = page_of(client, Recalculation.objects.get())
    assert moved[0].number in page and reverse("desk:case_due", args=[moved[0].pk]) not in page
    assert moved[0].applicant_masked not in page


@pytest.mark.parametrize("typed", [
    {}, TYPED | {"kind": "moon"}, TYPED | {"ground": "  "}, TYPED | {"ground": "第\x00条"},
    TYPED | {"ground": "长" * 301},
])  # fmt: skip
def test_what_is_refused(moved, signed_in, typed):
    assert signed_in("office.b").post(REGISTER, typed).status_code == 422
    assert not Recalculation.objects.exists()


def test_nothing_differs_is_said_and_nothing_stored(cast, signed_in):
    cast.a_case()
    answer = signed_in("office.b").post(REGISTER, TYPED)
    assert answer.status_code == 422 and "均无变化" in answer.content.decode()
    assert not Recalculation.objects.exists()


def test_an_empty_register_teaches(signed_in):
    page = signed_in("office.b").get(REGISTER).content.decode()
    assert "尚无时限重算" in page and "核算并提出" in page
    assert "核算并提出" not in signed_in("leader.charge").get(REGISTER).content.decode()


def test_what_is_not_there(proposed, signed_in):
    client = signed_in("leader.charge")
    assert client.get(reverse("desk:recalculation", args=[999_999])).status_code == 404
    for name in ("approve", "reject"):
        assert client.post(reverse(f"desk:recalculation_{name}", args=[999_999]), {"reason": "样例"}).status_code == 404


def test_a_long_list_is_paged_and_costs_few_queries(cast, signed_in, django_assert_max_num_queries):
    made = [cast.a_case() for _ in range(23)]
    off = datetime(2026, 4, 1, 12, 0, tzinfo=SHANGHAI)
    for n, case in enumerate(made):
        Case.objects.filter(pk=case.pk).update(due_at=off + timedelta(hours=n))
    signed_in("office.b").post(REGISTER, TYPED)
    one, client = Recalculation.objects.get(), signed_in("leader.charge")
    page_of(client, one)
    with django_assert_max_num_queries(12):
        page = page_of(client, one)
    assert page.count('<th scope="row">') == 20 and "下一页" in page
