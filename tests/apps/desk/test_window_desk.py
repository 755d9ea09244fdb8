"""The desk and its queue: what a clerk sees, calls, holds and passes on, and what it costs."""

import html
import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from yichuang.apps.cases.models import Reminder
from yichuang.apps.tickets import commands as tickets
from yichuang.apps.tickets.models import Event, Pause, State, Ticket
from yichuang.core.lifecycle import State as CaseState

pytestmark = pytest.mark.django_db
HOME = "/desk/"


def act(client, name, *args, **data):
    return client.post(reverse(f"desk:{name}", args=args), data)


def called(cast, now, letter="C"):
    cast.a_ticket(letter)
    return tickets.call_next(window=cast.window(), by=cast.clerk, now=now)


def state_of(ticket):
    return Ticket.objects.get(pk=ticket.pk).state


def test_the_empty_desk_teaches(desk):
    page = desk.get(HOME)
    assert page.status_code == 200
    assert "现无人等候" in page.content.decode()


def test_the_line_shows_numbers_and_kinds_and_never_names(desk, cast):
    cast.a_ticket(holder="index-of-somebody")
    cast.a_ticket(priority="priority", reason="老年人")
    page = desk.get(HOME).content.decode()
    assert "C001" in page and "C002" in page and "优先" in page
    assert "index-of-somebody" not in page


@pytest.mark.parametrize("username", ["minzheng.a", "minzheng.b"])
@pytest.mark.parametrize(("waiting", "at_window"), [(0, ""), (30, "called"), (30, "serving")])
def test_the_desk_costs_few_queries(signed_in, cast, now, django_assert_max_num_queries, username, waiting, at_window):
    for _ in range(waiting):
        cast.a_ticket()
    cast.a_case()
    ticket = at_window and called(cast, now)
    if at_window == "serving":
        cast.a_visit(ticket=ticket, by=cast.person(username))
    client = signed_in(username)
    with django_assert_max_num_queries(15):
        assert client.get(HOME).status_code == 200


def test_a_call_costs_few_queries(desk, cast, django_assert_max_num_queries):
    cast.a_ticket()
    with django_assert_max_num_queries(15):
        assert act(desk, "call", submission_key="one").status_code == 302


def test_an_unchanged_panel_costs_next_to_nothing(desk, cast, django_assert_max_num_queries):
    cast.a_ticket()
    version = desk.get("/desk/panel/")["X-Version"]
    with django_assert_max_num_queries(8):
        answer = desk.get("/desk/panel/", {"version": version})
    assert (answer.status_code, answer.content) == (204, b"")


def test_the_panel_tells_a_new_number_and_a_new_hand_over(desk, cast, now):
    first = desk.get("/desk/panel/")["X-Version"]
    cast.a_ticket()
    second = desk.get("/desk/panel/", {"version": first})
    assert second.status_code == 200 and "C001" in second.content.decode()
    from yichuang.apps.reception import commands as reception

    visit = cast.a_visit(by=cast.other_clerk, window=cast.window("w1"), own_scope=False)
    reception.hand_over(visit=visit, to_staff=cast.clerk, handing=reception.Handing("escort", "低保"),
                        by=cast.other_clerk, now=now)  # fmt: skip
    assert desk.get("/desk/panel/", {"version": second["X-Version"]}).status_code == 200


def test_calling_shows_the_number_and_sends_it_nowhere_else(desk, cast):
    ticket = cast.a_ticket()
    assert act(desk, "call").url == HOME
    assert state_of(ticket) == State.CALLED
    page = desk.get(HOME).content.decode()
    assert f'name="ticket" value="{ticket.pk}"' in page


def test_calling_nobody_says_so(desk):
    page = desk.post("/desk/call/", follow=True).content.decode()
    assert "没有人在等候本窗口" in page


