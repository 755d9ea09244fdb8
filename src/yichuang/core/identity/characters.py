"""What a single character is, as far as refusing it is concerned."""

import unicodedata
from collections.abc import Callable

from yichuang.core.identity.faults import Fault, FaultCode

ASCII_SPACES = " \t\r\n"
IDEOGRAPHIC_SPACE = "\u3000"
# Letters and marks by category, yet nothing is seen of them: Hangul fillers, grapheme joiner, Khmer inherent
# vowels, Mongolian and general variation selectors.
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800")
_LINE_SEPARATORS = frozenset("\u2028\u2029")


def is_direction(char: str) -> bool:
    """Embeddings, overrides and isolates: they show text in another order than it is stored."""
    return "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"


def is_broken(char: str) -> bool:
    """Lone surrogates, the replacement character and noncharacters: traces of a lost original."""
    number = ord(char)
    return 0xD800 <= number <= 0xDFFF or char == "\ufffd" or number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF


def is_invisible(char: str) -> bool:
    selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return selector or char in _INVISIBLE or unicodedata.category(char) == "Cf"


def is_full_width(char: str) -> bool:
    """Full-width forms of ASCII (U+FF01 to U+FF5E)."""
    return "\uff01" <= char <= "\uff5e"


def is_control(char: str) -> bool:
    return unicodedata.category(char) == "Cc" or char in _LINE_SEPARATORS


def is_space(char: str) -> bool:
    return char in "\t\r\n" or unicodedata.category(char) == "Zs"


def is_ideograph(char: str) -> bool:
    """Han characters, by range: planes 2 and 3 hold nothing else, and grow faster than Python's own tables."""
    number = ord(char)
    return (
        0x3400 <= number <= 0x4DBF
        or 0x4E00 <= number <= 0x9FFF
        or 0xF900 <= number <= 0xFAFF
        or 0x20000 <= number <= 0x3FFFD
        or char == "〇"
    )


def is_plain_ascii(char: str) -> bool:
    return "!" <= char <= "~"


_KINDS: tuple[tuple[Callable[[str], bool], FaultCode], ...] = (
    (is_broken, FaultCode.BROKEN_TEXT),
    (is_direction, FaultCode.DIRECTION),
    (is_space, FaultCode.INNER_SPACE),
    (is_control, FaultCode.CONTROL),
    (is_invisible, FaultCode.INVISIBLE),
    (is_full_width, FaultCode.FULL_WIDTH),
)


def code_of(char: str, otherwise: FaultCode) -> FaultCode:
    """The most telling reason to refuse `char`; `otherwise` when nothing is odd about it in itself."""
    return next((code for matches, code in _KINDS if matches(char)), otherwise)


def first_odd(text: str, offset: int, allowed: Callable[[str], bool], otherwise: FaultCode) -> Fault | None:
    """The first character that is not allowed; `offset` is the number of characters stripped before `text`."""
    for index, char in enumerate(text):
        if not allowed(char):
            return Fault(code_of(char, otherwise), position=offset + index + 1)
    return None


def strip_outer(text: str, spaces: str = ASCII_SPACES) -> tuple[str, int]:
    """`text` without outer spaces, and how many stood before it."""
    bare = text.lstrip(spaces)
    return bare.rstrip(spaces), len(text) - len(bare)
