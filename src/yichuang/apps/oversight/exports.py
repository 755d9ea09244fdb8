"""The ledger as a workbook and on paper. Both hold what the page holds: masked, whole, and nothing that computes."""

from collections.abc import Iterable
from typing import IO

from yichuang.apps.oversight import words
from yichuang.apps.oversight.queries import LedgerRow
from yichuang.integrations import xlsx
from yichuang.integrations.pdf import render_table
from yichuang.integrations.xlsx import MOST as MOST_XLSX
from yichuang.integrations.xlsx import TooMany

__all__ = ["MOST_PDF", "MOST_XLSX", "TooMany", "paper", "workbook"]

MOST_PDF = 2_000
_USED = words.HEADS.index("Days used")


def workbook(rows: Iterable[LedgerRow], *, title: str, most: int = MOST_XLSX) -> IO[bytes]:
    """An .xlsx file at its beginning, written row by row to disk. Raises TooMany beyond `most` rows."""
    return xlsx.workbook(title, words.heads(), (_cells(row) for row in rows), most=most)


def _cells(row: LedgerRow) -> list[xlsx.Cell]:
    """The cells of the page; only the days are a number."""
    cells: list[xlsx.Cell] = list(words.cells(row))
    if cells[_USED]:
        cells[_USED] = int(cells[_USED])
    return cells


def paper(rows: Iterable[LedgerRow], *, title: str, footer: str, most: int = MOST_PDF) -> bytes:
    """The ledger as PDF. Raises TooMany beyond `most` rows, MissingGlyphs for characters no face has."""
    printed = [words.cells(row) for row in rows]
    if len(printed) > most:
        raise TooMany(most)
    return render_table(title, words.heads(), printed, footer, widths=words.WIDTHS)
