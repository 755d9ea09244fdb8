"""The kiosk: a number in two touches, one live number a person and business, nothing left behind."""

import re
from datetime import datetime, timedelta

import pytest

from tests.cast import identity
from yichuang.apps.organization.models import Hall
from yichuang.apps.tickets import commands as tickets
from yichuang.apps.tickets.models import Ticket
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer

KEY = "00000000-0000-4000-8000-000000000002"


def take(client, queue="C", **sent):
    return client.post("/kiosk/take/", {"queue": queue} | sent)


@pytest.fixture
def closed(at, hall):
    at(datetime(2026, 3, 4, 7, 59, 59, tzinfo=SHANGHAI))
    return hall


def test_the_first_page_offers_the_halls_business_with_people_waiting(client, cast, opened, text):
    cast.a_ticket("C")
    page = re.sub(r"\s+", " ", text(client.get("/kiosk/")))
    tiles = re.findall(r'href="/kiosk/\?queue=([A-Z])"><span>([^<]+)</span><span class="tile-note">([^<]+)<', page)
    assert [letter for letter, _, _ in tiles] == list("ABCDEFG")
    assert ("C", "低保·救助·优待", "等候 1 人") in tiles
    assert tiles[-1][1].startswith("不知道办什么")


def test_the_second_page_offers_an_ordinary_number_and_every_ground_in_one_touch(client, opened, text):
    page = text(client.get("/kiosk/", {"queue": "C"}))
    grounds = re.findall(r'name="ground" value="([^"]*)"', page)
    assert grounds == ["", "老年人", "残疾人", "病人", "孕妇及携带婴幼儿者", "现役军人和优抚对象", "消防救援人员"]
    assert "预约" not in page, "a booked number is not for anybody to take"


def test_taking_leads_to_number_people_ahead_and_code(client, cast, opened, text):
    cast.a_ticket("C")
    answer = take(client)
    ticket = Ticket.objects.get(number="C002")
    assert answer["Location"] == f"/kiosk/taken/{ticket.token}/"
    page = text(client.get(answer["Location"]))
    for words in ("C002", "前面还有 1 人", "暂无法估计等候时间", "<svg", "打印号票"):
        assert words in page
    assert (ticket.priority, ticket.holder) == ("normal", "")


def test_priority_keeps_its_ground(client, opened, text):
    page = text(client.get(take(client, ground="残疾人")["Location"]))
    ticket = Ticket.objects.get()
    assert (ticket.priority, ticket.reason) == ("priority", "残疾人")
    assert "残疾人" in page


def test_one_live_number_for_a_person_and_business_and_the_identity_is_kept_nowhere(client, cast, opened, text):
    number = identity(7)
    take(client, identity=number)
    again = take(client, identity=number.lower())
    assert again.status_code == 422
    assert "C001" in text(again), "the refusal names the number that is held"
    assert take(client, queue="A", identity=number).status_code == 302
    assert take(client, identity=identity(8)).status_code == 302
    ticket = Ticket.objects.get(number="C001")
    assert ticket.holder == sealer().blind_index("identity", number)
    assert number not in str(list(Ticket.objects.values_list()))


@pytest.mark.parametrize(
    "typed",
    ["420325199003070011", "4203251990030700", "１２３", "19900307", "\x00", "x" * 10_000, "42032519900230001X", "<b>"],
)
def test_a_wrong_identity_number_is_refused_with_its_remedy_and_kept_for_now(client, opened, text, typed):
    answer = take(client, identity=typed)
    assert answer.status_code == 422
    assert "证件号码" in text(answer)
    assert "<b>" not in text(answer)
    assert Ticket.objects.count() == 0


@pytest.mark.parametrize("sent", [{"ground": "熟人"}, {"ground": "x" * 5000}, {"ground": "\x00"}])
def test_no_other_ground_gives_priority(client, opened, sent):
    assert take(client, **sent).status_code == 422
    assert Ticket.objects.count() == 0


