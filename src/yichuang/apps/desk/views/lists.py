"""What the views of registers share: what was asked for, chips that narrow, months to choose from, a workbook."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _

from yichuang.apps.desk.case_paging import with_query
from yichuang.core.worktime import SHANGHAI

LONGEST_QUERY = 60
MONTHS_SHOWN = 6
MOST_ROWS = 100_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def asked(request: HttpRequest) -> dict[str, str]:
    """Search words and filters of a list, shorn of what no database can search for."""
    clean = str.maketrans("", "", "\x00")
    return {name: value[:LONGEST_QUERY].translate(clean).encode("utf-8", "ignore").decode().strip()
            for name, value in request.GET.items()}  # fmt: skip


def chips(request: HttpRequest, name: str, chosen: str, choices: Iterable[tuple[str, str]]) -> list[dict[str, object]]:
    """A filter as chips, the first of which takes it away; the search and the other filters stay."""
    return [{"label": label, "url": with_query(request, **{name: code}), "active": code == chosen}
            for code, label in [("", _("All")), *choices]]  # fmt: skip


def months(now: datetime, chosen: str) -> list[tuple[str, str]]:
    """The last months as (2026-03, 2026-03), the newest first; the chosen one is always among them."""
    here = now.astimezone(SHANGHAI)
    last = here.year * 12 + here.month - 1
    shown = [f"{month // 12}-{month % 12 + 1:02d}" for month in range(last, last - MONTHS_SHOWN, -1)]
    return [(month, month) for month in (shown if not chosen or chosen in shown else [*shown, chosen])]


def workbook(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """An .xlsx file. Numbers are written as numbers, everything else as text, so that no typed "=…" ever runs."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold, sheet = book.add_format({"bold": True}), book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heads) - 1, 16)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for place, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                write(place, column, cell)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
