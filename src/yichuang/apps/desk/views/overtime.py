"""The register of extended service (延时服务登记, D1.13): who served past closing time, and how much a window did."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.desk.case_paging import page_of, with_query
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.apps.organization.queries import windows_of
from yichuang.apps.reception.models import OvertimeEntry
from yichuang.apps.reception.queries import overtime_of, overtime_totals
from yichuang.core.worktime import SHANGHAI
from yichuang.ui.filters import local

MONTHS = 6


def overtime(request: HttpRequest) -> HttpResponse:
    """One month of the register, this one unless another is asked for, with totals by window."""
    months, (month, window) = months_before(request.now), _wanted(request)
    whole = _of_month(request, month)
    groups = [
        (_("Month"), [{"label": one, "url": with_query(request, month=one), "active": one == month} for one in months]),
        (_("Window"), group(request, "window", {one.code: str(one) for one in windows_of(request.user.hall)})),
    ]  # fmt: skip
    return render(request, "desk/overtime.html", {
        "page": page_of(_at(whole, window), "-finished_at", request), "totals": overtime_totals(whole),
        "groups": groups, "month": month, "window": window,
        "xlsx": f"{reverse('desk:overtime_xlsx')}?{request.GET.urlencode()}",
    })  # fmt: skip


def overtime_xlsx(request: HttpRequest) -> HttpResponse:
    """The entries of a month as an Excel file."""
    heads = [_("Begun"), _("Closing time"), _("Served until"), _("Minutes past closing"), _("What"), _("Number"),
             _("Window"), _("Served by")]  # fmt: skip
    month, window = _wanted(request)
    cells = _cells(_at(_of_month(request, month), window).iterator(chunk_size=1000))
    return excel(request, f"{_('Extended service')} {month}", heads, cells, reverse("desk:overtime"))


def _cells(found: Iterator[OvertimeEntry]) -> Iterator[list[str | int]]:
    for one in found:
        what = _("Case") if one.subject.startswith("case:") else _("Visit")
        yield [
            local(one.begun_at), local(one.closed_at), local(one.finished_at), one.minutes, what, one.label,
            str(one.window), one.staff.name,
        ]  # fmt: skip


def _wanted(request: HttpRequest) -> tuple[str, str]:
    """The month and the code of the window asked for; a month the page does not offer is the present one."""
    given, months = asked(request, "month", "window"), months_before(request.now)  # type: ignore[attr-defined]
    return given["month"] if given["month"] in months else next(iter(months)), given["window"]


def _of_month(request: HttpRequest, month: str) -> QuerySet[OvertimeEntry]:
    begins, ends = months_before(request.now)[month]  # type: ignore[attr-defined]
    return overtime_of(request.user.hall).filter(finished_at__gte=begins, finished_at__lt=ends)


def _at(entries: QuerySet[OvertimeEntry], window: str) -> QuerySet[OvertimeEntry]:
    return entries.filter(window__code=window) if window else entries


def months_before(now: datetime) -> dict[str, tuple[datetime, datetime]]:
    """The last months in the hall's time, the present one first, each with its first moment and that of the next."""
    here = now.astimezone(SHANGHAI)
    last = here.year * 12 + here.month - 1
    edges = [datetime(month // 12, month % 12 + 1, 1, tzinfo=SHANGHAI) for month in range(last - MONTHS + 1, last + 2)]
    return {f"{begins:%Y-%m}": (begins, ends) for begins, ends in reversed(list(zip(edges, edges[1:], strict=False)))}
