"""Check-in at the kiosk: by code, or by name and four digits; a number comes out, and nothing stays behind."""

from datetime import datetime, timedelta

import pytest

from yichuang.apps.screens.views.booked import TRIES
from yichuang.apps.tickets.models import Ticket
from yichuang.core.worktime import SHANGHAI

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 5, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def booked(cast, at):
    made = cast.a_booking(starts_at=NINE, contact="13912345678")
    at(NINE - timedelta(minutes=5))
    return made


def test_the_kiosk_offers_it(client, opened, text):
    assert 'href="/kiosk/booked/"' in text(client.get("/kiosk/"))


@pytest.mark.parametrize("how", ["code", "name"])
def test_by_code_or_by_name_and_four_digits(client, booked, how, text):
    typed = {"code": {"code": f" {booked.code} "}, "name": {"name": "样例预约人", "phone_end": "5678"}}[how]
    answer = client.post("/kiosk/booked/", typed)
    ticket = Ticket.objects.get()
    assert (ticket.priority, answer.url) == ("appointment", f"/kiosk/taken/{ticket.token}/")
    assert ticket.number in text(client.get(answer.url))
    assert client.post("/kiosk/booked/", typed).status_code == 422
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [{}, {"code": "00000000"}, {"code": "\x00"}, {"code": "长" * 900}, {"name": "样例预约人"}, {"phone_end": "5678"},
     {"name": "样例预约人", "phone_end": "0000"}, {"name": "别人", "phone_end": "5678"}],
)  # fmt: skip
def test_what_fits_no_booking_gives_no_number(client, booked, typed, text):
    answer = client.post("/kiosk/booked/", typed)
    assert answer.status_code == 422 and "data-refused" in text(answer)
    assert not Ticket.objects.exists()


def test_too_early_says_from_when(client, booked, at, text):
    at(NINE - timedelta(minutes=31))
    assert "08:30" in text(client.post("/kiosk/booked/", {"code": booked.code}))


def test_late_gets_an_ordinary_number(client, booked, at):
    at(NINE + timedelta(minutes=16))
    client.post("/kiosk/booked/", {"code": booked.code})
    assert Ticket.objects.get().priority == "normal"


def test_trying_codes_is_stopped(client, booked):
    for code in range(TRIES.most):
        client.post("/kiosk/booked/", {"code": f"{code:08d}"})
    assert client.post("/kiosk/booked/", {"code": booked.code}).status_code == 429
    assert not Ticket.objects.exists()


def test_the_slip_says_that_it_is_booked(client, booked):
    client.post("/kiosk/booked/", {"code": booked.code})
    slip = client.get(f"/kiosk/slip/{Ticket.objects.get().token}.pdf")
    assert slip.status_code == 200 and slip.content.startswith(b"%PDF")
