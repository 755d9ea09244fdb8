"""Slips and whereabouts on their pages: filed, decided, made up; bad input kept; another's slip is not there."""

import re

import pytest
from django.urls import reverse

from tests.apps.attendance.absences import Absences
from tests.apps.attendance.absences import at as at_
from tests.apps.desk.excel import sheet_of
from yichuang.apps.attendance import commands
from yichuang.apps.attendance.models import Slip

pytestmark = pytest.mark.django_db
BODY = {"kind": "private", "reason": "家中有事", "destination": "县医院", "begins": "2026-03-04T13:00",
        "ends": "2026-03-04T15:00", "explanation": "", "window": ""}  # fmt: skip


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture
def absences(cast):
    return Absences(cast)


def test_from_filing_to_return(signed_in, absences, text, at):
    answer = signed_in("minzheng.a").post(to("slip_new"), BODY)
    one = Slip.objects.get()
    assert answer["Location"] == to("slip", one.pk) and one.begins == at_(13)
    client = signed_in("leader.charge")
    assert to("slip", one.pk) in text(client.get(to("todo")))
    page = text(client.get(to("slip", one.pk)))
    assert to("slip_approve", one.pk) in page and to("slip_refuse", one.pk) in page
    client.post(to("slip_approve", one.pk), {"remark": "同意"})
    assert to("slip", one.pk) not in text(client.get(to("todo")))
    at(at_(14))
    client = signed_in("caizheng.a")
    board = text(client.get(to("whereabouts")))
    assert not {"因公", "因病", "因事"} & set(re.findall(r"<td[^>]*>([^<]*)</td>", board)), "why is not for everybody"
    assert "样例·民政甲" in board and "县医院" in board and "家中有事" not in board
    assert to("slip", one.pk) not in board  # the board is for all, the slip is not
    client = signed_in("minzheng.a")
    client.post(to("slip_return", one.pk), {"returned_at": "2026-03-04T13:50"})
    assert "样例·民政甲" not in text(client.get(to("whereabouts"))).split("<main", 1)[1]
    assert Slip.objects.get().returned_at == at_(13, 50)


def test_a_warning_when_nobody_is_left(signed_in, absences, text):
    absences.approved(person=absences.head)
    one, client = absences.filed(), signed_in("leader.charge")
    assert "期间下列岗位A、B角均不在岗" in text(client.get(to("slip", one.pk), headers={"accept-language": "zh-hans"}))
    answer = client.post(to("slip_approve", one.pk), {"remark": ""}, follow=True)
    assert Slip.objects.get(pk=one.pk).state == "approved" and Slip.objects.get(pk=one.pk).uncovered in text(answer)
    assert to("away") in text(answer)


@pytest.mark.parametrize("bad", [
    {"reason": ""}, {"reason": "  "}, {"reason": "\x00"}, {"reason": "长" * 10_000}, {"destination": ""}, {"kind": ""},
    {"kind": "abc"}, {"begins": ""}, {"begins": "morgen"}, {"ends": "2026-03-04T12:00"}, {"ends": "9999-12-31T23:59"},
    {"begins": "0001-01-01T00:00"}, {"begins": "2026-03-04T09:00"}, {"window": "999999"}, {"window": "abc"},
])  # fmt: skip
def test_bad_input_is_refused_and_kept(signed_in, text, bad):
    answer = signed_in("minzheng.a").post(to("slip_new"), BODY | bad)
    assert answer.status_code == 422 and "data-refused" in text(answer) and not Slip.objects.exists()
    if "destination" not in bad:
        assert "县医院" in text(answer)


def test_ten_megabytes_change_nothing(signed_in):
    answer = signed_in("minzheng.a").post(to("slip_new"), BODY | {"reason": "a" * 10_000_000})
    assert answer.status_code in (400, 413, 422) and not Slip.objects.exists()


def test_for_whom_one_may_file(signed_in, cast, text):
    assert 'name="person"' not in text(signed_in("minzheng.a").get(to("slip_new")))
    body = BODY | {"person": cast.clerk.pk}
    signed_in("minzheng.b").post(to("slip_new"), body)
    assert (Slip.objects.get().person, Slip.objects.get().filed_by) == (cast.clerk, cast.stand_in)
    assert signed_in("caizheng.b").post(to("slip_new"), body).status_code == 422
    # A clerk who names another files for himself: the field is not his to fill.
    signed_in("caizheng.a").post(to("slip_new"), body)
    assert Slip.objects.last().person == cast.other_clerk


def test_made_up_in_place_of_one_nobody_decided_on(signed_in, absences, text, at):
    one = absences.filed()
    client = signed_in("minzheng.a")
    assert client.get(to("slip_new"), {"for": one.pk}).status_code == 404  # it has not begun
    at(at_(15))
    page = text(client.get(to("todo")))
    assert to("slip", one.pk) in page
    address = f"{to('slip_new')}?for={one.pk}"
    assert address in text(client.get(to("slip", one.pk)))
    assert "县医院" in text(client.get(address))
    assert client.post(address, BODY).status_code == 422  # without an explanation
    client.post(address, BODY | {"explanation": "审批人外出"})
    made = Slip.objects.get(makes_up=one)
    client = signed_in("leader.duty")
    assert to("slip", made.pk) in text(client.get(to("todo")))
    client.post(to("slip_approve", made.pk), {"remark": ""})
    assert Slip.objects.get(pk=made.pk).state == "approved"
    for other in ("99999999999999999999", "abc", "-1", str(made.pk)):
        assert client.get(to("slip_new"), {"for": other}).status_code in (200, 404)
    assert to("slip", one.pk) in text(client.get(to("slip", made.pk)))


