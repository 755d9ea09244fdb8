"""A register as an Excel file: texts in rows, nothing in them that computes."""

import tempfile
from collections.abc import Iterable, Sequence
from typing import IO

import xlsxwriter

LONGEST_TITLE, WIDTH = 31, 18


class TooManyRows(Exception):
    """More rows than fit; carries how many do."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


def workbook(heads: Sequence[str], rows: Iterable[Sequence[str]], *, title: str, most: int = 20_000) -> IO[bytes]:
    """An .xlsx file at its beginning, written row by row to disk. Raises TooManyRows beyond `most` rows."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet, bold = book.add_worksheet(title[:LONGEST_TITLE]), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heads) - 1, WIDTH)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for place, row in enumerate(rows, start=1):
            if place > most:
                raise TooManyRows(most)
            for column, cell in enumerate(row):
                sheet.write_string(place, column, cell)
    file.seek(0)
    return file
