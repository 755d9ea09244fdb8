"""On SQLite one change after the other, also across the processes of a site; on PostgreSQL a short wait."""

import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection

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
