"""Tables of many pages on A4: the printed ledger."""

from __future__ import annotations

from collections.abc import Sequence

from yichuang.integrations.pdf.engine import render

_UPRIGHT_COLUMNS = 6  # more columns lie across the long side


def render_table(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    footer: str,
    *,
    widths: Sequence[int] = (),
) -> bytes:
    """An A4 table as PDF bytes: the head repeated and every page numbered 第 x 页，共 y 页.

    `widths` are relative column widths, equal when empty. `footer` stands bottom left on each page, such as who printed
    it and when. Raises ValueError for ragged rows, MissingGlyphs for characters no face has.
    """
    if not columns:
        raise ValueError("a table needs at least one column")
    if len(widths) not in (0, len(columns)) or any(width <= 0 for width in widths):
        raise ValueError(f"widths: give {len(columns)} positive numbers, one a column, or none")
    for place, row in enumerate(rows, start=1):
        if len(row) != len(columns):
            raise ValueError(f"row {place} has {len(row)} cells, the table has {len(columns)} columns")
    return render(
        "table.typ",
        {
            "title": title,
            "columns": list(columns),
            "rows": [list(row) for row in rows],
            "widths": list(widths) or [1] * len(columns),
            "footer": footer,
            "landscape": len(columns) > _UPRIGHT_COLUMNS,
        },
    )
