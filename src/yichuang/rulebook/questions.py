"""What the commands that answer one JSON object share: strict reading, one line of complaint."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any

REFUSED = 2
_LONGEST = 200


class Malformed(ValueError):
    """The question cannot be read; the text names the key and what belongs there."""


def parse(text: str) -> object:
    """Read JSON without doubled keys, NaN or infinity, numbers with a point exactly; Malformed when it is none."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Malformed("the input is not UTF-8")
    try:
        return json.loads(text, object_pairs_hook=_no_doubles, parse_float=_exactly, parse_constant=_no_number)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Malformed(f"the input is not JSON: {error}") from error
    except Malformed:
        raise
    except ValueError as error:
        # Python refuses to read numbers of thousands of digits.
        raise Malformed("the input holds a number of too many digits") from error


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("the input gives one key twice")
    return found


def _exactly(written: str) -> Decimal:
    try:
        return Decimal(written)
    except InvalidOperation as error:
        raise Malformed("the input holds a number of too many digits") from error


def _no_number(written: str) -> object:
    raise Malformed(f"the input is not JSON: {written} is no number")


def members(value: object, name: str, known: set[str], needed: tuple[str, ...] = ()) -> dict[str, Any]:
    """A JSON object that holds what it needs and nothing unknown."""
    given = an_object(value, name)
    unknown = sorted(set(given) - known)
    if unknown:
        raise Malformed(f"unknown key {shown(unknown[0])}; known are {', '.join(sorted(known))}")
    for key in needed:
        if key not in given:
            raise Malformed(f"{key!r} is missing")
    return given


def an_object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Malformed(f"{name} must be a JSON object, not {shown(value)}")
    return value


def a_text(value: object, name: str) -> str:
    """A text that says something and can be written down."""
    if isinstance(value, str) and value.strip() and len(value) <= _LONGEST and value.isprintable():
        return value
    raise Malformed(f"{name} must be a text of 1 to {_LONGEST} signs, not {shown(value)}")


def shown(value: object) -> str:
    """A value as a complaint quotes it: in ASCII and short."""
    text = json.dumps(value, default=str)
    return text if len(text) <= 60 else text[:57] + "..."


def one_line(text: str) -> str:
    # A lone surrogate in the question must not make the complaint unprintable.
    return " ".join(text.encode("utf-8", "backslashreplace").decode().split())
