"""The register R01 for the staff of the hall: page, workbook and paper, all narrowed by the same words and chips."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.cases.permissions import SEES_ALL
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.organization.queries import windows_served_by
from yichuang.apps.oversight import exports, words
from yichuang.apps.oversight.queries import SHANGHAI, LedgerFilters, ledger_page, ledger_rows
from yichuang.integrations.pdf import MissingGlyphs
from yichuang.integrations.xlsx import TYPE
from yichuang.ui.filters import local

MONTHS_SHOWN = 6
SHORT = 80


def filters_of(request: HttpRequest) -> LedgerFilters:
    asked = {name: request.GET.get(name, "")[:SHORT] for name in ("window", "kind", "state", "month")}
    return LedgerFilters(words=request.GET.get("q", "")[:SHORT], **asked)


def ledger(request: HttpRequest) -> HttpResponse:
    """One page of the ledger, newest first."""
    staff, filters = request.user, filters_of(request)
    page = ledger_page(
        staff.hall, filters=filters, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )  # fmt: skip
    shown = {
        "page": page,
        "rows": [(row, words.cells(row)) for row in page.rows],
        "heads": words.heads(),
        "filters": filters,
        "narrowed": filters != LedgerFilters(),
        "chips": _chips(filters, page.windows, request.now),  # type: ignore[attr-defined]
        "kept": [(name, value) for name, value in _asked(filters).items() if name != "q"],
        "opens": _openable(staff, page.windows),
        "previous_url": _url(filters, before=page.before) if page.before else "",
        "next_url": _url(filters, after=page.after) if page.after else "",
        "xlsx_url": _url(filters, "oversight:ledger_xlsx"),
        "pdf_url": _url(_of_a_month(filters, request.now), "oversight:ledger_pdf"),  # type: ignore[attr-defined]
    }
    return render(request, "oversight/ledger.html", shown)


def ledger_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed ledger as an Excel file."""

    def answer(filters: LedgerFilters) -> HttpResponse:
        rows = ledger_rows(request.user.hall, filters=filters, most=exports.MOST_XLSX + 1)
        file = exports.workbook(rows, title=_("Ledger"))
        name = f"{_('Ledger')}-{filters.month or local(request.now)[:10]}.xlsx"  # type: ignore[attr-defined]
        return FileResponse(file, as_attachment=True, filename=name, content_type=TYPE)

    return _exported(request, filters_of(request), answer)


def ledger_pdf(request: HttpRequest) -> HttpResponse:
    """The narrowed ledger of a month, this one unless another is asked for, as PDF."""
    now = request.now  # type: ignore[attr-defined]

    def answer(filters: LedgerFilters) -> HttpResponse:
        hall, by = request.user.hall, request.user.name
        rows = ledger_rows(hall, filters=filters, most=exports.MOST_PDF + 1)
        title = _("%(hall)s, service ledger, %(month)s") % {"hall": hall.name, "month": filters.month}
        footer = _("Printed by %(who)s at %(when)s") % {"who": by, "when": local(now)}
        made = exports.paper(rows, title=title, footer=footer)
        return HttpResponse(made, content_type="application/pdf")

    return _exported(request, _of_a_month(filters_of(request), now), answer)


def _exported(
    request: HttpRequest, filters: LedgerFilters, answer: Callable[[LedgerFilters], HttpResponse]
) -> HttpResponse:
    try:
        return answer(filters)
    except exports.TooMany as many:
        said = _("The list has more than %(most)s rows. Narrow it by a month, a window or a kind, then try again.")
        messages.error(request, said % {"most": many.most})
    except MissingGlyphs as missing:
        said = _("The printer has no form for some characters: %(characters)s. Export to Excel instead.")
        messages.error(request, said % {"characters": missing})
    return redirect(_url(filters))


def _of_a_month(filters: LedgerFilters, now: datetime) -> LedgerFilters:
    return filters if filters.month else replace(filters, month=local(now)[:7])


def _asked(filters: LedgerFilters) -> dict[str, str]:
    named = asdict(filters)
    named = {"q": named.pop("words"), **named}
    return {name: value for name, value in named.items() if value}


def _url(filters: LedgerFilters, route: str = "oversight:ledger", **place: str) -> str:
    asked = urlencode(_asked(filters) | place, errors="replace")
    return f"{reverse(route)}?{asked}" if asked else reverse(route)


def _openable(staff: Staff, windows: Iterable[Window]) -> frozenset[str]:
    """The windows whose cases this person may open; a number leads nowhere else."""
    if staff.has(*SEES_ALL):
        return frozenset(str(one) for one in windows)
    return frozenset(str(one) for one in windows_served_by(staff))


def _chips(filters: LedgerFilters, windows: Iterable[Window], now: datetime) -> list[dict[str, Any]]:
    """The groups of filters: what each is called, and its chips, the first of which takes the filter away."""
    months = _months(now, filters.month)
    groups = (
        ("month", _("Month"), [(month, month) for month in months]),
        ("window", _("Window"), [(one.code, str(one)) for one in windows]),
        ("kind", _("Kind"), [(code, words.word(words.KINDS, code)) for code in words.KINDS]),
        ("state", _("State"), [(code, words.word(words.STATES, code)) for code in words.STATES]),
    )
    return [{"label": label, "chips": _group(filters, name, options)} for name, label, options in groups]


def _group(filters: LedgerFilters, name: str, options: list[tuple[str, str]]) -> list[dict[str, Any]]:
    chosen = getattr(filters, name)
    return [
        {"label": label, "url": _url(replace(filters, **{name: code})), "active": code == chosen}
        for code, label in [("", _("All")), *options]
    ]


def _months(now: datetime, chosen: str) -> list[str]:
    here = now.astimezone(SHANGHAI)
    last = here.year * 12 + here.month - 1
    shown = [f"{month // 12}-{month % 12 + 1:02d}" for month in range(last, last - MONTHS_SHOWN, -1)]
    return shown if not chosen or chosen in shown else [*shown, chosen]
