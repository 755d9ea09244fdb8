"""A citizen's own booking: the slip to keep, looked up by code and four digits, called off by the same."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import mark, perform
from yichuang.apps.organization.web import public_hall
from yichuang.apps.portal.booking_forms import CancelForm, FindForm
from yichuang.apps.portal.limits import BOOKINGS_BY_CODE, TRIES_BY_SOURCE, count, is_spent, source_of
from yichuang.apps.portal.views.refused import too_many
from yichuang.apps.portal.words import BOOKINGS
from yichuang.apps.reception import commands, queries
from yichuang.apps.reception.models import Appointment


@never_cache
def find(request: HttpRequest) -> HttpResponse:
    """By the code and the last four digits; every wrong pair is answered alike, and not often."""
    if request.method != "POST":
        return render(request, "portal/book_find.html", {"form": FindForm()})
    form = FindForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/book_find.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    code, source = form.cleaned_data["code"], source_of(request)
    for limit, key in ((BOOKINGS_BY_CODE, code), (TRIES_BY_SOURCE, source)):
        if is_spent(limit, key):
            return too_many(request, limit)
    found = queries.by_booking_code(public_hall(request), code, form.cleaned_data["phone_end"])
    if found is None:
        count(BOOKINGS_BY_CODE, code)
        count(TRIES_BY_SOURCE, source)
        form.add_error(None, _("No booking fits this code and these four digits. Check both."))
        return render(request, "portal/book_find.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect("portal:booking", found.token)


@never_cache
def booking(request: HttpRequest, token: str) -> HttpResponse:
    return _show(request, _found(token), CancelForm())


def _found(token: str) -> Appointment:
    found = queries.by_booking_token(token) if token.isascii() and "\x00" not in token else None
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, one: Appointment, form: CancelForm) -> HttpResponse:
    """The slip: code, day and hour, window, what to bring; nothing of the person but the masked name."""
    timed = one.starts_at is not None and not one.at_home
    return render(request, "portal/booking.html", {
        "one": one, "form": form, "state": _(BOOKINGS[one.state]),
        "opens": one.starts_at - queries.early(one.hall) if timed else None,
        "latest": one.starts_at + queries.grace(one.hall) if timed else None,
        "spaced": f"{one.code[:4]} {one.code[4:]}",
    }, status=HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK)  # fmt: skip


@never_cache
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Calls the booking off for whoever also knows the four digits: a slip left lying is not enough."""
    one, form = _found(token), CancelForm(request.POST)
    for limit, key in ((BOOKINGS_BY_CODE, one.code), (TRIES_BY_SOURCE, source_of(request))):
        if is_spent(limit, key):
            return too_many(request, limit)
    if form.is_valid() and not queries.ends_with(one, form.cleaned_data["phone_end"]):
        count(BOOKINGS_BY_CODE, one.code)
        count(TRIES_BY_SOURCE, source_of(request))
        form.add_error("phone_end", _("These are not the digits of this booking's telephone."))
    if not form.is_valid():
        return _show(request, one, form)

    def run() -> str:
        commands.cancel(appointment=one, reason="", now=request.now)  # type: ignore[attr-defined]
        messages.success(request, _("The booking is cancelled. Its place is free for others."))
        return reverse("portal:booking", args=[token])

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _show(request, _found(token), form)

    return perform(request, run, again)
