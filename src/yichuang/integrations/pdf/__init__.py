"""Printed: notices, slips, ledger tables, score sheets, signs as PDF. Text is built by the apps, laid out here."""

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
from yichuang.integrations.pdf.engine import DoesNotFit
from yichuang.integrations.pdf.fonts import MissingGlyphs, missing_glyphs
from yichuang.integrations.pdf.notices import render_pdf
from yichuang.integrations.pdf.plain import plain_text
from yichuang.integrations.pdf.sheets import ScorePaper, render_score_sheets
from yichuang.integrations.pdf.signs import ModelSign, render_model_signs
from yichuang.integrations.pdf.slips import TicketSlip, render_ticket_slip
from yichuang.integrations.pdf.tables import render_table

__all__ = [
    "BadDocument",
    "Block",
    "DoesNotFit",
    "Fields",
    "Heading",
    "MissingGlyphs",
    "ModelSign",
    "Notes",
    "NoticeDocument",
    "Numbered",
    "Paragraph",
    "ScorePaper",
    "Table",
    "TicketSlip",
    "missing_glyphs",
    "plain_text",
    "render_model_signs",
    "render_pdf",
    "render_score_sheets",
    "render_table",
    "render_ticket_slip",
]
