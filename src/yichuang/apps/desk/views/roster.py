"""Duty on days off: who keeps it, whom he called in, and how long they took (D3.3.4, R10)."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.desk import booking_words as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.roster import CallForm, CloseCallForm, RosterForm, ThereForm
from yichuang.apps.desk.views.acts import by_form, press
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.organization.roles import Role
from yichuang.apps.reception import commands, queries
from yichuang.apps.reception.models import Callout
from yichuang.apps.tickets.queries import business_day

# The roster looks so many days ahead: past the next two long holidays.
AHEAD = 120
CALLS = (Role.HALL_OFFICE, Role.DUTY)
Bound = tuple[str, Form] | None


def roster(request: HttpRequest) -> HttpResponse:
    return show(request)


def show(request: HttpRequest, bound: Bound = None) -> HttpResponse:
    """The coming days off with their people, the call-outs, and the telephones to call."""
    staff, hall = request.user, request.user.hall
    days = queries.days_off(hall, business_day(request.now), AHEAD)
    shown = request.GET.get("show") == "all"
    kept = [one for one in days if shown or one.entries or one.mark.kind == "holiday"]
    forms = {"add": _add_form(request), "call": _call_form(request)} | ({bound[0]: bound[1]} if bound else {})
    return render(request, "desk/roster.html", {
        "days": kept, "every": shown, "missing": queries.unmanned(hall, request.now), "words": words, "forms": forms,
        "opened": bound[0] if bound else "", "keeps": staff.has(Role.HALL_OFFICE), "calls": staff.has(*CALLS),
        "page": page_of(queries.callouts_of(hall), "-told_at", request), "people": queries.business_people(hall),
    }, status=422 if bound else 200)  # fmt: skip


def _add_form(request: HttpRequest, data: Any = None) -> RosterForm:
    people = staff_of(request.user.hall).filter(pk__in=[one.pk for one in queries.duty_people(request.user.hall)])
    return RosterForm(data, people=people, auto_id="add-%s", initial={"day": request.GET.get("day", "")[:10]})


def _call_form(request: HttpRequest, data: Any = None) -> CallForm:
    people = queries.business_people(request.user.hall)
    return CallForm(data, people=people, auto_id="call-%s", initial={"told_at": request.now})


def _act(request: HttpRequest, name: str, form: Form, do: Callable[[dict[str, Any]], object], done: str,
         again: Callable[[], HttpResponse] | None = None) -> HttpResponse:  # fmt: skip
    """Does what a form asks for; refused, the page stands there again with it."""
    back = again or (lambda: show(request, (name, form)))
    return by_form(request, form, do, done, reverse("desk:roster"), back)


def add(request: HttpRequest) -> HttpResponse:
    def do(typed: dict[str, Any]) -> object:
        return commands.put_on_duty(by=request.user, now=request.now, **typed)

    return _act(request, "add", _add_form(request, request.POST), do, _("The roster is kept."))


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    entry = queries.roster_entry(request.user.hall, pk)
    if entry is None:
        raise Http404
    run = commands.take_off_duty
    to = reverse("desk:roster")
    return press(request, lambda: run(entry=entry, by=request.user, now=request.now), _("Taken off the roster."), to)


def call(request: HttpRequest) -> HttpResponse:
    def do(typed: dict[str, Any]) -> object:
        return commands.call_out(call=commands.Call(**typed), by=request.user, now=request.now)

    return _act(request, "call", _call_form(request, request.POST), do, _("The call-out is recorded."))


def _callout(request: HttpRequest, pk: int) -> Callout:
    found = queries.callout_of_hall(request.user.hall, pk)
    if found is None:
        raise Http404
    return found


def callout(request: HttpRequest, pk: int) -> HttpResponse:
    """One call-out with what is still to be written down."""
    return _show_callout(request, _callout(request, pk))


def _show_callout(request: HttpRequest, one: Callout, form: Form | None = None) -> HttpResponse:
    own = request.user.pk in (one.made_by_id, one.staff_id) or request.user.has(Role.HALL_OFFICE)
    step = "callout_there" if one.arrived_at is None else "callout_close"
    blank = ThereForm(initial={"arrived_at": request.now}) if one.arrived_at is None else CloseCallForm()
    shown = {"one": one, "own": own and not one.outcome, "step": step, "form": form or blank}
    return render(request, "desk/callout.html", shown, status=422 if form else 200)


def callout_there(request: HttpRequest, pk: int) -> HttpResponse:
    one, form = _callout(request, pk), ThereForm(request.POST)

    def do(typed: dict[str, Any]) -> object:
        return commands.note_there(callout=one, by=request.user, now=request.now, **typed)

    again = lambda: _show_callout(request, one, form)  # noqa: E731
    return _act(request, "there", form, do, _("The arrival is recorded."), again)


def callout_close(request: HttpRequest, pk: int) -> HttpResponse:
    one, form = _callout(request, pk), CloseCallForm(request.POST)

    def do(typed: dict[str, Any]) -> object:
        return commands.close_callout(callout=one, by=request.user, now=request.now, **typed)

    again = lambda: _show_callout(request, one, form)  # noqa: E731
    return _act(request, "close", form, do, _("The outcome is recorded."), again)
