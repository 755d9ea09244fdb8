"""A notice as plain lines: for screen readers, for comparing a reprint with the issued text, for golden tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from yichuang.integrations.pdf.document import Block, Fields, Notes, NoticeDocument, Numbered, Table

SIGNATURE = ("签收人（签名）", "签收日期")
VERIFY_BY_QR = "扫描二维码，或在核验页面输入核验码，可查验本件真伪。"
CODE_LABEL = "核验码"


def chinese_date(day: dt.date) -> str:
    """2026年7月1日: Arabic numerals without leading zeros, as GB/T 9704 writes dates."""
    return f"{day.year}年{day.month}月{day.day}日"


def plain_text(document: NoticeDocument) -> str:
    """All the words of the page in reading order, one line each, ending with a newline."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: NoticeDocument) -> Iterator[str]:
    yield document.hall_name
    yield document.number
    yield document.title
    if document.addressee:
        yield f"{document.addressee}："
    for block in document.sections:
        yield from _block_lines(block)
    yield document.issuer or document.hall_name
    yield chinese_date(document.issued_on)
    if document.seal_text:
        yield document.seal_text
    if document.recipient_signature:
        yield from (f"{label}：" for label in SIGNATURE)
    yield from (f"{label}：{value}" for label, value in (*document.signers, *document.phones))
    yield from _verification(document)


def _verification(document: NoticeDocument) -> Iterator[str]:
    if document.verify_url:
        yield VERIFY_BY_QR
        yield document.verify_url
    if document.verify_code:
        yield f"{CODE_LABEL}：{document.verify_code}"


def _block_lines(block: Block) -> Iterator[str]:
    if isinstance(block, Fields):
        yield from (f"{label}：{value}" for label, value in block.rows)
    elif isinstance(block, Numbered):
        yield from (f"{place}. {item}" for place, item in enumerate(block.items, start=1))
    elif isinstance(block, Table):
        yield from (" | ".join(cells) for cells in (block.header, *block.rows))
    elif isinstance(block, Notes):
        yield from block.lines
    else:
        yield from block.text.split("\n")
