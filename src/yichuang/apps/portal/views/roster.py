"""Who is on duty on days off, with the hall's own lines; no private telephone (D3.3.4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yichuang.apps.organization.web import public_hall
from yichuang.apps.portal.words import WEEKDAYS
from yichuang.apps.reception import queries
from yichuang.apps.tickets.queries import business_day

AHEAD = 60


def roster(request: HttpRequest) -> HttpResponse:
    hall, today = public_hall(request), business_day(request.now)  # type: ignore[attr-defined]
    days = [one for one in queries.days_off(hall, today, AHEAD) if one.entries or one.mark.kind == "holiday"]
    return render(request, "portal/roster.html", {"days": days, "today": today, "weekdays": WEEKDAYS})
