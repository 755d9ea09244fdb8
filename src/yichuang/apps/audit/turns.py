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
from contextlib import contextmanager, nullcontext

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

try:
    import fcntl
except ImportError:  # a system without file locks: processes wait by SQLite's own handler
    fcntl = None  # type: ignore[assignment]

# Seconds one change waits for another of its process on PostgreSQL: many a common change, and no long one.
PATIENCE = 0.25

_one_writer = threading.RLock()
# By process, as a child opened by a fork must open its own.
_of_the_turn: dict[int, BaseDatabaseWrapper] = {}
_file: dict[int, int] = {}


@contextmanager
def turn() -> Iterator[None]:
    """One change of this process at a time, from its first line of Python on; on PostgreSQL waits only a short while.

    Who has the turn works on the turn's own connection: the same one for every change, with its statements planned and
    its pages at hand, where a connection for each thread would have each go cold while the others work.
    """
    mine = _one_writer.acquire(timeout=-1 if connection.vendor == "sqlite" else PATIENCE)
    try:
        with _warm() if mine else nullcontext():
            yield
    finally:
        if mine:
            _one_writer.release()


@contextmanager
def _warm() -> Iterator[None]:
    own = connections[DEFAULT_DB_ALIAS]
    if own.in_atomic_block or own.allow_thread_sharing:  # in use already, or shared by whoever started this thread
        yield
        return
    pid = os.getpid()
    if pid not in _of_the_turn:
        _of_the_turn[pid] = connections.create_connection(DEFAULT_DB_ALIAS)
        _of_the_turn[pid].inc_thread_sharing()
    connections[DEFAULT_DB_ALIAS] = shared = _of_the_turn[pid]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own
        shared.close_if_unusable_or_obsolete()


@contextmanager
def writing() -> Iterator[None]:
    """Around an outermost write transaction on SQLite: the turn of this process, and among all of this site."""
    if connection.vendor != "sqlite":
        yield
        return
    with _one_writer:
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
    """The site's file of turns, opened once a process."""
    pid = os.getpid()
    if pid not in _file:
        _file.clear()
        _file[pid] = os.open(settings.SITE / "turns.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    return _file[pid]
