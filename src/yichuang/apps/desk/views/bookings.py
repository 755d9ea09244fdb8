"""Bookings as staff see them: the day by window, the register R09, a new one, and one with what may be done to it."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import perform
from yichuang.apps.catalog.queries import item_of
from yichuang.apps.desk import booking_words as words
from yichuang.apps.desk.case_paging import page_of, with_query
from yichuang.apps.desk.forms.bookings import EARLIEST, LATEST, ArrivalForm, BookForm
from yichuang.apps.desk.queries import finder_options
from yichuang.apps.desk.views.acts import refused, sent
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.queries import windows_of
from yichuang.apps.organization.roles import Role
from yichuang.apps.reception import commands, queries
from yichuang.apps.reception.models import Appointment
from yichuang.apps.tickets.queries import business_day
from yichuang.ui.filters import local

FILTERS = ("q", "state", "channel", "place", "window")


def day_asked(request: HttpRequest) -> date:
    """The day asked for; today for what is none, or lies where no hall has a calendar."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return business_day(request.now)
    return day if EARLIEST <= day.year <= LATEST else business_day(request.now)


def bookings(request: HttpRequest) -> HttpResponse:
    """The bookings of a day, window by window, to work from and to print."""
    return show_day(request, ArrivalForm())


def show_day(request: HttpRequest, form: ArrivalForm, status: int = 200) -> HttpResponse:
    hall, day, today = request.user.hall, day_asked(request), business_day(request.now)
    windows = {one.code: one for one in windows_of(hall)}
    window = windows.get(request.GET.get("window", ""))
    rows = queries.day_list(hall, day, window)
    mine = _own(request.user, [one.pk for one in rows])
    return render(request, "desk/bookings.html", {
        "day": day, "today": today, "words": words, "form": form, "may_take": request.user.has(Role.CLERK),
        "groups": [(key, list(own)) for key, own in groupby(rows, lambda one: one.window)], "mine": mine,
        "days": _days(request, day, today),
        "windows": group(request, "window", {code: str(one) for code, one in windows.items()}),
        "waiting": queries.to_arrange(request.user).count(),
    }, status=status)  # fmt: skip


def _own(staff: Staff, keys: list[int]) -> frozenset[int]:
    """Which of these bookings the person may open; the names of the others stay masked."""
    return frozenset(queries.appointments_of(staff).filter(pk__in=keys).values_list("pk", flat=True))


def _days(request: HttpRequest, day: date, today: date) -> list[dict[str, object]]:
    """The day before, today, tomorrow, and the day after the one shown."""
    one = timedelta(days=1)
    beside = [(_("Day before"), day - one), (_("Today"), today), (_("Tomorrow"), today + one),
              (_("Day after"), day + one)]  # fmt: skip
    return [{"label": label, "url": with_query(request, day=beside_day.isoformat()), "active": beside_day == day}
            for label, beside_day in beside]  # fmt: skip


def arrival(request: HttpRequest) -> HttpResponse:
    """Somebody with a booking is at the door: found by code, or by name and four digits, he gets his number."""
    form = ArrivalForm(request.POST)

    def show() -> HttpResponse:
        return show_day(request, form, status=422)

    if not form.is_valid():
        return show()
    found = queries.arriving(request.user.hall, request.now, **form.sought())
    if found is None:
        form.add_error(None, _("No booking of today fits. Check the code, or name and telephone."))
        return show()

    def run() -> str:
        ticket = commands.check_in(appointment=found, by=request.user, now=request.now)
        late, booked = _("Late: number %(number)s, as anybody else."), _("Number %(number)s, with its booking.")
        said = late if found.late else booked
        messages.success(request, said % {"number": ticket.number})
        return reverse("desk:bookings")

    return perform(request, run, refused(form, show))


def _sought(request: HttpRequest) -> queries.Sought:
    given = asked(request, *FILTERS)
    return queries.Sought(words=given.pop("q"), **given)


