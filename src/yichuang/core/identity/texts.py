"""Names of persons and free text."""

import re
import unicodedata

from yichuang.core.identity.characters import (
    ASCII_SPACES,
    IDEOGRAPHIC_SPACE,
    code_of,
    is_full_width,
    is_ideograph,
    is_invisible,
    strip_outer,
)
from yichuang.core.identity.faults import Fault, FaultCode

NAME_MAX_LENGTH = 50
# Tibetan stacks reach three; longer runs of marks only smear over the neighbouring lines.
_MOST_MARKS_IN_A_ROW = 4
_JOINERS = frozenset(" ·-'’.")

# As characters.is_control, is_broken and is_direction say, in one pass: texts are long. A test compares the two.
_NONCHARACTERS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_UNSTORABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffd"
    f"{_NONCHARACTERS}]"
)


def check_name(text: str) -> str | Fault:
    """Judge a person's name: 1 to 50 characters of any script, rare ones beyond the BMP included.

    Outer spaces are dropped, nothing else is changed. Letters and their marks may stand in a name, and between
    letters · - ' . and single spaces (no space beside a Han character). Refused are digits, signs such as < and >,
    emoji, full-width Latin, invisible, control, damaged and direction characters, and private-use characters.
    """
    bare, offset = strip_outer(text, ASCII_SPACES + IDEOGRAPHIC_SPACE)
    if not bare:
        return Fault(FaultCode.EMPTY)
    if len(bare) > NAME_MAX_LENGTH:
        return Fault(FaultCode.TOO_LONG, length=len(bare), limit=NAME_MAX_LENGTH)
    for index, char in enumerate(bare):
        code = _name_code(bare, index, char)
        if code is not None:
            return Fault(code, position=offset + index + 1)
    return bare


def _name_code(name: str, index: int, char: str) -> FaultCode | None:
    if char in _JOINERS:
        return _joiner_code(name, index, char)
    if is_invisible(char) or is_full_width(char):
        return code_of(char, FaultCode.NAME_CHARACTER)
    if is_ideograph(char):
        return None
    category = unicodedata.category(char)
    if category == "Co":
        return FaultCode.PRIVATE_CHARACTER
    if category.startswith("M"):
        return _mark_code(name, index)
    return None if category.startswith("L") else code_of(char, FaultCode.NAME_CHARACTER)


def _joiner_code(name: str, index: int, char: str) -> FaultCode | None:
    before, after = name[index - 1] if index else "", name[index + 1 : index + 2]
    if char == " ":
        beside_han = any(side and is_ideograph(side) for side in (before, after))
        return FaultCode.INNER_SPACE if beside_han or after == " " else None
    if not before or before in _JOINERS - {"."}:
        return FaultCode.NAME_CHARACTER
    return None if after or char == "." else FaultCode.NAME_CHARACTER


def _mark_code(name: str, index: int) -> FaultCode | None:
    run = 1
    while index - run >= 0 and unicodedata.category(name[index - run]).startswith("M"):
        run += 1
    dangling = index - run < 0 or name[index - run] in _JOINERS
    return FaultCode.NAME_CHARACTER if dangling or run > _MOST_MARKS_IN_A_ROW else None


def clean_text(text: str, *, max_length: int) -> str | Fault:
    """Judge free text of at most `max_length` characters; line ends become \\n, nothing else is changed.

    Refused are NUL and other control characters except newline and tab, line and paragraph separators, lone
    surrogates, U+FFFD and noncharacters, and characters that reorder the text. Markup is text like any other: pages
    escape it. Empty text passes; whether a field must be filled is the form's question.
    """
    # A line end of two characters becomes one, so no longer text can still fit; it is not even looked at.
    if len(text) > 2 * max_length:
        return Fault(FaultCode.TOO_LONG, length=len(text), limit=max_length)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(plain) > max_length:
        return Fault(FaultCode.TOO_LONG, length=len(plain), limit=max_length)
    odd = _UNSTORABLE.search(plain)
    return plain if odd is None else Fault(code_of(odd.group(), FaultCode.CONTROL), position=odd.start() + 1)
