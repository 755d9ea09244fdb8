"""Whose turn it is to change something: on SQLite one after the other, in a process and across processes.

The database lets only one writer in. Threads that wait for it share the interpreter with the one that writes and would
stretch its transaction; processes that wait for it would sleep and try again. So threads of a process take turns as a
whole, and the transactions of all processes take turns at a file, which hands over at once.

On PostgreSQL the changes of a hall meet at its numbers and at its chain, and the threads of a process stretch the
transaction that holds them in the same way. There a turn is a courtesy: who has waited long enough goes on without it.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.conf import settings
from django.db import connection

try:
    import fcntl
except ImportError:  # a system without file locks: processes wait by SQLite's own handler
    fcntl = None  # type: ignore[assignment]

# Seconds one change waits for another of its process on PostgreSQL: many a common change, and no long one.
PATIENCE = 0.25

_one_writer = threading.RLock()
_file: dict[int, int] = {}


def turn() -> AbstractContextManager[Any]:
    """One change of this process at a time, from its first line of Python on; on PostgreSQL only for a short while."""
    return _one_writer if connection.vendor == "sqlite" else _courtesy()


@contextmanager
def _courtesy() -> Iterator[None]:
    mine = _one_writer.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if mine:
            _one_writer.release()


@contextmanager
def writing() -> Iterator[None]:
    """Around an outermost write transaction on SQLite: the turn of this process, and among all of this site."""
    if connection.vendor != "sqlite":
        yield
        return
    with turn():
        if fcntl is None:
            yield
            return
        number = _lock_file()
        fcntl.flock(number, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(number, fcntl.LOCK_UN)


def _lock_file() -> int:
    """The site's file of turns, opened once a process; a child opened by a fork must open its own."""
    pid = os.getpid()
    if pid not in _file:
        _file.clear()
        _file[pid] = os.open(settings.SITE / "turns.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    return _file[pid]