@pytest.mark.parametrize(
    ("name", "data", "state", "verb"),
    [
        ("recall", {}, State.CALLED, "recalled"),
        ("no_show", {"reason": "silent"}, State.NO_SHOW, "no_show"),
        ("return_ticket", {"reason": "wrong"}, State.WAITING, "returned"),
        ("hold", {"reason_text": "去复印"}, State.HELD, "held"),
    ],
)
def test_acts_on_the_called_number(desk, cast, now, name, data, state, verb):
    ticket = called(cast, now)
    act(desk, name, ticket.pk, **data)
    assert state_of(ticket) == state
    assert Event.objects.filter(ticket=ticket).latest("id").verb == verb


def test_a_ready_made_reason_is_kept_in_the_language_of_the_hall(desk, cast, now):
    ticket = called(cast, now)
    desk.cookies["django_language"] = "en"
    act(desk, "no_show", ticket.pk, reason="silent")
    assert Event.objects.filter(ticket=ticket).latest("id").note == "多次呼叫无人应答"


@pytest.mark.parametrize("name", ["no_show", "return_ticket", "hold", "transfer"])
@pytest.mark.parametrize("reason", ["", "  ", "NUL\x00", "长" * 10_000, "\ud800", "\u202eabc"])
def test_a_missing_or_unprintable_reason_changes_nothing(desk, cast, now, name, reason):
    ticket, events = called(cast, now), Event.objects.count()
    body = urlencode({"reason_text": reason, "to_window": cast.window("w1").pk}, errors="surrogatepass")
    address = reverse(f"desk:{name}", args=[ticket.pk])
    answer = desk.post(address, body, content_type="application/x-www-form-urlencoded", follow=True)
    assert answer.status_code == 200 and "message-error" in answer.content.decode()
    assert (state_of(ticket), Event.objects.count()) == (State.CALLED, events)


def test_a_held_number_comes_back_and_a_passed_one_returns(desk, cast, now):
    held = called(cast, now)
    act(desk, "hold", held.pk, reason="copies")
    passed = called(cast, now)
    act(desk, "no_show", passed.pk, reason="silent")
    page = desk.get(HOME).content.decode()
    assert f"/tickets/{held.pk}/resume/" in page and f"/tickets/{passed.pk}/return/" in page
    act(desk, "return_ticket", passed.pk, reason="late")
    act(desk, "resume", held.pk)
    assert (state_of(held), state_of(passed)) == (State.CALLED, State.WAITING)


def test_a_transfer_goes_to_the_named_window(desk, cast, now):
    ticket = called(cast, now)
    act(desk, "transfer", ticket.pk, to_window=cast.window("w1").pk, reason="other")
    assert Ticket.objects.get(pk=ticket.pk).reserved == cast.window("w1")


@pytest.mark.parametrize("name", ["recall", "no_show", "return_ticket", "hold", "resume", "transfer"])
def test_a_number_at_another_window_does_not_exist_here(desk, cast, now, name):
    ticket = cast.a_ticket("A")
    tickets.call_next(window=cast.window("w1"), by=cast.other_clerk, now=now)
    answer = act(desk, name, ticket.pk, reason="wrong", to_window=cast.window("w2").pk)
    assert answer.status_code == 404 and state_of(ticket) == State.CALLED


@pytest.mark.parametrize("pk", [0, 10**12, 10**30])
def test_numbers_that_are_not_there_are_not_found(desk, pk):
    assert desk.post(f"/desk/tickets/{pk}/recall/").status_code == 404


def test_pause_and_reopen(desk, cast):
    act(desk, "pause", reason="meeting")
    assert Pause.objects.get(ended_at=None).reason == "会议或培训"
    cast.a_ticket()
    assert "本窗口已暂停" in desk.post("/desk/call/", follow=True).content.decode()
    act(desk, "reopen")
    assert not Pause.objects.filter(ended_at=None).exists()


def test_the_same_click_twice_calls_one_number(desk, cast):
    first, second = cast.a_ticket(), cast.a_ticket()
    assert act(desk, "call", submission_key="k").url == act(desk, "call", submission_key="k").url
    assert (state_of(first), state_of(second)) == (State.CALLED, State.WAITING)