def test_what_one_may_not_see_is_not_there(signed_in, absences):
    one, client = absences.filed(), signed_in("caizheng.a")
    assert client.get(to("slip", one.pk)).status_code == 404
    for name in ("slip_withdraw", "slip_return"):
        assert client.post(to(name, one.pk), {"returned_at": "2026-03-04T10:00"}).status_code == 404
        assert client.post(to(name, 2**63), {}).status_code == 404
    assert client.post(to("slip_approve", one.pk), {}).status_code == 403
    assert signed_in("superior").get(to("slips")).status_code == 403


def test_nobody_decides_on_his_own_page(signed_in, absences, text):
    one, client = absences.filed(person=absences.charge), signed_in("leader.charge")
    assert to("slip_approve", one.pk) not in text(client.get(to("slip", one.pk)))
    assert client.post(to("slip_approve", one.pk), {"remark": ""}).status_code == 422
    assert Slip.objects.get().state == "waiting"


def test_withdrawn_by_its_person(signed_in, absences, text):
    one, client = absences.filed(), signed_in("minzheng.a")
    assert to("slip_withdraw", one.pk) in text(client.get(to("slip", one.pk)))
    client.post(to("slip_withdraw", one.pk))
    assert Slip.objects.get().state == "withdrawn"
    assert to("slip_withdraw", one.pk) not in text(client.get(to("slip", one.pk)))


def test_refused_without_a_reason_is_kept_open(signed_in, absences, text):
    one, client = absences.filed(), signed_in("leader.charge")
    for bad in ("", "\x00", "长" * 301):
        answer = client.post(to("slip_refuse", one.pk), {"reason": bad})
        assert answer.status_code == 422 and "data-refused" in text(answer)
    client.post(to("slip_refuse", one.pk), {"reason": "窗口缺人"})
    assert "窗口缺人" in text(signed_in("minzheng.a").get(to("slip", one.pk)))


def test_the_register_narrows_and_goes_to_excel(signed_in, absences, text):
    first = absences.filed(kind="business", destination="县政务局", reason="一")
    second = absences.approved(at_(15), at_(16), reason="二")
    third = absences.made_up(kind="illness", reason="三")
    client = signed_in("leader.charge")

    def shown(**query):
        page, file = text(client.get(to("slips"), query)), sheet_of(client.get(to("slips_xlsx"), query))
        found = {one for one in (first, second, third) if f'"{to("slip", one.pk)}"' in page}
        assert {one for one in (first, second, third) if f">{one.reason}<" in file} == found
        return found

    assert shown() == {first, second, third} and shown(kind="illness") == {third} == shown(timely="retro")
    assert shown(show="approved") == {second} and shown(q="县政务局") == {first} and shown(q="没有") == set()
    assert shown(month="2026-03") == {first, second, third} and shown(month="2026-02") == shown(month="x") == set()
    assert shown(show="abc", kind="abc") == {first, second, third}


def test_a_clerk_sees_his_own_and_a_head_those_of_his_window(signed_in, absences, cast, text):
    mine, others = absences.filed(), absences.filed(person=cast.other_clerk)
    for who, seen in (("minzheng.a", {mine}), ("minzheng.b", {mine}), ("caizheng.b", {others}),
                      ("leader.duty", {mine, others}), ("dangzheng.head", {mine, others})):  # fmt: skip
        page = text(signed_in(who).get(to("slips")))
        assert {one for one in (mine, others) if f'"{to("slip", one.pk)}"' in page} == seen


def test_pages_cost_the_same_however_many_rows(signed_in, absences, at, django_assert_max_num_queries):
    for place in range(4):
        absences.approved(at_(13, place), at_(13, place + 1))
    at(at_(15))
    client = signed_in("leader.charge")
    for page in ("slips", "whereabouts"):
        with django_assert_max_num_queries(6):
            client.get(to(page))


def test_who_is_back_is_told_by_the_return_only(signed_in, absences, text, at):
    one = absences.approved()
    at(at_(16))
    client = signed_in("minzheng.a")
    assert to("slip_return", one.pk) in text(client.get(to("slip", one.pk)))
    for bad in ("", "x", "2026-03-04T12:59", "2026-03-04T16:01", "9999-01-01T00:00"):
        assert client.post(to("slip_return", one.pk), {"returned_at": bad}).status_code == 422
    commands.note_return(slip=one, returned_at=at_(15), by=absences.clerk, now=at_(16))
    assert to("slip_return", one.pk) not in text(client.get(to("slip", one.pk)))
