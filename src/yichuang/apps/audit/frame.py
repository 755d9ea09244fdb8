"""One command, one transaction, one audit entry."""

import functools
import inspect
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from yichuang.apps.audit.refusal import Refused, SameKeyOtherBody
from yichuang.apps.audit.rows import Left, write
from yichuang.apps.audit.turns import writing

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

_state = threading.local()


class NotACommand(RuntimeError):
    """A write was tried outside a command, or a command left no trace or two."""


@contextmanager
def _transaction() -> Iterator[None]:
    """The outermost write transaction of this thread, or the one already open.

    What a command opens inside `once` stays open until its answer is kept.
    """
    if getattr(_state, "depth", 0):
        yield
    elif (until := getattr(_state, "until", None)) is not None:
        until.enter_context(_opened())
        yield
    else:
        with _opened():
            yield


@contextmanager
def _opened() -> Iterator[None]:
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


def together(run: Callable[P, R]) -> Callable[P, R]:
    """Marks a look and the command it leads to as one: what was seen is still so when the command changes it."""
    return _transaction()(run)


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Marks a named change: opens its transaction and insists on exactly one audit entry.

    Raises `Refused` (nothing changed) as the wrapped function does. Commands do not call commands; they share steps.
    """

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        with _transaction():
            if getattr(_state, "records", None) is not None:
                raise NotACommand(f"{function.__name__} was called inside another command; share a step instead")
            waiting = getattr(_state, "waiting", None) or _Waiting()
            waiting.write_left()  # by the command before it, in the same submission
            entries = len(waiting.entries)
            _state.records, _state.left = [], ([], [])
            try:
                result = function(*args, **kwargs)
                if len(_state.records) != 1:
                    raise NotACommand(f"{function.__name__} left {len(_state.records)} audit entries, not one")
                if any(_state.left):
                    raise NotACommand(f"{function.__name__} left rows to be written after its entry")
                return result
            except BaseException:
                waiting.forget_from(entries)
                raise
            finally:
                _state.records = None

    wrapper.is_command = True  # type: ignore[attr-defined]
    return wrapper


def command_after(first: Callable[P, T]) -> Callable[[Callable[[T], R]], Callable[P, R]]:
    """Marks a command of two parts: `first` looks, checks and works out, the function then writes what it made of it.

    `first` takes what the command is given and runs before the transaction, so that nobody waits for it. It changes
    nothing, and reads nothing that must not have changed when the second part runs.
    """

    def made(function: Callable[[T], R]) -> Callable[P, R]:
        second = command(function)

        @functools.wraps(second)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            return second(first(*args, **kwargs))

        wrapper.__signature__ = inspect.signature(first)  # type: ignore[attr-defined]
        return wrapper

    return made


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
    """Appends the command's one audit entry: `by` and `subject` as "kind:id", `detail` without personal data.

    Inside `once` it is written at the end, together with the answer that is kept.
    """
    from yichuang.apps.audit import chain

    if getattr(_state, "records", None) is None:
        raise NotACommand(f"{verb}: an audit entry belongs to a command")
    _state.records.append(verb)
    left, _state.left = _state.left, ([], [])
    entry = functools.partial(chain.append, hall=hall, verb=verb, by=by, subject=subject, now=now, detail=detail or {})
    waiting = getattr(_state, "waiting", None)
    if waiting is None:
        entry(left=left)
    else:
        waiting.entries.append(entry)
        waiting.left = left


@step
def leave(*groups: Sequence[Model], plain: Sequence[tuple[str, list[Any]]] = ()) -> None:
    """New rows, and `plain` statements, that nobody in this command reads: they are written with its audit entry.

    A server that many wait for is so asked once instead of once a model. Rows without a key get it then; one names
    another only by a key it has. A statement that may find nothing to change, or what another changes, does not belong
    here.
    """
    _state.left[0].extend(groups)
    _state.left[1].extend(plain)


class _Waiting:
    """What the commands of a submission leave to its end: their entries, and the rows that go with the last of them.

    So the head of the chain is always locked last, whatever a second command locks.
    """

    def __init__(self) -> None:
        self.entries: list[Callable[..., None]] = []
        self.left: Left = ([], [])

    def write_left(self) -> None:
        """Writes what the last command left, for the next one may read it."""
        (groups, plain), self.left = self.left, ([], [])
        if groups or plain:
            write(groups, *plain)

    def forget_from(self, place: int) -> None:
        """Drops the entries from this one on, with what was left: their command failed."""
        del self.entries[place:]
        self.left = ([], [])

    def write(self, answer: Model) -> None:
        """Writes all that waits, and the kept answer with the last of it."""
        if not self.entries:
            write([[answer]])
            return
        groups, plain = self.left
        *earlier, last = self.entries
        for entry in earlier:
            entry()
        last(left=([*groups, [answer]], plain))


@contextmanager
def _until_answered() -> Iterator[_Waiting]:
    """Lets the first command inside open the transaction: what comes before it, nobody has to wait for."""
    with ExitStack() as until:
        _state.until, _state.waiting = until, _Waiting()
        try:
            yield _state.waiting
        finally:
            _state.until = _state.waiting = None


def once(*, actor: str, key: str, body: str, now: datetime, run: Callable[[], str]) -> str:
    """Runs `run` (which returns an address) unless this actor already sent `key`; then gives the first answer again.

    `body` is a digest of what was sent. Raises SameKeyOtherBody when the key is known with another body.
    """
    from yichuang.apps.audit.models import Submission

    try:
        with _until_answered() as waiting:
            answer = run()
            with _transaction():
                waiting.write(Submission(actor=actor, key=key, body=body, answer=answer, at=now))
    except (Refused, IntegrityError):
        # The second of two equal submissions finds its work already done; it deserves the first one's answer.
        earlier = Submission.objects.filter(actor=actor, key=key).first()
        if earlier is None:
            raise
        if earlier.body != body:
            raise SameKeyOtherBody from None
        return earlier.answer
    return answer
