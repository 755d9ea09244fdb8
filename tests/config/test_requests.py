"""What holds for every request: idle sessions end, nothing is stored by the browser, no NUL gets in."""

from datetime import timedelta

import pytest

from yichuang.apps.audit import Refusal, once
from yichuang.apps.audit.models import Submission
from yichuang.config import clock


@pytest.fixture
def at(monkeypatch, now):
    """`at(minutes=31)`: the clock stands that much after the hall opened."""

    def stand(**after):
        monkeypatch.setattr(clock, "now", lambda: now + timedelta(**after))

    stand()
    return stand


@pytest.fixture
def desk(signed_in, now):
    client = signed_in("minzheng.a")
    session = client.session
    session["seen"] = session["since"] = int(now.timestamp())
    session.save()
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/desk/", "/nowhere/"])
def test_no_page_loads_anything_from_elsewhere(client, address):
    policy = client.get(address)["Content-Security-Policy"]
    told = {name: where for name, *where in (one.split() for one in policy.split("; "))}
    assert told == {
        "default-src": ["'self'"], "img-src": ["'self'", "data:"], "object-src": ["'none'"],
        "frame-ancestors": ["'self'"], "base-uri": ["'none'"], "form-action": ["'self'"],
    }  # fmt: skip


@pytest.mark.django_db
class TestSessions:
    @pytest.mark.parametrize(("minutes", "answer"), [(30, 200), (31, 302)])
    def test_half_an_hour_of_rest_ends_it(self, desk, at, minutes, answer):
        at(minutes=minutes)
        assert desk.get("/desk/").status_code == answer

    def test_a_page_that_asks_by_itself_is_no_work(self, desk, at):
        for minutes in (10, 20, 30):
            at(minutes=minutes)
            assert desk.get("/desk/panel/?version=x").status_code == 200
        at(minutes=31)
        assert desk.get("/desk/").status_code == 302

    def test_work_keeps_it_open_but_not_beyond_a_day(self, desk, at, settings):
        most = settings.SESSION_COOKIE_AGE // 60
        for minutes in range(20, most + 1, 20):
            at(minutes=minutes)
            assert desk.get("/desk/").status_code == 200, minutes
        at(minutes=most + 1)
        assert desk.get("/desk/").status_code == 302


@pytest.mark.django_db
class TestStorage:
    @pytest.mark.parametrize("path", ["/desk/", "/desk/cases/", "/staff/sign-in/", "/staff/ledger/"])
    def test_staff_pages_are_not_stored(self, desk, at, path):
        assert "no-store" in desk.get(path)["Cache-Control"]

    @pytest.mark.parametrize(
        "path",
        [
            *(
                f"/{page}?q=%00"
                for page in ("", "guide/", "ledger/", "desk/cases/", "desk/find/", "desk/first-contacts/")
            ),
            *(f"/staff/ledger{end}?month=%00" for end in ("/", ".xlsx", ".pdf")),
            *(f"/staff/people/?{name}=%00" for name in ("q", "role", "department", "after", "before")),
            *(f"/ledger/?{name}=a%00b" for name in ("after", "before", "window", "month")),
            *(f"/{place}/%00/" for place in ("v", "t", "rate", "guide", "kiosk/taken")),
            "/staff/audit/?subject=%00",
            "/v/?code=%00",
            "/desk/visits/1/intake/NUL%00/",
        ],
    )
    def test_a_nul_is_refused_before_anything_else(self, desk, at, path):
        assert desk.get(path).status_code == 400

    @pytest.mark.parametrize("key", [10**20, 2**63, 2**63 - 1])
    def test_numbers_no_column_holds_name_nothing(self, desk, at, key):
        for path in (f"/desk/visits/{key}/consult/", f"/desk/cases/{key}/", f"/desk/notices/{key}/"):
            assert desk.get(path).status_code == 404, path


@pytest.mark.django_db
def test_what_is_kept_of_a_form_gives_no_number_away(client, cast, at):
    """The digest is keyed: equal forms are known again, and trying every number finds nothing."""
    from yichuang.integrations.keys import sm3_hex

    sent = {"queue": "C", "ground": "", "identity": "429999199003070011", "submission_key": "k1"}
    client.post("/kiosk/take/", sent)
    kept = Submission.objects.get()
    fields = sorted((name, [value]) for name, value in sent.items() if name != "submission_key")
    assert kept.body not in {sm3_hex(f"/kiosk/take/{fields!r}".encode()), sm3_hex(f"/kiosk/take/{fields!a}".encode())}
    assert "429999" not in kept.answer + kept.body


@pytest.mark.django_db
def test_a_constraint_that_lets_only_one_through_is_a_refusal(hall, now, rf):
    """Two people at the same moment: the second is told, not shown an error."""
    from django.db import IntegrityError

    from yichuang.apps.audit.web import perform

    request = rf.post("/desk/call/")
    request.now, request.resolver_match = now, type("Match", (), {"view_name": "desk:call"})

    def run():
        raise IntegrityError("UNIQUE constraint failed")

    told = []
    perform(request, run, told.append)
    assert isinstance(told[0], Refusal) and told[0].code == "done_meanwhile"
    with pytest.raises(IntegrityError):
        once(actor="citizen", key="k", body="b", now=now, run=run)


@pytest.mark.parametrize(
    ("https", "forwarded", "source"),
    [
        (True, "10.0.0.9, 10.0.0.7", "10.0.0.7"),
        (True, "10.0.0.7", "10.0.0.7"),
        (True, "", "10.0.0.1"),
        (False, "10.0.0.9", "10.0.0.1"),
    ],
)
def test_the_source_is_what_the_proxy_added_last_and_only_behind_one(rf, settings, https, forwarded, source):
    from yichuang.config.middleware import name_source

    settings.BEHIND_HTTPS = https
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    name_source(lambda given: given)(request)
    assert request.META["REMOTE_ADDR"] == source


@pytest.mark.django_db
def test_a_change_waits_for_its_turn_and_a_look_does_not(client, cast, at):
    """While somebody's change is under way a reader is served; the sign-in, slow on purpose, waits for nobody."""
    import threading

    from django.urls import reverse

    from yichuang.apps.audit import turn
    from yichuang.config import middleware

    assert reverse("organization:sign_in") == middleware.SIGN_IN
    held, done, answered = threading.Event(), threading.Event(), []

    def hold():
        with turn():
            held.set()
            done.wait(10)

    busy = threading.Thread(target=hold)
    busy.start()
    held.wait(10)
    quick = middleware.take_turns(lambda request: answered.append(request.method) or "served")
    quick(type("Request", (), {"method": "GET", "path_info": "/desk/"}))
    quick(type("Request", (), {"method": "POST", "path_info": middleware.SIGN_IN}))
    waiting = threading.Thread(target=quick, args=[type("Request", (), {"method": "POST", "path_info": "/desk/call/"})])
    waiting.start()
    waiting.join(0.2)
    assert (waiting.is_alive(), answered) == (True, ["GET", "POST"])
    done.set()
    busy.join(10)
    waiting.join(10)
    assert answered == ["GET", "POST", "POST"]
