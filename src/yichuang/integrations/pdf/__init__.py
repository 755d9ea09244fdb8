"""Printed documents: notices, queue slips and ledger tables as PDF. Text is built by the apps, laid out here."""

from yichuang.integrations.pdf.document import (
    BadDocument,
    Block,
    Fields,
    Heading,
    Notes,
    NoticeDocument,
    Numbered,
    Paragraph,
    Table,
)

__all__ = [
    "BadDocument",
    "Block",
    "Fields",
    "Heading",
    "Notes",
    "NoticeDocument",
    "Numbered",
    "Paragraph",
    "Table",
]
