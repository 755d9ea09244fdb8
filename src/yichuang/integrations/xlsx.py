"""Lists as Excel workbooks, written row by row; XlsxWriter keeps memory constant however long the list is."""

import tempfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

MOST = 100_000
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTH = 16
Cell = str | int | Decimal


class TooMany(Exception):
    """More rows than fit; carries how many do."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, most: int = MOST) -> IO[bytes]:
    """An .xlsx file at its beginning. Numbers are numbers, everything else is text, so that no typed "=…" ever runs.

    Raises TooMany beyond `most` rows.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(title[:31])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heads) - 1, _WIDTH)
        _write(sheet, 0, heads, bold)
        for place, row in enumerate(rows, start=1):
            if place > most:
                raise TooMany(most)
            _write(sheet, place, row)
    file.seek(0)
    return file


def _write(sheet: Any, place: int, cells: Sequence[Cell], look: Any = None) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, int | Decimal):
            sheet.write_number(place, column, cell, look)
        else:
            sheet.write_string(place, column, cell, look)
