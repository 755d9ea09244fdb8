"""On SQLite one change after the other, also across the processes of a site; on PostgreSQL a short wait."""

import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import ConnectionHandler

from yichuang.apps.audit import turns
from yichuang.apps.audit.turns import turn, writing

pytestmark = pytest.mark.django_db
sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own row locks")
TRY = "import fcntl, sys; fcntl.flock(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB)"


def another_process_gets_its_turn():
    command = [sys.executable, "-c", TRY, str(settings.SITE / "turns.lock")]
    told = subprocess.run(command, check=False, capture_output=True)
    return told.returncode == 0


@sqlite
def test_another_process_waits_while_this_one_writes():
    with writing():
        assert not another_process_gets_its_turn()
    assert another_process_gets_its_turn()


@sqlite
def test_a_turn_ends_with_an_error_too():
    with pytest.raises(ZeroDivisionError), writing():
        raise ZeroDivisionError
    assert another_process_gets_its_turn()


@sqlite
def test_other_threads_of_the_process_wait_and_the_same_one_does_not():
    got = []

    def other():
        with turn():
            got.append("other")

    with turn(), turn():
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(0.2)
        assert got == []
    thread.join(5)
    assert got == ["other"]


@sqlite
def test_waiting_for_the_own_turn_leaves_other_processes_alone():
    with turn():
        with writing():
            pass
        assert another_process_gets_its_turn()


def waiting_thread(got):
    def other():
        with turn():
            got.append("other")

    thread = threading.Thread(target=other)
    thread.start()
    return thread


def test_on_postgresql_a_change_lets_a_short_one_finish(monkeypatch):
    monkeypatch.setattr(turns, "connection", SimpleNamespace(vendor="postgresql"))
    monkeypatch.setattr(turns, "PATIENCE", 30)
    got = []
    with turn():
        thread = waiting_thread(got)
        thread.join(0.2)
        assert got == []
    thread.join(5)
    assert got == ["other"]


def test_on_postgresql_nobody_waits_for_a_long_change(monkeypatch):
    monkeypatch.setattr(turns, "connection", SimpleNamespace(vendor="postgresql"))
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    got = []
    with turn():
        waiting_thread(got).join(5)
        assert got == ["other"]
    with turn():
        pass
    waiting_thread(got).join(5)
    assert got == ["other", "other"]  # given back, and not by who never had it


@pytest.fixture
def handler(tmp_path, monkeypatch):
    """Connections to a database of their own, in no transaction of a test."""
    handler = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "turns"}})
    monkeypatch.setattr(turns, "connections", handler)
    monkeypatch.setattr(turns, "_of_the_turn", {})
    yield handler
    for one in (*turns._of_the_turn.values(), handler["default"]):
        one.close()


def seen_in_a_turn(handler, got):
    with turn(), turn():
        handler["default"].ensure_connection()
        got.append(handler["default"])
    got.append(handler["default"])


def seen_by_a_thread(handler):
    got = []
    thread = threading.Thread(target=seen_in_a_turn, args=[handler, got])
    thread.start()
    thread.join(5)
    return got


def test_who_has_the_turn_works_on_its_connection_and_has_the_own_one_back(handler):
    own, got = handler["default"], []
    seen_in_a_turn(handler, got)
    others = [seen_by_a_thread(handler) for _ in range(2)]
    assert [in_turn for in_turn, _ in (got, *others)] == [*turns._of_the_turn.values()] * 3
    assert got[1] is own
    assert len({id(one) for one in (own, others[0][1], others[1][1], *turns._of_the_turn.values())}) == 4


def test_a_connection_left_in_the_middle_of_something_is_not_handed_on(handler):
    with turn():
        handler["default"].set_autocommit(False)
    assert [one.connection for one in turns._of_the_turn.values()] == [None]
    with turn():
        assert handler["default"].get_autocommit()


def test_a_transaction_under_way_keeps_its_connection(handler):
    own = handler["default"]
    own.in_atomic_block = True
    with turn():
        assert handler["default"] is own
    own.in_atomic_block = False


def test_who_went_on_without_the_turn_keeps_his_connection(handler, monkeypatch):
    monkeypatch.setattr(turns, "connection", SimpleNamespace(vendor="postgresql"))
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with turn():
        in_turn, after = seen_by_a_thread(handler)
    assert in_turn is after
    assert in_turn not in turns._of_the_turn.values()
