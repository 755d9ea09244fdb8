"""Places in a list ordered by moment and id, as short texts for addresses. Pure: no database, no clock."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from yichuang.apps.audit.rows import LARGEST

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ONE = timedelta(microseconds=1)
_SHAPE = re.compile(r"([0-9a-z]{1,12})-([0-9a-z]{1,13})", re.ASCII)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its moment (aware) and its id, which tells rows of one moment apart."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{_base36((self.at - _EPOCH) // _ONE)}-{_base36(self.pk)}"


def place(text: str) -> Place | None:
    """The place that `str(Place)` wrote down; None for anything else, whoever sent it."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return None
    moment, pk = (int(part, 36) for part in found.groups())
    try:
        at = _EPOCH + moment * _ONE
    except OverflowError:
        return None
    return Place(at, pk) if pk <= LARGEST else None


def _base36(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text or "0"
