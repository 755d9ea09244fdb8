"""What the lists of the desk share: what was asked, chips, a file for Excel."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from yichuang.apps.desk.case_paging import with_query
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.xlsx import TYPE, Cell, TooMany, workbook
from yichuang.ui.filters import local

LONGEST = 60
MOST_ROWS = 20_000
MONTHS_SHOWN = 6


def asked(request: HttpRequest, *names: str) -> dict[str, str]:
    """What a list is narrowed by, shorn of what cannot be searched for."""
    given = {name: request.GET.get(name, "")[:LONGEST].replace("\x00", "") for name in names}
    return {name: text.encode("utf-8", "ignore").decode().strip() for name, text in given.items()}


def group(request: HttpRequest, name: str, choices: Mapping[str, str]) -> list[dict[str, object]]:
    """The chips of one filter, the first of which takes it away; `choices` are msgids by their code."""
    return chips(request, name, [(code, _(text)) for code, text in choices.items()])


def chips(request: HttpRequest, name: str, choices: Iterable[tuple[str, str]]) -> list[dict[str, object]]:
    """The same for choices that are names already: windows, months."""
    chosen, pairs = request.GET.get(name, ""), [("", _("All")), *choices]
    return [
        {"label": label, "url": with_query(request, **{name: code}), "active": code == chosen} for code, label in pairs
    ]


def kept(request: HttpRequest, *names: str) -> list[tuple[str, str]]:
    """What a search box sends along, so that the list stays narrowed and sorted as it is."""
    return [(name, value) for name, value in asked(request, *names).items() if value]


def order_of(request: HttpRequest, moment: str) -> str:
    """The order of a list by a moment, the newest first unless the address asks for the oldest (`order=oldest`)."""
    return moment if request.GET.get("order") == "oldest" else f"-{moment}"


def by_moment(request: HttpRequest, label: str) -> dict[str, str]:
    """The head of the column that `order_of` sorts by; pressed, it turns the order round."""
    oldest = request.GET.get("order") == "oldest"
    url = with_query(request, order="" if oldest else "oldest")
    return {"label": label, "sorted": "ascending" if oldest else "descending", "url": url}


def months(now: datetime, chosen: str) -> list[tuple[str, str]]:
    """The last months as (2026-03, 2026-03), the newest first; the chosen one is always among them."""
    here = now.astimezone(SHANGHAI)
    last = here.year * 12 + here.month - 1
    shown = [f"{month // 12}-{month % 12 + 1:02d}" for month in range(last, last - MONTHS_SHOWN, -1)]
    return [(month, month) for month in (shown if not chosen or chosen in shown else [*shown, chosen])]


def month_span(month: str) -> tuple[datetime, datetime] | None:
    """The first moment of a month (2026-03) in the hall's time and that of the next; None for what is no month."""
    try:
        year, number = date.fromisoformat(f"{month}-01").timetuple()[:2]
        begins = datetime(year, number, 1, tzinfo=SHANGHAI)
        begins.astimezone(UTC)
        return begins, datetime(year + number // 12, number % 12 + 1, 1, tzinfo=SHANGHAI)
    except (ValueError, OverflowError):
        return None


def excel(
    request: HttpRequest, title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], back: str, *,
    most: int = MOST_ROWS,
) -> HttpResponse:  # fmt: skip
    """The rows of a register as a file; with too many of them a word on the page one came from."""
    try:
        file = workbook(title, heads, rows, most=most)
    except TooMany as many:
        messages.error(request, _("The list has more than %(most)s rows. Narrow it first.") % {"most": many.most})
        return redirect(back)
    name = f"{title}-{local(request.now)[:10]}.xlsx"  # type: ignore[attr-defined]
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPE)
