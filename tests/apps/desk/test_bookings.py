"""Bookings on the desk: the day by window, taken in, arranged, checked in; the register and its file."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from tests.apps.desk.excel import text_of
from yichuang.apps.audit.models import Entry
from yichuang.apps.reception.models import Appointment
from yichuang.apps.tickets.models import Ticket
from yichuang.core.worktime import SHANGHAI

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 5, 9, 0, tzinfo=SHANGHAI)
NEW = {"channel": "phone", "name": "样例预约人", "contact": "13912345678", "matter": "申请临时救助", "place": "hall"}


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


def take(desk, **changed):
    return desk.post(to("booking_new"), NEW | changed)


def test_three_fields_are_enough_and_the_window_is_ones_own(desk):
    answer = take(desk)
    made = Appointment.objects.get()
    assert (made.state, made.window.code, made.made_by.username) == ("requested", "w3", "minzheng.a")
    assert answer.url == to("booking", made.pk) and made.code in desk.get(answer.url).content.decode()


def test_with_a_time_it_holds_a_place(desk):
    take(desk, starts_at=NINE.isoformat())
    assert Appointment.objects.get().seat == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"name": ""}, "name"), ({"contact": ""}, "contact"), ({"matter": ""}, "matter"), ({"channel": "page"}, "channel"),
     ({"channel": ""}, "channel"), ({"place": "home"}, "klass"), ({"klass": "x"}, "klass"),
     ({"contact": "12"}, "contact"),
     ({"starts_at": "x"}, "starts_at"), ({"starts_at": "2026-03-05T09:01:00+08:00"}, "starts_at"),
     ({"matter": "\x00"}, "matter"), ({"name": "长" * 5000}, "name"), ({"address": "长" * 101}, "address")],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_field(desk, changed, field):
    answer = take(desk, **changed)
    page = answer.content.decode()
    assert answer.status_code == 422 and f'id="id_{field}-error"' in page
    assert not Appointment.objects.exists()


def test_an_empty_form_is_no_error_500(desk):
    assert desk.post(to("booking_new"), {}).status_code == 422


def test_the_day_list_shows_names_to_whom_it_concerns_and_masks_them_for_others(desk, signed_in, cast):
    made = cast.a_booking(starts_at=NINE)
    page = desk.get(to("bookings"), {"day": "2026-03-05"}).content.decode()
    assert made.name in page and to("booking", made.pk) in page
    other = signed_in("caizheng.a").get(to("bookings"), {"day": "2026-03-05"}).content.decode()
    assert made.name not in other and made.name_masked in other and to("booking", made.pk) not in other


@pytest.mark.parametrize("day", ["", "x", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_any_day_can_be_asked_for(desk, day):
    assert desk.get(to("bookings"), {"day": day, "window": "none"}).status_code == 200


def test_arrival_by_code_and_by_name(desk, cast, at):
    one, other = (cast.a_booking(starts_at=NINE, contact=f"1391234{n}678") for n in (5, 6))
    at(NINE - timedelta(minutes=5))
    desk.post(to("arrival"), {"code": one.code})
    desk.post(to("arrival"), {"name": other.name, "phone_end": "6678"})
    assert list(Ticket.objects.values_list("priority", flat=True)) == ["appointment"] * 2
    missed = desk.post(to("arrival"), {"code": one.code})
    assert missed.status_code == 422 and one.code in missed.content.decode()


@pytest.mark.parametrize("typed", [{}, {"code": "\x00"}, {"code": "长" * 900}, {"name": "别人", "phone_end": "1"}])
def test_arrival_of_nobody_is_refused(desk, cast, typed):
    assert desk.post(to("arrival"), typed).status_code == 422
    assert not Ticket.objects.exists()


def test_check_in_from_the_list(desk, cast, at):
    made = cast.a_booking(starts_at=NINE)
    at(NINE)
    desk.post(to("booking_check_in", made.pk))
    assert Ticket.objects.get().appointment == made


def test_it_is_arranged_moved_confirmed_and_cancelled(desk, cast):
    made = cast.a_booking(channel="letter", contact="样村一组", by=cast.clerk)
    desk.post(to("booking_arrange", made.pk), {"starts_at": NINE.isoformat()})
    later = (NINE + timedelta(minutes=30)).isoformat()
    lacking = desk.post(to("booking_arrange", made.pk), {"starts_at": later})
    assert lacking.status_code == 422 and 'id="arrange-reason-error"' in lacking.content.decode()
    desk.post(to("booking_arrange", made.pk), {"starts_at": later, "reason": "群众要求"})
    assert desk.post(to("booking_cancel", made.pk), {"reason": ""}).status_code == 422
    desk.post(to("booking_cancel", made.pk), {"reason": "群众来电取消"})
    made.refresh_from_db()
    assert (made.state, made.seat) == ("cancelled", None)
    assert [one.verb for one in made.events.all()] == ["made", "arranged", "moved", "cancelled"]
    assert desk.post(to("booking_cancel", made.pk), {"reason": "再次"}).status_code == 422


def test_service_at_home_is_given_clerk_place_and_time_and_its_outcome(desk, cast, at):
    made = cast.a_booking(place="home", klass="old")
    wrong = desk.post(to("booking_arrange", made.pk), {"staff": "999999", "starts_at": "0001-01-01T00:00"})
    assert wrong.status_code == 422
    given = {"staff": cast.clerk.pk, "starts_at": "2026-03-05T09:00", "address": "样村三组"}
    assert desk.post(to("booking_arrange", made.pk), given).status_code == 302
    todo = desk.get(to("todo")).content.decode()
    assert "由我办理的预约" in todo and made.number in todo
    at(NINE + timedelta(hours=1))
    desk.post(to("booking_outcome", made.pk), {"outcome": "已上门办理"})
    made.refresh_from_db()
    assert (made.state, made.outcome, made.starts_at) == ("done", "已上门办理", NINE)


def test_contact_is_shown_once_and_recorded(desk, cast):
    made = cast.a_booking(starts_at=NINE, contact="13912345678")
    assert "13912345678" not in desk.get(to("booking", made.pk)).content.decode()
    shown = desk.post(to("booking_contact", made.pk))
    assert "13912345678" in shown.content.decode() and shown["Cache-Control"] == "no-store"
    assert Entry.objects.filter(verb="appointment.contact_shown").count() == 1


ACTS = ("arrange", "confirm", "cancel", "outcome", "check_in", "contact")


@pytest.mark.parametrize("act", ACTS)
def test_another_windows_booking_does_not_exist(signed_in, cast, act):
    made = cast.a_booking(starts_at=NINE)
    other = signed_in("caizheng.a")
    assert other.post(to(f"booking_{act}", made.pk)).status_code == 404
    assert other.get(to("booking", made.pk)).status_code == 404
    assert other.post(to(f"booking_{act}", 2**70)).status_code == 404


def test_the_hall_office_keeps_all_and_a_leader_reads(signed_in, cast):
    made = cast.a_booking(starts_at=NINE)
    assert signed_in("office.a").get(to("booking", made.pk)).status_code == 200
    leader = signed_in("leader.principal")
    assert leader.get(to("bookings_register")).status_code == 200
    assert leader.post(to("booking_new"), NEW).status_code == 403


def test_requests_stand_on_the_list_of_the_window_and_of_the_hall_office(signed_in, cast):
    made = cast.a_booking(channel="phone", by=cast.clerk)
    for name, there in (("minzheng.b", True), ("office.a", True), ("caizheng.a", False)):
        assert (made.number in signed_in(name).get(to("todo")).content.decode()) is there


@pytest.mark.parametrize(
    ("query", "found"),
    [({}, True), ({"q": "临时救助"}, True), ({"q": "没有"}, False), ({"state": "booked"}, True),
     ({"state": "done"}, False),
     ({"channel": "page"}, True), ({"place": "home"}, False), ({"window": "w3"}, True), ({"state": "nonsense"}, False),
     ({"q": "x\x01" * 300, "after": "x"}, False)],
)  # fmt: skip
def test_the_register_is_narrowed(desk, cast, query, found):
    made = cast.a_booking(starts_at=NINE)
    page = desk.get(to("bookings_register"), query)
    assert page.status_code == 200 and (made.number in page.content.decode()) is found


def test_a_telephone_is_searched_for_at_no_address(desk, cast):
    made = cast.a_booking(starts_at=NINE, contact="13912345678")
    assert made.number in desk.post(to("bookings_register"), {"q": "13912345678"}).content.decode()
    assert "13912345678" not in desk.get(to("bookings_register"), {"q": "13912345678"}).url
    words = desk.post(to("bookings_register"), {"q": "救助", "state": "booked"})
    assert words.status_code == 302 and "state=booked" in words.url


def test_the_file_holds_the_narrowed_register_masked(desk, cast):
    made = cast.a_booking(starts_at=NINE, matter="=SUM(1)")
    answer = desk.get(to("bookings_xlsx"), {"state": "booked"})
    held = text_of(answer)
    assert made.number in held and made.name_masked in held and made.name not in held
    assert "<f>" not in held


@pytest.mark.parametrize(("name", "most"), [("bookings", 9), ("bookings_register", 9)])
def test_lists_cost_the_same_however_many_rows(desk, cast, name, most, django_assert_max_num_queries):
    for minute in (0, 30, 60):
        for _ in range(2):
            cast.a_booking(starts_at=NINE + timedelta(minutes=minute))
    with django_assert_max_num_queries(most):
        desk.get(to(name), {"day": "2026-03-05"})