def test_the_same_key_with_another_body_is_a_conflict(desk, cast, now):
    ticket = called(cast, now)
    act(desk, "hold", ticket.pk, reason="copies", submission_key="k")
    assert act(desk, "hold", ticket.pk, reason="form", submission_key="k").status_code == 409


def test_a_clerk_sits_only_where_he_serves(signed_in, cast):
    client = signed_in("dangyuan.b")
    assert act(client, "sit", window=cast.window("w5").pk).url == HOME
    assert "5号窗口" in client.get(HOME).content.decode()
    assert act(client, "sit", window=cast.window("w1").pk).status_code == 404
    assert act(client, "sit", window="x\x00").status_code == 404


def test_whoever_serves_no_window_finds_his_places(signed_in):
    page = signed_in("leader.duty").get(HOME)
    assert page.status_code == 200 and "您不在窗口值守" in page.content.decode()


@pytest.mark.parametrize("who", ["leader.principal", "leader.charge", "minzheng.head"])
def test_whoever_decides_begins_with_what_waits_for_him(signed_in, who):
    assert signed_in(who).get(HOME).url == reverse("desk:todo")


def test_my_cases_stand_by_urgency(desk, cast, now, monkeypatch):
    from yichuang.config import clock

    cast.a_case()
    assert "个工作日" in desk.get(HOME).content.decode()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=1))
    assert desk.get(HOME).status_code == 200


class TestTheCountsOfTheDesk:
    """Every count of the desk opens exactly the rows it counts (principle 2 of the interface)."""

    def links(self, page, label=""):
        """Address and count of the lights, or of the entry with a label."""
        lights = r'<a href="(/desk/cases/\?[^"]+)">.*?</span>\s*(\d+)</a>'
        owed = rf'<a href="([^"]+)">{label}</a> <strong[^>]*>(\d+)</strong>'
        found = re.findall(owed if label else lights, page, re.S)
        return [(html.unescape(address), int(count)) for address, count in found]

    def rows(self, client, address):
        return set(re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', client.get(address).content.decode()))

    def test_a_light_opens_the_own_cases_of_that_light(self, cast, signed_in, at):
        old, new = cast.a_case(), cast.a_case(now=cast.now + timedelta(days=3))
        at(old.due_at + timedelta(seconds=1))
        for who, cases in (("minzheng.a", {str(old), str(new)}), ("minzheng.b", set())):
            client = signed_in(who)
            counted = self.links(client.get(HOME).content.decode())
            assert [address for address, _ in counted] == [
                f"/desk/cases/?list=mine&light={light}&order=due" for light in ("red", "yellow", "green")
            ]
            listed = [self.rows(client, address) for address, _ in counted]
            assert [count for _, count in counted] == [len(one) for one in listed]
            assert set().union(*listed) == cases
            assert self.rows(client, "/desk/cases/?light=red") == {str(old)}, "the window's list shows a colleague's"

    def test_the_list_says_that_it_holds_the_own_cases(self, cast, desk):
        cast.a_case()
        assert "我的在办件" in desk.get("/desk/cases/?list=mine").content.decode()

    def test_what_waits_opens_its_rows(self, cast, signed_in):
        approved, handled = cast.a_case(at=CaseState.APPROVED), cast.a_case(at=CaseState.HANDLED)
        clerk, head = signed_in("minzheng.a"), signed_in("minzheng.b")
        [(results, count)] = self.links(clerk.get(HOME).content.decode(), "待送达的结果")
        assert count == 1 and self.rows(clerk, results) == {str(approved)}
        [(review, count)] = self.links(head.get(HOME).content.decode(), "待审核")
        assert count == 1 and self.rows(head, review) == {str(handled)}

    def test_new_reminders_open_without_the_seen_ones(self, cast, desk, now):
        seen, new = cast.a_case(), cast.a_case()
        for case, at in ((seen, now), (new, None)):
            Reminder.objects.create(case=case, to=cast.clerk, light="red", due_at=case.due_at, at=now, seen_at=at)
        [(address, count)] = self.links(desk.get(HOME).content.decode(), "新提醒")
        assert count == 1 and self.rows(desk, address) == {str(new)}
