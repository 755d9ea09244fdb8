"""The pages of absent handlers (R08), of duty on days off (R10) and of follow-ups after certificates."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from tests.apps.desk.excel import text_of
from yichuang.apps.cases.models import FollowUp
from yichuang.apps.organization import commands as organization
from yichuang.apps.reception.models import AwayEntry, Callout, RosterDay
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI

pytestmark = pytest.mark.django_db
EVE = datetime(2026, 3, 28, 10, 0, tzinfo=SHANGHAI)


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture
def visit(cast, now):
    organization.set_absent(staff=cast.other_clerk, absent=True, by=cast.person("office.a"), now=now)
    return cast.a_visit(own_scope=False, matter="惠农补贴")


def register(desk, visit, who, **changed):
    given = {"handler": who.pk, "starts_at": "2026-03-05T09:00", "requirements": "带一折通原件",
             "name": "样例来访人", "contact": "13912345678", "matter": "惠农补贴", "told": "电话约定"}  # fmt: skip
    return desk.post(to("away_new", visit.pk), given | changed)


def test_the_hand_over_leads_to_the_register(desk, visit):
    assert to("away_new", visit.pk) in desk.get(to("hand_over", visit.pk)).content.decode()
    assert "惠农补贴" in desk.get(to("away_new", visit.pk)).content.decode()


def test_registered_it_stands_in_the_register_and_on_the_handlers_list(desk, visit, cast, signed_in):
    assert register(desk, visit, cast.other_clerk).url == to("away")
    made = AwayEntry.objects.get().appointment
    page = desk.get(to("away")).content.decode()
    assert made.number in page and "带一折通原件" in page and "样例来访人" not in page
    handler = signed_in("caizheng.a")
    assert made.number in handler.get(to("todo")).content.decode()
    assert handler.get(to("booking", made.pk)).status_code == 200
    assert made.number in handler.get(to("away"), {"show": "mine"}).content.decode()


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"handler": ""}, "handler"), ({"handler": "999999"}, "handler"), ({"starts_at": ""}, "starts_at"),
     ({"starts_at": "x"}, "starts_at"), ({"starts_at": "0001-01-01T00:00"}, "starts_at"),
     ({"starts_at": "2026-03-07T09:00"}, "starts_at"), ({"requirements": ""}, "requirements"),
     ({"requirements": "\x00"}, "requirements"), ({"contact": ""}, "contact"), ({"contact": "12"}, "contact"),
     ({"name": "长" * 900}, "name"), ({"told": ""}, "told")],
)  # fmt: skip
def test_what_is_lacking_stands_beside_its_field(desk, visit, cast, changed, field):
    answer = register(desk, visit, cast.other_clerk, **changed)
    assert answer.status_code == 422 and f'id="id_{field}-error"' in answer.content.decode()
    assert not AwayEntry.objects.exists()


def test_anothers_visit_does_not_exist(signed_in, visit, cast):
    other = signed_in("laodong.a")
    assert register(other, visit, cast.other_clerk).status_code == 404
    assert other.get(to("away_new", 2**70)).status_code == 404


def test_an_ended_visit_leads_back_to_the_desk(desk, visit, cast):
    register(desk, visit, cast.other_clerk)
    desk.post(to("close_visit", visit.pk))
    assert desk.get(to("away_new", visit.pk)).url == to("home")


@pytest.mark.parametrize("query", [{}, {"q": "惠农"}, {"q": "\x01"}, {"show": "given"}, {"show": "x", "after": "x"}])
def test_the_register_can_be_asked_anything(desk, visit, cast, query):
    register(desk, visit, cast.other_clerk)
    assert desk.get(to("away"), query).status_code == 200


@pytest.fixture
def office(signed_in, at):
    at(EVE)
    return signed_in("office.a")


def put(client, staff, day="2026-04-05"):
    return client.post(to("roster_add"), {"day": day, "staff": staff.pk})


def test_the_roster_warns_is_filled_and_emptied(office, cast):
    page = office.get(to("roster")).content.decode()
    assert "尚无值班人员的节假日" in page and "2026-04-05" in page
    assert "尚无值班人员的节假日" in office.get(to("todo")).content.decode()
    for day in ("2026-04-04", "2026-04-05", "2026-04-06"):
        assert put(office, cast.person("office.b"), day).status_code == 302
    assert "note-warn" not in office.get(to("roster")).content.decode()
    office.post(to("roster_remove", RosterDay.objects.first().pk))
    assert "note-warn" in office.get(to("roster")).content.decode()


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"day": "2026-03-30"}, "day"), ({"day": "x"}, "day"), ({"day": "9999-12-31"}, "day"),
     ({"day": "2026-03-22"}, "day"), ({"staff": ""}, "staff"), ({"staff": "999999"}, "staff")],
)  # fmt: skip
def test_a_roster_line_that_cannot_be_is_refused(office, cast, changed, field):
    given = {"day": "2026-04-05", "staff": cast.person("office.b").pk} | changed
    answer = office.post(to("roster_add"), given)
    assert answer.status_code == 422 and f'id="add-{field}-error"' in answer.content.decode()
    assert not RosterDay.objects.exists()


def test_only_the_hall_office_keeps_the_roster_and_only_duty_calls(desk, cast):
    assert put(desk, cast.clerk).status_code == 403
    assert desk.post(to("callout_new"), {}).status_code == 403
    page = desk.get(to("roster"))
    assert page.status_code == 200 and to("roster_add") not in page.content.decode()


def test_a_call_out_from_the_telling_to_the_outcome(office, cast, at):
    told = {"staff": cast.clerk.pk, "matter": "急需救助", "told_at": "2026-03-28T09:30"}
    assert office.post(to("callout_new"), told).status_code == 302
    one = Callout.objects.get()
    assert office.post(to("callout_there", one.pk), {"arrived_at": "2026-03-28T09:00"}).status_code == 422
    office.post(to("callout_there", one.pk), {"arrived_at": "2026-03-28T09:52"})
    office.post(to("callout_close", one.pk), {"outcome": "已安置"})
    one.refresh_from_db()
    assert (one.minutes, one.outcome) == (22, "已安置")
    page = office.get(to("roster")).content.decode()
    assert ">22<" in page and "已安置" in page
    assert office.get(to("callout", one.pk)).status_code == 200


@pytest.mark.parametrize(
    "changed",
    [{"staff": ""}, {"matter": ""}, {"told_at": "2026-03-28T10:01"}, {"told_at": "0001-01-01T00:00"},
     {"matter": "\x00"}],
)  # fmt: skip
def test_a_call_out_that_lacks_something_is_refused(office, cast, changed):
    told = {"staff": cast.clerk.pk, "matter": "急需救助", "told_at": "2026-03-28T09:30"} | changed
    assert office.post(to("callout_new"), told).status_code == 422
    assert not Callout.objects.exists()


@pytest.mark.parametrize("name", ["callout", "callout_there", "callout_close", "roster_remove"])
@pytest.mark.parametrize("pk", [424242, 2**70])
def test_what_is_not_there_is_not_found(office, name, pk):
    ask = office.get if name == "callout" else office.post
    assert ask(to(name, pk)).status_code == 404


def test_who_was_not_concerned_is_refused(office, cast, signed_in):
    office.post(to("callout_new"), {"staff": cast.clerk.pk, "matter": "急需救助", "told_at": "2026-03-28T09:30"})
    one = Callout.objects.get()
    answer = signed_in("caizheng.a").post(to("callout_there", one.pk), {"arrived_at": "2026-03-28T09:40"})
    assert answer.status_code == 422
    one.refresh_from_db()
    assert one.arrived_at is None


@pytest.fixture
def holder(cast, at):
    case = cast.a_case(at=State.COMPLETED, item=cast.item("MZ-01"))
    at(datetime(2026, 9, 7, 11, 0, tzinfo=SHANGHAI))
    return case.follow_ups.get()


GOOD = {"done_on": "2026-09-07", "way": "phone", "finding": "使用正常"}


def test_a_due_follow_up_stands_on_the_list_and_is_recorded(desk, holder):
    assert to("follow_up", holder.pk) in desk.get(to("todo")).content.decode()
    assert to("follow_up", holder.pk) in desk.get(to("case", holder.case_id)).content.decode()
    assert desk.post(to("follow_up", holder.pk), GOOD).url == to("follow_ups")
    assert "使用正常" in desk.get(to("follow_ups")).content.decode()
    assert to("follow_up", holder.pk) not in desk.get(to("todo")).content.decode()
    again = desk.post(to("follow_up", holder.pk), GOOD)
    assert again.status_code == 422 and "已经登记" in again.content.decode()


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"done_on": ""}, "done_on"), ({"done_on": "2026-09-08"}, "done_on"), ({"way": ""}, "way"), ({"way": "x"}, "way"),
     ({"finding": ""}, "finding"), ({"finding": "\x00"}, "finding"), ({"finding": "长" * 501}, "finding")],
)  # fmt: skip
def test_a_follow_up_that_lacks_something_is_refused(desk, holder, changed, field):
    answer = desk.post(to("follow_up", holder.pk), GOOD | changed)
    assert answer.status_code == 422 and f'id="id_{field}-error"' in answer.content.decode()
    assert FollowUp.objects.get().done_at is None


def test_another_window_does_not_see_it_and_a_leader_reads_only(signed_in, holder):
    assert signed_in("caizheng.a").get(to("follow_up", holder.pk)).status_code == 404
    leader = signed_in("leader.principal")
    assert leader.get(to("follow_up", holder.pk)).status_code == 200
    assert leader.post(to("follow_up", holder.pk), GOOD).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [({}, True), ({"show": "due"}, True), ({"show": "done"}, False), ({"q": "优待证"}, True), ({"q": "\x01"}, False),
     ({"show": "x"}, False)],
)  # fmt: skip
def test_the_register_and_its_file_are_narrowed(desk, holder, query, found):
    page = desk.get(to("follow_ups"), query).content.decode()
    assert (to("follow_up", holder.pk) in page) is found
    held = text_of(desk.get(to("follow_ups_xlsx"), query))
    assert (holder.case.number in held) is found and "样例申请人" not in held


def test_lists_cost_the_same_however_many_rows(desk, cast, holder, visit, django_assert_max_num_queries):
    register(desk, visit, cast.other_clerk, starts_at="2026-09-08T09:00")
    for name, most in (("away", 9), ("roster", 11), ("follow_ups", 8), ("todo", 32)):
        with django_assert_max_num_queries(most):
            assert desk.get(to(name)).status_code == 200


def test_the_hub_leads_to_all_of_them(desk):
    page = desk.get(to("registers")).content.decode()
    assert all(to(name) in page for name in ("bookings", "bookings_register", "away", "roster", "follow_ups"))


def test_a_minute_is_a_minute(office, cast):
    told = EVE - timedelta(minutes=1)
    office.post(to("callout_new"), {"staff": cast.clerk.pk, "matter": "急", "told_at": f"{told:%Y-%m-%dT%H:%M}"})
    assert Callout.objects.get().told_at == told
