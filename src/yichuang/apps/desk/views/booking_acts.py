"""One booking, and the acts upon it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit import Refused
from yichuang.apps.audit.web import back_with_message, perform, sentence
from yichuang.apps.desk import booking_words as words
from yichuang.apps.desk.forms.bookings import CancelBookingForm, HallTimeForm, HomeTimeForm, OutcomeForm
from yichuang.apps.desk.views.acts import by_form, press
from yichuang.apps.organization.queries import clerks_of
from yichuang.apps.reception import commands, queries
from yichuang.apps.reception.commands import Arrangement, Reached
from yichuang.apps.reception.models import Appointment, Standing

Bound = tuple[str, Form] | None


def load(request: HttpRequest, pk: int) -> Appointment:
    """The booking, if this person deals with it; else Http404, as if it did not exist."""
    found = queries.appointment_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def booking(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, load(request, pk))


def show(request: HttpRequest, one: Appointment, bound: Bound = None, reached: Reached | None = None) -> HttpResponse:
    """The page of a booking; `bound` is a refused form by the name of its act, `reached` the contact to show once."""
    classes = (one.hall.settings.get("booking") or {}).get("classes", ())
    answer = render(request, "desk/booking.html", {
        "one": one, "words": words, "forms": _forms(request, one, bound), "opened": bound[0] if bound else "",
        "reached": reached, "events": one.events.select_related("by"), "no_shows": queries.no_shows_of(one),
        "class_of": {klass["code"]: klass["name"] for klass in classes},
        "latest": one.starts_at + queries.grace(one.hall) if one.starts_at else None,
    }, status=422 if bound else 200)  # fmt: skip
    answer["Cache-Control"] = "no-store"
    return answer


def _forms(request: HttpRequest, one: Appointment, bound: Bound) -> dict[str, Form]:
    """The forms of what may be done now, by the name of their act."""
    blank: dict[str, Callable[[], Form]] = {}
    if one.is_open:
        blank |= {"arrange": lambda: time_form(request, one), "cancel": lambda: CancelBookingForm(auto_id="cancel-%s")}
    if one.state in (Standing.BOOKED, Standing.ARRIVED) and one.starts_at and one.starts_at <= request.now:
        blank["outcome"] = lambda: OutcomeForm(auto_id="outcome-%s")
    forms = {name: make() for name, make in blank.items()}
    return forms | ({bound[0]: bound[1]} if bound else {})


def time_form(request: HttpRequest, one: Appointment, data: Any = None) -> Form:
    """A slot of the window, or clerk, day and hour for service at home."""
    if one.at_home:
        people = clerks_of(one.hall)
        initial = {"staff": one.staff_id, "starts_at": one.starts_at}
        return HomeTimeForm(data, people=people, initial=initial, auto_id="arrange-%s")
    return HallTimeForm(data, slots=queries.slots_at(one.window, request.now, lead=False), auto_id="arrange-%s")


def _act(request: HttpRequest, one: Appointment, name: str, form: Form, do: Callable[[dict[str, Any]], object],
         done: str) -> HttpResponse:  # fmt: skip
    def again() -> HttpResponse:
        return show(request, load(request, one.pk), (name, form))

    return by_form(request, form, do, done, reverse("desk:booking", args=[one.pk]), again)


def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    one = load(request, pk)

    def do(typed: dict[str, Any]) -> object:
        return commands.arrange(appointment=one, to=Arrangement(**typed), by=request.user, now=request.now)

    return _act(request, one, "arrange", time_form(request, one, request.POST), do, _("The time is fixed."))


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    one, form = load(request, pk), CancelBookingForm(request.POST, auto_id="cancel-%s")

    def do(typed: dict[str, Any]) -> object:
        return commands.cancel(appointment=one, by=request.user, now=request.now, **typed)

    return _act(request, one, "cancel", form, do, _("The booking is cancelled; its place is free again."))


def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    one, form = load(request, pk), OutcomeForm(request.POST, auto_id="outcome-%s")

    def do(typed: dict[str, Any]) -> object:
        return commands.note_outcome(appointment=one, by=request.user, now=request.now, **typed)

    return _act(request, one, "outcome", form, do, _("The outcome is recorded."))


def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    one, to = load(request, pk), reverse("desk:booking", args=[pk])
    run = commands.confirm
    return press(request, lambda: run(appointment=one, by=request.user, now=request.now), _("Confirmed."), to)


def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The citizen is at the window's door: his number, straight from the list."""
    one, to = load(request, pk), reverse("desk:bookings")

    def run() -> str:
        ticket = commands.check_in(appointment=one, by=request.user, now=request.now)
        messages.success(request, _("Number %(number)s.") % {"number": ticket.number})
        return to

    return perform(request, run, back_with_message(request, to))


def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows contact and address in the answer itself and nowhere else; every look leaves an entry."""
    one = load(request, pk)
    try:
        reached = commands.show_contact(appointment=one, by=request.user, now=request.now)
    except Refused as no:
        messages.error(request, sentence(no.refusal))
        return show(request, one)
    return show(request, one, reached=reached)