@pytest.mark.parametrize("queue", ["", "Z", "CC", "c", "x" * 5000])
def test_an_unknown_business_is_not_there(client, opened, queue):
    assert take(client, queue=queue).status_code == 404
    if queue:
        assert client.get("/kiosk/", {"queue": queue}).status_code == 404


def test_two_touches_on_one_page_give_one_number(client, opened):
    first, second = take(client, submission_key=KEY), take(client, submission_key=KEY)
    assert first["Location"] == second["Location"]
    assert take(client, submission_key=KEY, ground="病人").status_code == 409
    assert Ticket.objects.count() == 1


def test_a_closed_hall_is_said_plainly_and_still_gives_numbers(client, closed, text):
    page = text(client.get("/kiosk/"))
    assert "大厅现在休息。" in page
    assert "2026-03-04 08:00" in page
    assert take(client).status_code == 302


def test_a_hall_may_close_its_kiosk_with_its_doors(client, closed, at, text):
    Hall.objects.update(settings=closed.settings | {"kiosk_closed_outside_hours": True}, catalog_stamp="new")
    answer = take(client)
    assert (answer.status_code, Ticket.objects.count()) == (422, 0)
    assert "届时开始取号" in text(answer)
    at(datetime(2026, 3, 4, 8, 0, tzinfo=SHANGHAI))
    assert take(client).status_code == 302


@pytest.mark.parametrize("path", ["/kiosk/", "/kiosk/?queue=C", "taken", "slip"])
def test_no_page_of_the_kiosk_is_kept(client, cast, opened, path):
    token = cast.a_ticket().token
    path = {"taken": f"/kiosk/taken/{token}/", "slip": f"/kiosk/slip/{token}.pdf"}.get(path, path)
    assert "no-store" in client.get(path)["Cache-Control"]


def test_no_page_of_the_kiosk_leads_out(client, cast, opened, text):
    token = cast.a_ticket().token
    for path in ("/kiosk/", "/kiosk/?queue=C", f"/kiosk/taken/{token}/"):
        links = re.findall(r'<a [^>]*href="([^"]+)"', text(client.get(path)))
        assert [link for link in links if not link.startswith(("/kiosk/", "#main"))] == []


def test_the_page_that_asks_goes_home_after_a_minute_and_home_forgets(client, opened, text):
    client.cookies["django_language"] = "en"
    page = text(client.get("/kiosk/", {"queue": "C"}))
    assert re.search(r'href="/kiosk/\?fresh=1" data-idle-home="60"', page)
    answer = client.get("/kiosk/?fresh=1")
    assert answer["Location"] == "/kiosk/"
    gone = {name for name, morsel in answer.cookies.items() if morsel["max-age"] == 0}
    assert {"django_language", "large_type", "messages"} <= gone
    assert "您要办什么" in text(client.get("/kiosk/"))


def test_the_kiosk_speaks_chinese_whatever_its_browser_says(client, opened, text):
    assert "您要办什么" in text(client.get("/kiosk/", headers={"accept-language": "en-US"}))


def test_the_slip_is_a_pdf_of_the_number(client, cast, opened):
    answer = client.get(f"/kiosk/slip/{cast.a_ticket(priority='priority', reason='老年人').token}.pdf")
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert client.get("/kiosk/slip/unknown.pdf").status_code == 404


def test_a_kiosk_without_a_printer_says_so(client, cast, opened, text):
    Hall.objects.update(settings=opened.settings | {"kiosk_printer": False}, catalog_stamp="new")
    page = text(client.get(f"/kiosk/taken/{cast.a_ticket().token}/"))
    assert "本机不打印" in page
    assert "data-slip" not in page


def test_the_tiles_renew_only_when_something_happened(client, cast, opened, text):
    version = client.get("/kiosk/")["X-Version"]
    assert client.get("/kiosk/", {"version": version}).status_code == 204
    ticket = cast.a_ticket()
    answer = client.get("/kiosk/", {"version": version})
    assert (answer.status_code, "<html" in text(answer)) == (200, False)
    tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now + timedelta(seconds=1))
    assert client.get("/kiosk/", {"version": answer["X-Version"]}).status_code == 200, ticket.number
