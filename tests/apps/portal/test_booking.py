"""Booking by a citizen: window, day, hour, three fields, a code; looked up and called off by code and four digits."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from yichuang.apps.portal.limits import BOOKINGS_BY_CODE, BOOKINGS_BY_SOURCE, TRIES_BY_SOURCE
from yichuang.apps.reception.commands import check_in, put_on_duty
from yichuang.apps.reception.models import Appointment
from yichuang.core.worktime import SHANGHAI

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 5, 9, 0, tzinfo=SHANGHAI)
WINDOW = "/book/w3/?at=202603050900"
FIELDS = {"name": "预约人金丝雀", "contact": "13912345678", "matter": "申请临时救助"}
HOME = FIELDS | {"klass": "old"}


def take(client, address=WINDOW, **changed):
    return client.post(address, FIELDS | changed)


def test_the_first_page_has_a_door_to_booking(client, opened, text):
    assert 'href="/book/"' in text(client.get("/"))


def test_from_the_matter_to_the_window(client, opened, text):
    page = text(client.get("/book/", {"q": "lsjz"}))
    assert "/book/w3/?item=MZ-10" in page
    assert "/book/w4/" not in page  # takes no bookings


@pytest.mark.parametrize("query", ["x\x01", "长" * 5000, "\ud800", "没有"])
def test_words_that_find_nothing_are_answered_plainly(client, opened, query):
    assert client.get("/book/", {"q": query.encode("utf-8", "replace").decode()}).status_code == 200


def test_days_and_hours_are_links_and_the_past_is_none(client, opened, text):
    page = text(client.get("/book/w3/"))
    times = re.findall(r"at=(\d{12})", page)
    assert times[0] == "202603041030"  # ten in the morning, thirty minutes before
    assert re.findall(r"day=([\d-]{10})", page)[:4] == ["2026-03-04", "2026-03-05", "2026-03-06", "2026-03-09"]


def test_three_fields_and_the_code_to_keep(client, opened, text):
    page = text(client.get(WINDOW + "&item=MZ-10"))
    assert 'value="临时救助对象申请"' in page and "2026年3月5日" in page
    assert set(re.findall(r'<input[^>]* name="(\w+)"', page)) >= {"name", "contact", "matter"}
    answer = take(client, WINDOW + "&item=MZ-10")
    made = Appointment.objects.get()
    assert (made.starts_at, made.channel, made.item.code) == (NINE, "page", "MZ-10")
    assert answer.url == f"/b/{made.token}/"
    slip = text(client.get(answer.url))
    assert f"{made.code[:4]} {made.code[4:]}" in slip and "08:30" in slip and "09:15" in slip
    assert FIELDS["name"] not in slip and FIELDS["contact"] not in slip and "预某" in slip


@pytest.mark.parametrize("field", list(FIELDS))
@pytest.mark.parametrize("value", ["", "NUL\x00", "长" * 5000])
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(client, opened, text, field, value):
    answer = take(client, **{field: value})
    page = text(answer)
    assert answer.status_code == 422 and f'id="id_{field}-error"' in page
    other = next(name for name in FIELDS if name != field)
    assert FIELDS[other] in page and not Appointment.objects.exists()


def test_missing_fields_are_no_error_500(client, opened):
    assert client.post(WINDOW, {}).status_code == 422


@pytest.mark.parametrize("moment", ["", "202603050901", "202603041000", "x", "9" * 400])
def test_a_time_that_is_none_shows_the_times_again(client, opened, moment):
    answer = client.post(f"/book/w3/?at={moment}", FIELDS)
    assert answer.status_code == 422 and not Appointment.objects.exists()


@pytest.mark.parametrize("window", ["w4", "none", "w3x"])
def test_a_window_without_bookings_is_not_there(client, opened, window):
    assert client.get(f"/book/{window}/").status_code == 404


def test_a_full_time_is_no_link_and_refuses(client, opened, cast, text):
    for _ in range(2):
        cast.a_booking(starts_at=NINE)
    assert "at=202603050900" not in text(client.get("/book/w3/?day=2026-03-05"))
    assert "约满" in text(client.get(WINDOW))
    answer = take(client)
    assert answer.status_code == 422 and "约满" in text(answer)


def test_the_same_submission_twice_is_one_booking(client, opened):
    first, second = (take(client, submission_key="k1") for _ in range(2))
    assert first.url == second.url and Appointment.objects.count() == 1


def test_a_second_open_booking_is_refused(client, opened, text):
    take(client)
    answer = take(client, "/book/w1/?at=202603051000")
    assert answer.status_code == 422 and "该电话已有一个未办的预约" in text(answer)


def test_a_flood_from_one_source_is_not_heard(client, opened):
    for number in range(BOOKINGS_BY_SOURCE.most):
        take(client, contact=f"139123400{number:02d}")
    answer = take(client, contact="13912349999")
    assert answer.status_code == 429 and answer["Retry-After"] == str(BOOKINGS_BY_SOURCE.seconds)
    assert not Appointment.objects.filter(contact_index="").exists()
    assert client.post("/book/home/", HOME).status_code == 429


def test_refused_bookings_count_as_well(client, opened):
    take(client)
    for _ in range(BOOKINGS_BY_SOURCE.most - 1):
        take(client)
    assert take(client).status_code == 429


def test_service_at_home_is_asked_for_without_a_time(client, opened, text):
    page = text(client.get("/book/home/?item=MZ-01"))
    assert page.count('name="klass"') == 6
    answer = client.post("/book/home/?item=MZ-01", HOME | {"address": "样村三组"})
    made = Appointment.objects.get()
    assert (made.place, made.klass, made.state, made.window.code) == ("home", "old", "requested", "w3")
    assert "样村三组" not in text(client.get(answer.url))


def test_without_an_item_the_hall_office_finds_out(client, opened):
    client.post("/book/home/", HOME)
    assert Appointment.objects.get().window.code == "office"


@pytest.mark.parametrize("changed", [{"klass": ""}, {"klass": "anybody"}, {"contact": "12"}, {"address": "长" * 101}])
def test_a_request_for_home_service_that_lacks_something(client, opened, changed):
    assert client.post("/book/home/", HOME | changed).status_code == 422
    assert not Appointment.objects.exists()


@pytest.fixture
def mine(client, opened):
    take(client)
    return Appointment.objects.get()


def find(client, code, end="5678"):
    return client.post("/book/find/", {"code": code, "phone_end": end})


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{0[0]}{0[1]}{0[2]}{0[3]} {0[4]}{0[5]}{0[6]}{0[7]}"])
def test_it_is_found_by_code_and_four_digits(client, mine, typed):
    assert find(client, typed.format(mine.code)).url == f"/b/{mine.token}/"


def test_a_wrong_pair_is_answered_alike(client, mine, text):
    def bare(answer):
        return re.sub(r'value="[^"]*"|X-CSRFToken[^}]*', "", text(answer))

    wrong, unknown = find(client, mine.code, "0000"), find(client, "00000000", "5678")
    assert wrong.status_code == unknown.status_code == 422
    assert bare(wrong) == bare(unknown)


def test_guessing_is_not_heard_for_long(client, mine):
    for end in range(BOOKINGS_BY_CODE.most):
        find(client, mine.code, f"{end:04d}")
    assert find(client, mine.code).status_code == 429
    cache.clear()
    for code in range(TRIES_BY_SOURCE.most):
        find(client, f"{code:08d}")
    assert find(client, mine.code).status_code == 429


@pytest.mark.parametrize(("code", "end"), [("", "5678"), ("12345678", "12"), ("\x00", "\x00"), ("长" * 900, "5678")])
def test_looking_up_with_nonsense_is_refused_plainly(client, mine, code, end):
    assert find(client, code, end).status_code == 422


def cancel(client, one, end="5678"):
    return client.post(reverse("portal:booking_cancel", args=[one.token]), {"phone_end": end})


def test_it_is_called_off_with_four_digits(client, mine):
    assert cancel(client, mine, "0000").status_code == 422
    mine.refresh_from_db()
    assert mine.state == "booked"
    assert cancel(client, mine).status_code == 302
    mine.refresh_from_db()
    assert (mine.state, mine.seat) == ("cancelled", None)
    assert cancel(client, mine).status_code == 422


@pytest.mark.parametrize("token", ["none", "\u4e00", "x" * 400])
def test_a_token_that_is_none_is_not_found(client, opened, token):
    assert client.get(f"/b/{token}/").status_code == 404
    assert client.post(f"/b/{token}/cancel/", {"phone_end": "1234"}).status_code == 404


def test_who_has_come_sees_his_number(client, mine, text, at):
    ticket = check_in(appointment=mine, now=NINE)
    page = text(client.get(f"/b/{mine.token}/"))
    assert ticket.number in page and f"/t/{ticket.token}/" in page


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_language_has_every_page(client, mine, language):
    client.cookies["django_language"] = language
    for address in ("/book/", "/book/w3/", WINDOW, "/book/home/", "/book/find/", f"/b/{mine.token}/", "/duty/"):
        assert client.get(address).status_code == 200


def test_the_times_of_a_window_cost_few_queries(client, opened, cast, django_assert_max_num_queries):
    for hour in range(6):
        cast.a_booking(starts_at=NINE + timedelta(minutes=30 * hour) if hour < 4 else NINE + timedelta(days=1))
    with django_assert_max_num_queries(6):
        client.get("/book/w3/")


def test_the_roster_is_public_with_the_halls_lines_and_no_private_telephone(client, cast, at, hall, text):
    office = cast.person("office.a")
    eve = datetime(2026, 4, 3, 10, 0, tzinfo=SHANGHAI)
    put_on_duty(day=datetime(2026, 4, 5).date(), staff=office, by=office, now=eve)
    at(eve)
    page = text(client.get("/duty/"))
    assert office.name in page and hall.report_phone in page and office.phone not in page
    assert "今日值班" not in text(client.get("/"))
    at(datetime(2026, 4, 5, 10, 0, tzinfo=SHANGHAI))
    home = text(client.get("/"))
    assert "今日值班" in home and office.name in home and office.phone not in home
