"""Whose turn it is to change something: on SQLite one after the other, in a process and across processes.

The database lets only one writer in. Threads that wait for it share the interpreter with the one that writes and would
stretch its transaction; processes that wait for it would sleep and try again. So threads of a process take turns as a
whole, and the transactions of all processes take turns at a file, which hands over at once.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from django.conf import settings
from django.db import connection

try:
    import fcntl
except ImportError:  # a system without file locks: processes wait by SQLite's own handler
    fcntl = None  # type: ignore[assignment]

_one_writer = threading.RLock()
_file: dict[int, int] = {}


def turn() -> AbstractContextManager[Any]:
    """On SQLite one change of this process at a time, from its first line of Python on; on PostgreSQL no waiting."""
    return _one_writer if connection.vendor == "sqlite" else nullcontext()


@contextmanager
def writing() -> Iterator[None]:
    """Around an outermost write transaction: the turn of this process, and among all processes of this site."""
    with turn():
        if fcntl is None or connection.vendor != "sqlite":
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
