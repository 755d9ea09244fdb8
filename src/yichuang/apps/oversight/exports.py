"""The ledger as a workbook and on paper. Both hold what the page holds: masked, whole, and nothing that computes."""

import tempfile
from collections.abc import Iterable, Sequence
from typing import IO, Any

import xlsxwriter

from yichuang.apps.oversight import words
from yichuang.apps.oversight.queries import LedgerRow
from yichuang.integrations.pdf import render_table

MOST_XLSX = 100_000
MOST_PDF = 2_000
_WIDTH = 16
_USED = words.HEADS.index("Days used")


class TooMany(Exception):
    """More rows than fit; carries how many do."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


def workbook(rows: Iterable[LedgerRow], *, title: str, most: int = MOST_XLSX) -> IO[bytes]:
    """An .xlsx file at its beginning, written row by row to disk. Raises TooMany beyond `most` rows."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(title[:31])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(words.HEADS) - 1, _WIDTH)
        _write(sheet, 0, words.heads(), bold)
        for place, row in enumerate(rows, start=1):
            if place > most:
                raise TooMany(most)
            _write(sheet, place, words.cells(row))
    file.seek(0)
    return file


def _write(sheet: Any, place: int, cells: Sequence[str], look: Any = None) -> None:
    """Every cell as text, so that no typed "=…" ever runs on an official's machine; only the days are a number."""
    for column, cell in enumerate(cells):
        if place and column == _USED and cell:
            sheet.write_number(place, column, int(cell))
        else:
            sheet.write_string(place, column, cell, look)


def paper(rows: Iterable[LedgerRow], *, title: str, footer: str, most: int = MOST_PDF) -> bytes:
    """The ledger as PDF. Raises TooMany beyond `most` rows, MissingGlyphs for characters no face has."""
    printed = [words.cells(row) for row in rows]
    if len(printed) > most:
        raise TooMany(most)
    return render_table(title, words.heads(), printed, footer, widths=words.WIDTHS)