def register(request: HttpRequest) -> HttpResponse:
    """The register of bookings (R09), newest first. A telephone number is answered at once, at no address (C-35)."""
    if request.method == "POST" and not queries.is_telephone(request.POST.get("q", "")):
        return redirect(_address(request))
    if queries.is_telephone(request.GET.get("q", "")):
        messages.error(request, _("A telephone number does not belong in an address. Type it into the search box."))
        return redirect("desk:bookings_register")
    sought = queries.Sought(words=request.POST["q"][:60]) if request.method == "POST" else _sought(request)
    page = page_of(queries.register(request.user.hall, sought), "-made_at", request)
    windows = {one.code: str(one) for one in windows_of(request.user.hall)}
    return render(request, "desk/bookings_register.html", {
        "page": page, "words": words, "q": "" if request.method == "POST" else sought.words,
        "mine": _own(request.user, [one.pk for one in page.rows]),
        "chips": [(_("State"), group(request, "state", words.STANDINGS)),
                  (_("How it came"), group(request, "channel", words.CHANNELS)),
                  (_("Where"), group(request, "place", words.PLACES)),
                  (_("Window"), group(request, "window", windows))],
        "keep": [(name, request.GET[name]) for name in FILTERS[1:] if request.GET.get(name)],
        "xlsx": f"{reverse('desk:bookings_xlsx')}?{request.GET.urlencode()}",
        "narrowed": any(request.GET.get(name) for name in FILTERS), "class_of": _classes(request.user.hall),
    })  # fmt: skip


def _address(request: HttpRequest) -> str:
    """The register narrowed by what was typed and by the filters that were on."""
    given = {name: request.POST.get(name, "")[:60] for name in FILTERS}
    query = urlencode({name: value for name, value in given.items() if value}, errors="replace")
    return f"{reverse('desk:bookings_register')}?{query}" if query else reverse("desk:bookings_register")


def _classes(hall: Hall) -> dict[str, str]:
    """What each class was called, also one that no longer holds."""
    return {one["code"]: one["name"] for one in (hall.settings.get("booking") or {}).get("classes", ())}


def register_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed register as an Excel file, names masked."""
    heads = [_("Number"), _("Taken at"), _("How it came"), _("Class"), _("Name"), _("Item"), _("Matter"), _("Where"),
             _("Window"), _("Time"), _("Person"), _("State"), _("Outcome")]  # fmt: skip
    found = queries.register(request.user.hall, _sought(request)).order_by("-made_at", "-id")
    rows = _cells(found.iterator(chunk_size=1000), _classes(request.user.hall))
    return excel(request, _("Bookings"), heads, rows, reverse("desk:bookings_register"))


def _cells(found: Iterator[Appointment], classes: dict[str, str]) -> Iterator[list[str]]:
    for one in found:
        yield [
            one.number, local(one.made_at), _(words.CHANNELS[one.channel]), classes.get(one.klass, one.klass),
            one.name_masked, one.item.name if one.item else "", one.matter, _(words.PLACES[one.place]),
            str(one.window), local(one.starts_at), one.staff.name if one.staff else "",
            _(words.STANDINGS[one.state]), one.outcome,
        ]  # fmt: skip


def new(request: HttpRequest) -> HttpResponse:
    """Takes a booking in that came by telephone, letter or e-mail (D3.3.3, C-22)."""
    window = _window(request)
    slots = queries.slots_at(window, request.now, lead=False)
    form = BookForm(sent(request), slots=slots, classes=queries.classes_of(window.hall, business_day(request.now)))

    def show() -> HttpResponse:
        shown = {"form": form, "window": window, "windows": _choices(request, window),
                 "options": finder_options(request.user.hall)}  # fmt: skip
        return render(request, "desk/booking_new.html", shown, status=422 if form.is_bound else 200)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        typed = dict(form.cleaned_data)
        channel, item = typed.pop("channel"), item_of(request.user.hall, typed.pop("item"))
        wish = commands.Wish(window=window, item=item, **typed)
        made = commands.book(wish=wish, channel=channel, by=request.user, now=request.now)
        messages.success(request, _("Booking %(number)s is taken. Its code is %(code)s.") % _named(made))
        return reverse("desk:booking", args=[made.pk])

    return perform(request, run, refused(form, show))


def _named(made: Appointment) -> dict[str, Any]:
    return {"number": made.number, "code": made.code}


def _window(request: HttpRequest) -> Window:
    """The window asked for, else the clerk's own, else the last one, which is the hall office."""
    windows = list(windows_of(request.user.hall).select_related("hall"))
    if not windows:
        raise Http404
    named, own = {one.code: one for one in windows}, {one.pk: one for one in windows}
    return named.get(request.GET.get("window", "")) or own.get(request.user.window_id) or windows[-1]


def _choices(request: HttpRequest, chosen: Window) -> list[dict[str, object]]:
    return [{"label": str(one), "url": with_query(request, window=one.code), "active": one == chosen}
            for one in windows_of(request.user.hall)]  # fmt: skip
