"""One command, one transaction, one audit entry."""

import functools
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, transaction

from yichuang.apps.audit.refusal import Refused, SameKeyOtherBody
from yichuang.apps.audit.turns import writing

P = ParamSpec("P")
R = TypeVar("R")

_state = threading.local()


class NotACommand(RuntimeError):
    """A write was tried outside a command, or a command left no trace or two."""


@contextmanager
def _transaction() -> Iterator[None]:
    """The outermost write transaction of this thread, or the one already open."""
    if getattr(_state, "depth", 0):
        yield
        return
    with writing():
        _state.depth = 1
        try:
            with transaction.atomic():
                yield
        finally:
            _state.depth = 0


def batch() -> Any:
    """Several commands in one transaction: for loading and for the sample quarter, never for a person's click."""
    return _transaction()


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Marks a named change: opens its transaction and insists on exactly one audit entry.

    Raises `Refused` (nothing changed) as the wrapped function does. Commands do not call commands; they share steps.
    """

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        with _transaction():
            if getattr(_state, "records", None) is not None:
                raise NotACommand(f"{function.__name__} was called inside another command; share a step instead")
            _state.records = []
            try:
                result = function(*args, **kwargs)
                if len(_state.records) != 1:
                    raise NotACommand(f"{function.__name__} left {len(_state.records)} audit entries, not one")
                return result
            finally:
                _state.records = None

    wrapper.is_command = True  # type: ignore[attr-defined]
    return wrapper


def step(function: Callable[P, R]) -> Callable[P, R]:
    """Marks a part of a change that only a command may run; it leaves no entry of its own."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        if getattr(_state, "records", None) is None:
            raise NotACommand(f"{function.__name__} is a step and needs a command around it")
        return function(*args, **kwargs)

    wrapper.is_step = True  # type: ignore[attr-defined]
    return wrapper


def record(
    *, hall: str, verb: str, by: str, subject: str, now: datetime, detail: Mapping[str, Any] | None = None
) -> None:
    """Appends the command's one audit entry: `by` and `subject` as "kind:id", `detail` without personal data."""
    from yichuang.apps.audit import chain

    if getattr(_state, "records", None) is None:
        raise NotACommand(f"{verb}: an audit entry belongs to a command")
    _state.records.append(verb)
    chain.append(hall=hall, verb=verb, by=by, subject=subject, now=now, detail=detail or {})


def once(*, actor: str, key: str, body: str, now: datetime, run: Callable[[], str]) -> str:
    """Runs `run` (which returns an address) unless this actor already sent `key`; then gives the first answer again.

    `body` is a digest of what was sent. Raises SameKeyOtherBody when the key is known with another body.
    """
    from yichuang.apps.audit import submissions

    try:
        with _transaction():
            answer = run()
            if submissions.remember(actor=actor, key=key, body=body, answer=answer, now=now):
                return answer
            transaction.set_rollback(True)
    except (Refused, IntegrityError):
        # The second of two equal submissions finds its work already done; it deserves the first one's answer.
        earlier = submissions.find(actor=actor, key=key)
        if earlier is None:
            raise
    else:
        earlier = submissions.find(actor=actor, key=key)
    if earlier is None or earlier.body != body:
        raise SameKeyOtherBody
    return earlier.answer
