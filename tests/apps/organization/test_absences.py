"""Absences: who may mark whom, who stands in, and a warning where nobody is left (D5.1.6, C-15)."""

import pytest

from yichuang.apps.audit.models import Entry
from yichuang.apps.organization.models import Staff

ABSENCES = "/staff/absences/"


def mark(client, staff, absent=1, **more):
    return client.post(ABSENCES, {"staff": staff.pk, "absent": absent, **more}, follow=True)


def shown(client):
    return client.get(ABSENCES).content.decode()


def test_a_window_head_keeps_the_own_window_only(signed_in, cast):
    client = signed_in("minzheng.b")
    page = shown(client)
    assert "样例·民政甲" in page
    assert "样例·财政甲" not in page
    assert mark(client, cast.clerk).status_code == 200
    assert cast.clerk.absent
    assert mark(client, cast.other_clerk).status_code == 404
    assert not cast.other_clerk.absent


@pytest.mark.parametrize("username", ["office.a", "leader.charge"])
def test_hall_office_and_leader_keep_everybody_who_serves(signed_in, cast, username):
    client = signed_in(username)
    assert mark(client, cast.other_clerk).status_code == 200
    assert cast.other_clerk.absent
    assert mark(client, cast.person("admin.system")).status_code == 404
    Staff.objects.filter(pk=cast.clerk.pk).update(is_active=False)
    assert mark(client, cast.clerk).status_code == 404


def test_b_stands_in_and_the_last_one_leaving_is_warned_about(signed_in, cast):
    client = signed_in("office.a")
    page = mark(client, cast.clerk).content.decode()
    assert "民政救济岗 · A：样例·民政乙" in page
    assert "无人办理的岗位" not in page
    page = mark(client, cast.stand_in).content.decode()
    assert "下列岗位已无人办理" in page
    assert "无人办理的岗位" in page
    assert cast.stand_in.absent, "a warning, not a refusal"
    page = mark(client, cast.clerk, absent=0).content.decode()
    assert "无人办理的岗位" not in page
    verbs = list(Entry.objects.order_by("-sequence").values_list("verb", flat=True)[:3])
    assert verbs == ["staff.back", "staff.absent", "staff.absent"]


def test_a_double_click_marks_once(signed_in, cast):
    client = signed_in("office.a")
    before = Entry.objects.count()
    for _ in range(2):
        mark(client, cast.clerk, submission_key="k")
    assert Entry.objects.count() == before + 1
    assert mark(client, cast.clerk, absent=0, submission_key="k").status_code == 409
    assert cast.clerk.absent


@pytest.mark.parametrize("given", ["", "0", "-1", "x", "\0", "１２", "9" * 9, "9" * 40, "²"])
def test_nobody_by_that_number(signed_in, given):
    before = Entry.objects.count()
    assert signed_in("office.a").post(ABSENCES, {"staff": given, "absent": "1"}).status_code == 404
    assert signed_in("office.a").post(ABSENCES, {}).status_code == 404
    assert Entry.objects.count() == before


def test_the_page_costs_few_queries(signed_in, django_assert_max_num_queries):
    client = signed_in("leader.charge")
    with django_assert_max_num_queries(4):
        client.get(ABSENCES)
