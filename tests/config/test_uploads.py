"""Files on their way in: only where they are taken, only from who may send them, and never while others wait."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.apps.attachments.sending import a_file, stored
from tests.integrations.scans import samples
from yichuang.apps.attachments import intake
from yichuang.apps.audit import turn
from yichuang.config import middleware
from yichuang.config.access import ROUTES
from yichuang.config.uploads import Counted, takes_files

FILES = {"desk:add_scans", "desk:record_survey", "desk:attachment_open"}


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"


@pytest.fixture
def written(monkeypatch):
    """What was written of files as they came in."""
    sizes, real = [], Counted.receive_data_chunk

    def count(self, raw_data, start):
        sizes.append(len(raw_data))
        return real(self, raw_data, start)

    monkeypatch.setattr(Counted, "receive_data_chunk", count)
    return sizes


def test_the_routes_that_take_files_are_these():
    assert {name for name, rule in ROUTES.items() if rule.files} >= FILES
    for name in FILES:
        assert takes_files(RequestFactory().post(reverse(name, args=[1])))
    for path in ("/desk/call/", "/kiosk/take/", "/nowhere/"):
        assert not takes_files(RequestFactory().post(path))


@pytest.mark.django_db
class TestWhoSends:
    def test_who_may(self, cast, signed_in, written):
        case = cast.a_case()
        signed_in("minzheng.a").post(reverse("desk:add_scans", args=[case.pk]), {"files": a_file()})
        assert written and stored()

    @pytest.mark.parametrize("who", ["leader.principal", "admin.system", None])
    def test_who_may_not_leaves_nothing(self, cast, signed_in, written, who):
        case = cast.a_case()
        client = signed_in(who) if who else Client()
        answer = client.post(reverse("desk:add_scans", args=[case.pk]), {"files": a_file()})
        assert answer.status_code == (403 if who else 302) and not written and not stored()

    @pytest.mark.parametrize("name", ["desk:call", "screens:take", "organization:sign_in"])
    def test_elsewhere_files_are_dropped_as_they_come(self, signed_in, written, name):
        answer = signed_in("minzheng.a").post(reverse(name), {"files": a_file(bytes(5_000_000))})
        assert answer.status_code < 500 and not written

    def test_a_form_beside_its_files_keeps_its_own_limit(self, cast, signed_in):
        case = cast.a_case()
        sent = {"files": a_file(), "title": "x" * 2_000_000}
        assert signed_in("minzheng.a").post(reverse("desk:add_scans", args=[case.pk]), sent).status_code == 413

    def test_a_full_disk_is_told_in_words(self, cast, signed_in, monkeypatch):
        def full(self, raw_data, start):
            raise OSError(28, "No space left on device")

        case = cast.a_case()
        monkeypatch.setattr(Counted, "receive_data_chunk", full)
        answer = signed_in("minzheng.a").post(reverse("desk:add_scans", args=[case.pk]), {"files": a_file()})
        assert answer.status_code == 507 and "磁盘已满" in answer.content.decode()


class TestCounting:
    def sent(self, now, *files):
        request = RequestFactory().post("/", {"files": list(files)})
        request.now = now
        request.upload_handlers = [Counted(request)]
        return request.FILES.getlist("files")

    def test_a_file_arrives_as_it_was(self, now):
        content = samples.jpeg((3000, 2000)) + bytes(3_000_000)
        (one,) = self.sent(now, a_file(content))
        assert (one.name, one.size, one.read()) == ("样例.jpg", len(content), content)

    def test_beyond_the_limit_a_byte_more_is_kept_and_its_size_told(self, now):
        most = intake.most(now.date()).megabytes * intake.MEBI
        (one,) = self.sent(now, a_file(bytes(most + 500_000)))
        assert one.size == most + 500_000 and len(one.read()) == most + 1


def test_a_post_with_files_holds_no_turn_and_waits_for_none():
    """While somebody's change is under way a file comes in and is made anew; only its command waits."""
    held, done = threading.Event(), threading.Event()

    def hold():
        with turn():
            held.set()
            done.wait(10)

    busy = threading.Thread(target=hold)
    busy.start()
    held.wait(10)
    answer = middleware.take_turns(lambda request: "served")
    with ThreadPoolExecutor(1) as pool:
        request = RequestFactory().post(reverse("desk:add_scans", args=[1]))
        assert pool.submit(answer, request).result(timeout=5) == "served"
        waiting = pool.submit(answer, RequestFactory().post("/desk/call/"))
        with pytest.raises(TimeoutError):
            waiting.result(timeout=0.2)
        done.set()
        assert waiting.result(timeout=5) == "served"
    busy.join(10)


@pytest.mark.django_db
def test_no_transaction_is_open_while_a_file_is_made_anew(cast, signed_in, monkeypatch):
    from yichuang.apps.audit import frame, turns

    seen, real = [], intake.clean_apart

    def look(content, bounds):
        free = ThreadPoolExecutor(1).submit(lambda: turns._one_writer.acquire(blocking=False) and not _give_back())
        seen.append((getattr(frame._state, "depth", 0), free.result()))
        return real(content, bounds)

    def _give_back():
        turns._one_writer.release()

    monkeypatch.setattr(intake, "clean_apart", look)
    case = cast.a_case()
    answer = signed_in("minzheng.a").post(reverse("desk:add_scans", args=[case.pk]), {"files": a_file()})
    assert answer.status_code == 302 and seen == [(0, True)]
