"""Booking a time: the window, the day, the hour as large buttons, three fields, a code to keep (D3.3.1, D1.30)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from itertools import groupby
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import mark, perform
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.catalog.queries import in_force, item_of, search
from yichuang.apps.organization.models import Hall, Window
from yichuang.apps.organization.queries import windows_of
from yichuang.apps.organization.web import public_hall
from yichuang.apps.portal.booking_forms import BookForm, HomeForm
from yichuang.apps.portal.limits import BOOKINGS_BY_SOURCE, count, is_spent, source_of
from yichuang.apps.portal.views.refused import too_many
from yichuang.apps.portal.words import WEEKDAYS
from yichuang.apps.reception import commands, queries
from yichuang.apps.tickets.queries import business_day
from yichuang.core.queueing import Slot
from yichuang.core.worktime import SHANGHAI

LONGEST_QUERY = 60


@dataclass(frozen=True)
class Day:
    """A day of a window with its times."""

    day: date
    slots: Sequence[Slot]

    @property
    def free(self) -> int:
        return sum(one.free for one in self.slots)

    @property
    def weekday(self) -> str:
        return _(WEEKDAYS[self.day.weekday()])


def book(request: HttpRequest) -> HttpResponse:
    """Where to go: by what one wants to do, or by the window."""
    hall = public_hall(request)
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    windows = {one.pk: one for one in _bookable(hall)}
    on = business_day(request.now)  # type: ignore[attr-defined]
    found = [one for one in search(hall, query) if one.kind != "internal" and in_force(one, on)] if query else []
    return render(request, "portal/book.html", {
        "query": query, "windows": windows.values(), "found": [one for one in found if one.window_id in windows],
        "elsewhere": any(one.window_id not in windows for one in found), "classes": queries.classes_of(hall, on),
    })  # fmt: skip


def _bookable(hall: Hall) -> list[Window]:
    windows = windows_of(hall).select_related("hall")
    return [one for one in windows if queries.rules_of(one, lead=True) is not None]


@never_cache
def book_window(request: HttpRequest, code: str) -> HttpResponse:
    """The free times of a window day by day; with one chosen, the three fields."""
    hall = public_hall(request)
    window = next((one for one in _bookable(hall) if one.code == code), None)
    if window is None:
        raise Http404
    item = item_of(hall, request.GET.get("item", "")[:12].replace("\x00", ""))
    slots = queries.slots_at(window, request.now, lead=True)  # type: ignore[attr-defined]
    chosen = _chosen(slots, request.GET.get("at", ""))
    if request.method == "POST":
        return _taken(request, window, item, chosen)
    if chosen is not None and chosen.free:
        return _ask(request, window, item, chosen, BookForm(initial={"matter": item.name if item else ""}))
    return _times(request, window, item, slots, gone="at" in request.GET)


def _chosen(slots: Sequence[Slot], at: str) -> Slot | None:
    return next((one for one in slots if _key(one) == at), None)


def _key(slot: Slot) -> str:
    return f"{slot.starts.astimezone(SHANGHAI):%Y%m%d%H%M}"


def _times(
    request: HttpRequest, window: Window, item: ServiceItem | None, slots: Sequence[Slot], *, gone: bool = False
) -> HttpResponse:
    days = [Day(day, list(own)) for day, own in groupby(slots, lambda one: one.starts.astimezone(SHANGHAI).date())]
    asked = request.GET.get("day", "")
    shown = next((one for one in days if one.day.isoformat() == asked), None)
    shown = shown or next((one for one in days if one.free), None)
    more = {"item": item.code} if item else {}
    times = [(one, "?" + urlencode(more | {"at": _key(one)})) for one in shown.slots] if shown else []
    return render(request, "portal/book_window.html", {
        "window": window, "item": item, "shown": shown, "times": times, "gone": gone,
        "days": [(one, "?" + urlencode(more | {"day": one.day.isoformat()})) for one in days],
    }, status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK)  # fmt: skip


def _ask(request: HttpRequest, window: Window, item: ServiceItem | None, slot: Slot, form: BookForm) -> HttpResponse:
    day = Day(slot.starts.astimezone(SHANGHAI).date(), [slot])
    again = "?" + urlencode(({"item": item.code} if item else {}) | {"at": _key(slot)})
    other = "?" + urlencode(({"item": item.code} if item else {}) | {"day": day.day.isoformat()})
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"window": window, "item": item, "slot": slot, "day": day, "form": form, "address": again, "other": other}
    return render(request, "portal/book_form.html", shown, status=status)


def _taken(request: HttpRequest, window: Window, item: ServiceItem | None, slot: Slot | None) -> HttpResponse:
    if is_spent(BOOKINGS_BY_SOURCE, source_of(request)):
        return too_many(request, BOOKINGS_BY_SOURCE)
    now: datetime = request.now  # type: ignore[attr-defined]
    if slot is None:
        return _times(request, window, item, queries.slots_at(window, now, lead=True), gone=True)
    form = BookForm(request.POST)
    if not form.is_valid():
        return _ask(request, window, item, slot, form)

    # Refused ones count too: nobody finds out by trying who has booked.
    count(BOOKINGS_BY_SOURCE, source_of(request))

    def run() -> str:
        wish = commands.Wish(window=window, item=item, starts_at=slot.starts, **form.cleaned_data)
        made = commands.book(wish=wish, channel="page", now=now)
        return reverse("portal:booking", args=[made.token])

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _ask(request, window, item, slot, form)

    return perform(request, run, again)


@never_cache
def book_home(request: HttpRequest) -> HttpResponse:
    """Service at home or on site for those who cannot come: the hall calls back (D3.3.3)."""
    hall, now = public_hall(request), request.now  # type: ignore[attr-defined]
    classes, windows = queries.classes_of(hall, business_day(now)), list(windows_of(hall).select_related("hall"))
    if not classes or not windows:
        raise Http404
    item = item_of(hall, request.GET.get("item", "")[:12].replace("\x00", ""))
    initial = {"matter": item.name if item else ""}
    form = HomeForm(request.POST if request.method == "POST" else None, classes=classes, initial=initial)

    def show() -> HttpResponse:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return render(request, "portal/book_home.html", {"form": form, "item": item}, status=status)

    if request.method != "POST":
        return show()
    if is_spent(BOOKINGS_BY_SOURCE, source_of(request)):
        return too_many(request, BOOKINGS_BY_SOURCE)
    if not form.is_valid():
        return show()
    count(BOOKINGS_BY_SOURCE, source_of(request))

    def run() -> str:
        # Without an item the hall office, which stands last, finds out whose it is.
        window = next((one for one in windows if item and one.pk == item.window_id), windows[-1])
        wish = commands.Wish(window=window, item=item, place="home", **form.cleaned_data)
        made = commands.book(wish=wish, channel="page", now=now)
        return reverse("portal:booking", args=[made.token])

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return show()

    return perform(request, run, again)
