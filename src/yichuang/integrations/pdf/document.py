"""The text of a printed notice as a value: what is frozen at issue and printed again unchanged (D5.5.4)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, ClassVar

FORM = 1
_KIND = re.compile(r"N\d\d")
# Marks of reading direction: with them a page would show its words in an order the stored text does not have.
_TURNING = frozenset({0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)})
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff" + "".join(map(chr, _TURNING)) + "]")


class BadDocument(ValueError):
    """The document cannot be printed or stored; the message names the field and says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A first-level heading, written with its numeral by the caller: 一、设定依据."""

    block: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; a newline starts a new paragraph. The first line is indented by two characters."""

    block: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Labelled rows, (label, value) each, printed as a ruled two-column form."""

    block: ClassVar[str] = "fields"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A numbered list, 1. 2. 3.; the numbers are added on paper, the items carry none."""

    block: ClassVar[str] = "numbered"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A ruled table. `widths` are relative column widths; empty means equal. Rows are as long as the header."""

    block: ClassVar[str] = "table"
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """Small print under the body: 说明, one line each."""

    block: ClassVar[str] = "notes"
    lines: tuple[str, ...]


Block = Heading | Paragraph | Fields | Numbered | Table | Notes
_BLOCKS: dict[str, type[Any]] = {kind.block: kind for kind in (Heading, Paragraph, Fields, Numbered, Table, Notes)}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDocument:
    """One notice of section 2b (N01..N14) exactly as it is printed.

    `hall_name` stands in the red head and, unless `issuer` is given, above the date. `signers` are (label, value)
    pairs such as ("受理窗口", "1号综合窗口"), ("经办人", "…"), ("联系电话", "…"). `seal_text` is the pale text in the
    seal place; empty prints no seal place. `recipient_signature` adds a line for the recipient's signature and date.
    `verify_url` becomes the QR code, `verify_code` the short code typed by hand. `phones` are the footer's lines,
    (label, number) each, such as ("咨询电话", "…"). All text is plain: nothing in it is read as markup.
    Raises BadDocument for a wrong kind, ragged tables, or characters no page can carry: control characters, lone
    surrogates, and marks that turn the reading direction.
    """

    kind: str
    title: str
    hall_name: str
    number: str
    addressee: str
    issued_on: dt.date
    sections: tuple[Block, ...]
    signers: tuple[tuple[str, str], ...] = ()
    seal_text: str = ""
    recipient_signature: bool = False
    verify_url: str = ""
    verify_code: str = ""
    phones: tuple[tuple[str, str], ...] = ()
    issuer: str = ""
    form: int = field(default=FORM)

    def __post_init__(self) -> None:
        if not _KIND.fullmatch(self.kind):
            raise BadDocument(f"kind: {self.kind!r} is not a notice kind such as N01")
        if self.form != FORM:
            raise BadDocument(f"form: {self.form!r} is unknown to this version, which prints form {FORM}")
        for name in ("title", "hall_name", "number"):
            if not getattr(self, name).strip():
                raise BadDocument(f"{name}: is empty")
        for block in self.sections:
            _check_block(block)
        if _UNPRINTABLE.search("".join(_gathered(self))):
            for where, text in texts(self):
                _check_text(where, text)

    def to_json(self) -> str:
        """Canonical JSON (sorted keys, no spaces, Chinese unescaped): equal documents give equal strings."""
        data = _parts(self) | {
            "issued_on": self.issued_on.isoformat(),
            "sections": [{"block": block.block} | _parts(block) for block in self.sections],
        }
        return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> NoticeDocument:
        """Read back what `to_json` wrote; BadDocument when it is not such a text."""
        try:
            data = json.loads(text)
            sections = tuple(_block(one) for one in data.pop("sections"))
            issued_on = dt.date.fromisoformat(data.pop("issued_on"))
            return cls(sections=sections, issued_on=issued_on, **{k: _frozen(v) for k, v in data.items()})
        except BadDocument:
            raise
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BadDocument(f"the stored notice cannot be read: {error}") from error


def texts(document: NoticeDocument) -> Iterator[tuple[str, str]]:
    """Every string of the document with the name of its field, in the order it is printed."""
    for name, value in _parts(document).items():
        if name != "sections":
            yield from _strings(name, value)
    for position, block in enumerate(document.sections, start=1):
        yield from _strings(f"sections[{position}].{block.block}", tuple(_parts(block).values()))


def _parts(value: Any) -> dict[str, Any]:
    """The fields of a value as they are; `dataclasses.asdict` would copy every row, twenty times as slow."""
    return {name: getattr(value, name) for name in _names(type(value))}


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _strings(where: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(where, one)


def _gathered(document: NoticeDocument) -> list[str]:
    """What `texts` gives without the names, several times as fast: every notice is looked through as it is made."""
    found: list[str] = []
    waiting: list[Any] = [*_parts(document).values()]
    for block in document.sections:
        waiting += _parts(block).values()
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            waiting += value
    return found


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


def _block(data: dict[str, Any]) -> Block:
    kind = _BLOCKS[data.pop("block")]
    return kind(**{name: _frozen(value) for name, value in data.items()})


def _check_block(block: Block) -> None:
    if isinstance(block, Table):
        columns = len(block.header)
        ragged = [row for row in block.rows if len(row) != columns]
        if not columns or ragged or len(block.widths) not in (0, columns) or any(width <= 0 for width in block.widths):
            raise BadDocument(f"table: every row and the widths need {columns} columns, as the header has")
    elif isinstance(block, Fields) and any(len(row) != 2 for row in block.rows):
        raise BadDocument("fields: every row is a label and a value")


def _check_text(where: str, text: str) -> None:
    found = _UNPRINTABLE.search(text)
    if found is not None:
        raise BadDocument(f"{where}: character U+{ord(found[0]):04X} cannot be printed; remove it")
