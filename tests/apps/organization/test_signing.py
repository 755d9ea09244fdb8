"""Signing in: who gets in, what a guesser learns (nothing), when a session ends."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from yichuang.apps.audit.models import Entry, Submission
from yichuang.apps.organization.models import Staff

SIGN_IN, PASSWORD = "/staff/sign-in/", "/staff/password/"
GOOD, NEXT = "Sample-Pass-2026", "Other-Pass-2027"


@pytest.fixture
def clerk(cast):
    staff = cast.clerk
    staff.set_password(GOOD)
    staff.must_change_password = False
    staff.save()
    return staff


def enter(client, username="minzheng.a", password=GOOD, source="10.0.0.1", **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more}, REMOTE_ADDR=source)


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def test_signing_in_opens_a_fresh_session_and_leads_on(client, clerk):
    client.get(SIGN_IN)
    before = client.session.session_key
    answer = enter(client, next="/staff/ledger/?month=2026-03")
    assert (answer.status_code, answer["Location"]) == (302, "/staff/ledger/?month=2026-03")
    assert signed_in_as(client) == str(clerk.pk)
    assert client.session.session_key != before
    assert abs(client.session["seen"] - time.time()) < 60


ELSEWHERE = ["https://other.example/", "//other.example/", "javascript:alert(1)", "/\\other.example", "", "\0"]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_next_never_leads_to_another_site(client, clerk, wanted):
    assert enter(client, next=wanted)["Location"] == reverse("desk:home")


@pytest.mark.parametrize(
    ("username", "place"),
    [("admin.system", "/staff/people/"), ("admin.security", "/staff/people/"), ("admin.audit", "/staff/audit/")],
)
def test_administrators_arrive_at_their_own_page(client, cast, username, place):
    staff = cast.person(username)
    staff.set_password(GOOD)
    staff.must_change_password = False
    staff.save()
    assert enter(client, username)["Location"] == place
    assert client.get(place).status_code == 200


def test_a_guesser_learns_nothing_about_names(client, cast, clerk):
    closed = cast.stand_in
    closed.set_password(GOOD)
    closed.is_active = False
    closed.save()
    pages = []
    tries = {"minzheng.a": "wrong", "nobody.here": "wrong", "minzheng.b": GOOD, "assessor": "no password yet"}
    for username, password in tries.items():
        answer = enter(client, username, password)
        assert answer.status_code == 422
        assert signed_in_as(client) is None
        text = answer.content.decode()
        pages.append(text[text.index("note-bad") : text.index("</ul>", text.index("note-bad"))])
    assert len(set(pages)) == 1
    assert "用户名或密码不正确" in pages[0]


def test_an_unknown_name_costs_as_much_work_as_a_known_one(client, clerk, monkeypatch):
    from django.contrib.auth import hashers

    spent = []
    hasher = hashers.get_hasher()
    for name in ("encode", "verify"):
        real = getattr(type(hasher), name)
        monkeypatch.setattr(type(hasher), name, lambda *args, real=real: spent.append(1) or real(*args))
    work = []
    for username in ("minzheng.a", "nobody.here", "assessor"):
        spent.clear()
        enter(client, username, "wrong")
        work.append(len(spent))
    assert work == [work[0]] * 3
    assert work[0] >= 1


def test_five_failures_lock_this_account_at_this_source_only(client, cast, clerk):
    for username in ("minzheng.a", "nobody.here"):
        answers = [enter(client, username, "wrong", source="10.0.0.9") for _ in range(settings.AXES_FAILURE_LIMIT)]
        assert [one.status_code for one in answers] == [422] * 4 + [429]
        assert "锁定 15 分钟" in answers[-1].content.decode()
    assert enter(client, source="10.0.0.9").status_code == 429
    assert signed_in_as(client) is None
    assert enter(client, source="10.0.0.10").status_code == 302
    colleague = cast.stand_in
    colleague.set_password(GOOD)
    colleague.save()
    assert enter(client, "minzheng.b", source="10.0.0.9").status_code == 302


def test_a_lock_ends_by_itself_after_a_quarter_of_an_hour(client, clerk):
    with time_machine.travel("2026-03-04T10:00:00+08:00", tick=False) as clock:
        for _ in range(settings.AXES_FAILURE_LIMIT):
            enter(client, password="wrong")
        clock.shift(timedelta(minutes=14))
        assert enter(client).status_code == 429  # and the quarter of an hour begins anew
        clock.shift(timedelta(minutes=14))
        assert enter(client, source="10.0.0.2").status_code == 302
        clock.shift(timedelta(minutes=2))
        assert enter(client).status_code == 302


def test_the_security_administrator_unlocks(client, clerk, signed_in):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        enter(client, password="wrong")
    office = signed_in("admin.security")
    person = reverse("organization:person", args=[clerk.pk])
    assert "10.0.0.1" in office.get(person).content.decode()
    assert office.post(reverse("organization:person_unlock", args=[clerk.pk]))["Location"] == person
    assert Entry.objects.get(verb="staff.unlocked").subject == clerk.ref
    office.logout()
    assert enter(client).status_code == 302


@pytest.mark.parametrize("idle", [(1799, True), (1800, True), (1801, False), (86400, False)])
def test_an_idle_session_ends(client, clerk, idle):
    seconds, stays = idle
    with time_machine.travel("2026-03-04T10:00:00+08:00", tick=False) as clock:
        enter(client)
        clock.shift(timedelta(seconds=seconds))
        assert (client.get(PASSWORD).status_code == 200) is stays
        assert (signed_in_as(client) is not None) is stays


def test_work_keeps_a_session_open(client, clerk):
    with time_machine.travel("2026-03-04T10:00:00+08:00", tick=False) as clock:
        enter(client)
        for _ in range(4):
            clock.shift(timedelta(minutes=29))
            assert client.get(PASSWORD).status_code == 200


def test_signing_out_is_a_post_and_ends_the_session(client, clerk):
    enter(client)
    assert client.get("/staff/sign-out/").status_code == 405
    assert signed_in_as(client)
    assert client.post("/staff/sign-out/")["Location"] == SIGN_IN
    assert signed_in_as(client) is None


def test_a_one_time_password_must_be_changed_first(client, clerk):
    Staff.objects.filter(pk=clerk.pk).update(must_change_password=True)
    assert enter(client, next="/staff/ledger/")["Location"] == PASSWORD
    assert client.get("/staff/ledger/")["Location"] == PASSWORD
    change(client)
    assert client.get("/staff/ledger/").status_code == 200


def change(client, old=GOOD, new=NEXT, repeated=None):
    return client.post(PASSWORD, {"old_password": old, "new_password": new, "repeated": repeated or new})


REFUSED = [
    ("eleven characters", GOOD, "Abcdefghi-1", None),
    ("two classes", GOOD, "onlysmallletters2026", None),
    ("common", GOOD, "1Qaz2wsx3edc", None),
    ("like the user name", GOOD, "Minzheng.a-1", None),
    ("repeated otherwise", GOOD, NEXT, NEXT + "x"),
    ("same as before", GOOD, GOOD, None),
    ("old one wrong", "Wrong-Pass-2026", NEXT, None),
    ("old one empty", "", NEXT, None),
    ("new one empty", GOOD, "", None),
    ("ten thousand letters", GOOD, "Aa1-" * 2500, None),
    ("NUL inside", GOOD, "Aa1-\0Aa1-Aa1-Aa1-", None),
]


@pytest.mark.parametrize(("old", "new", "repeated"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_password_that_breaks_a_rule_changes_nothing(client, clerk, old, new, repeated):
    enter(client)
    answer = change(client, old, new, repeated)
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    clerk.refresh_from_db()
    assert clerk.check_password(GOOD)


@pytest.mark.parametrize("new", ["Abcdefghij-1", "onlysmall-2026", "SMALL and 大字 12", "Aa1-" * 32])
def test_a_password_at_the_limit_is_taken(client, clerk, new):
    enter(client)
    assert change(client, new=new).status_code == 302
    clerk.refresh_from_db()
    assert clerk.check_password(new)


def test_changing_the_password_ends_other_sessions_and_keeps_no_trace_of_it(client, clerk):
    from django.test import Client

    elsewhere = Client()
    enter(elsewhere)
    enter(client)
    assert elsewhere.get(PASSWORD).status_code == 200
    assert change(client).status_code == 302
    assert client.get(PASSWORD).status_code == 200
    assert elsewhere.get(PASSWORD).status_code == 302
    entry = Entry.objects.get(verb="staff.password_changed")
    assert (entry.detail, Submission.objects.count()) == ("{}", 0)
    assert enter(elsewhere, password=NEXT).status_code == 302


def test_guessing_the_old_password_at_an_open_desk_locks_too(client, clerk):
    enter(client)
    answers = [change(client, old="wrong").status_code for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert answers == [422] * 4 + [429]
    assert change(client).status_code == 429
