"""Score sheets on A4: a window's sheet as head, sections, lines with their arithmetic and total; many in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from yichuang.integrations.pdf.engine import render

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePaper:
    """What one sheet says, in words ready to print.

    facts: (label, value). sections: name, base, computed, effective, kept. lines: rule, what, arithmetic, points.
    total: the sum as it is reckoned. signers: labels before lines to sign on. proof: what proves the text.
    """

    title: str
    window: str
    quarter: str
    mark: str
    facts: Rows
    section_head: tuple[str, ...]
    sections: Rows
    line_head: tuple[str, ...]
    lines: Rows
    no_lines: str
    total: Rows
    signers: tuple[str, ...]
    proof: str


def render_score_sheets(hall: str, papers: Sequence[ScorePaper], footer: str) -> bytes:
    """Each sheet from a new page on, pages numbered through; the same sheets give the same bytes.

    Raises ValueError without any sheet, MissingGlyphs for characters no face has.
    """
    if not papers:
        raise ValueError("no sheet to print")
    title = f"{hall} {papers[0].title} {papers[0].quarter}"
    return render("sheet.typ", {"title": title, "hall": hall, "papers": [asdict(one) for one in papers],
                                "footer": footer})  # fmt: skip
