"""The register of extended service (延时服务登记, D1.13): who served past closing time, and how much a window did."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.apps.desk.case_paging import page_of, with_query
from yichuang.apps.organization.queries import windows_of
from yichuang.apps.reception.queries import overtime_of, overtime_totals
from yichuang.core.worktime import SHANGHAI

MONTHS = 6


def overtime(request: HttpRequest) -> HttpResponse:
    """One month of the register, this one unless another is asked for, with totals by window."""
    months = months_before(request.now)  # type: ignore[attr-defined]
    month = request.GET.get("month", "")
    month = month if month in months else next(iter(months))
    begins, ends = months[month]
    hall = request.user.hall
    whole = overtime_of(hall).filter(finished_at__gte=begins, finished_at__lt=ends)
    window = request.GET.get("window", "")[:50].replace("\x00", "")
    rows = whole.filter(window__code=window) if window else whole
    groups = [
        (_("Month"), [{"label": one, "url": with_query(request, month=one), "active": one == month} for one in months]),
        (_("Window"), [{"label": label, "url": with_query(request, window=code), "active": code == window}
                       for code, label in [("", _("All")), *((one.code, str(one)) for one in windows_of(hall))]]),
    ]  # fmt: skip
    shown = {"page": page_of(rows, "-finished_at", request), "totals": overtime_totals(whole), "groups": groups}
    return render(request, "desk/overtime.html", shown | {"month": month, "window": window})


def months_before(now: datetime) -> dict[str, tuple[datetime, datetime]]:
    """The last months in the hall's time, the present one first, each with its first moment and that of the next."""
    here = now.astimezone(SHANGHAI)
    last = here.year * 12 + here.month - 1
    edges = [datetime(month // 12, month % 12 + 1, 1, tzinfo=SHANGHAI) for month in range(last - MONTHS + 1, last + 2)]
    return {f"{begins:%Y-%m}": (begins, ends) for begins, ends in reversed(list(zip(edges, edges[1:], strict=False)))}
