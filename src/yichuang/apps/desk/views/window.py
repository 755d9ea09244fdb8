"""The window desk itself: the queue, the citizen at the window, the clerk's work beside them."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.apps.audit import together
from yichuang.apps.cases.queries import running_instant
from yichuang.apps.desk import policies, queries
from yichuang.apps.desk.forms import ReasonForm, TransferForm, VisitForm
from yichuang.apps.desk.seat import KEY, Seat, require_seat, seat_of, window_here
from yichuang.apps.desk.views.acts import home as home_address
from yichuang.apps.desk.views.acts import press, press_with_reason, say_errors
from yichuang.apps.organization.models import Window
from yichuang.apps.organization.queries import windows_of
from yichuang.apps.organization.roles import Role
from yichuang.apps.reception.queries import serving_at, taken_over
from yichuang.apps.reception.queries import to_confirm as to_confirm_of
from yichuang.apps.tickets import commands as tickets
from yichuang.apps.tickets.models import Ticket
from yichuang.apps.tickets.permissions import may_act_on
from yichuang.apps.tickets.queries import at_window, open_pause, ticket_of_hall

# Who has a work list beside or instead of a window (views/todo.py).
WAITED_FOR = (Role.DEPARTMENT_HEAD, Role.PRINCIPAL_LEADER, Role.LEADER_IN_CHARGE)


def home(request: HttpRequest) -> HttpResponse:
    """The desk of a clerk; who serves no window goes to what waits for him, or gets the list of his places."""
    seat = seat_of(request) if request.user.has(Role.CLERK) else None
    if seat is None and request.user.has(*WAITED_FOR):
        return redirect("desk:todo")
    if seat is None:
        return render(request, "desk/no_window.html")
    ticket = at_window(seat.window)
    form = VisitForm(initial=_wanted(request, ticket))
    return show_desk(request, seat, ticket, form)


def _wanted(request: HttpRequest, ticket: Ticket | None) -> dict[str, Any]:
    """What a hand-over taken over or an item's page already says about the matter."""
    taken = taken_over(request.user, request.GET.get("hand_over", ""))
    if taken is not None:
        contact = taken.visit.first_contact
        given = {"item": contact.item_code, "matter": contact.matter}
    else:
        given = {"item": request.GET.get("item", "")[:12].replace("\x00", "")}
    return given | {"ticket": ticket.pk if ticket else None, "scope": "auto"}


def show_desk(
    request: HttpRequest, seat: Seat, ticket: Ticket | None, form: VisitForm, status: int = 200
) -> HttpResponse:
    staff, window, now = request.user, seat.window, request.now
    visit, to_confirm = queries.visit_now(window, staff, ticket), to_confirm_of(staff).count()
    work = queries.work_of(staff, now)
    context = {
        "window_name": str(window),
        "seat": seat,
        "line": queries.line_at(window, now),
        "version": queries.version_of(seat, to_confirm, work.instant),
        "instant": work.instant,
        "pause": open_pause(window),
        "ticket": ticket,
        "visit": visit,
        "mine": visit is None or policies.may_work_on(staff, visit),
        "form": form,
        "options": queries.finder_options(staff.hall),
        "work": work,
        "owed": queries.owed(staff, window, to_confirm),
        "dialogs": _dialogs(request, window, ticket, visit),
        "item": queries.items_of(staff.hall).get(visit.first_contact.item_code) if visit else None,
    }
    return render(request, "desk/home.html", context, status=status)


def _dialogs(request: HttpRequest, window: Window, ticket: Ticket | None, visit: object) -> dict[str, ReasonForm]:
    """One small form for each act that keeps a reason, unfilled."""
    acts = ["pause"] + (["hold"] if ticket else []) + (["no_show", "return"] if ticket and not visit else [])
    forms = {act: ReasonForm(act=act) for act in acts}
    if "no_show" in forms:
        others = windows_of(request.user.hall).exclude(pk=window.pk)
        forms["transfer"] = TransferForm(act="transfer", windows=others)
    return forms


def panel(request: HttpRequest) -> HttpResponse:
    """The left column again when something has changed; 204 while nothing has (three cheap queries)."""
    seat = require_seat(request)
    to_confirm = to_confirm_of(request.user).count()
    instant = running_instant(request.user, request.now)
    version = queries.version_of(seat, to_confirm, instant)
    if request.GET.get("version") == version:
        return HttpResponse(status=204)
    owed = queries.owed(request.user, seat.window, to_confirm)
    context = {"line": queries.line_at(seat.window, request.now), "owed": owed, "instant": instant}
    response = render(request, "desk/panel.html", context)
    response["X-Version"] = version
    return response


def sit(request: HttpRequest) -> HttpResponse:
    """Chooses the window for this session among those the clerk serves."""
    seat = require_seat(request)
    chosen = next((one for one in seat.windows if str(one.pk) == request.POST.get("window")), None)
    if chosen is None:
        raise Http404
    request.session[KEY] = chosen.pk
    return redirect(home_address())


def call(request: HttpRequest) -> HttpResponse:
    window = window_here(request)

    @together
    def run() -> None:
        policies.require_no_visit(serving_at(window, request.user))
        tickets.call_next(window=window, by=request.user, now=request.now)

    return press(request, run)


def _ticket_here(request: HttpRequest, pk: int) -> tuple[Ticket, Window]:
    """The ticket, if it belongs to the window where the clerk sits; else it does not exist for him (404)."""
    window = window_here(request)
    ticket = ticket_of_hall(request.user.hall, pk)
    if ticket is None or not may_act_on(request.user, window, ticket):
        raise Http404
    return ticket, window


def recall(request: HttpRequest, pk: int) -> HttpResponse:
    ticket, _window = _ticket_here(request, pk)
    done = _("Number %(number)s was called again.") % {"number": ticket.number}
    return press(request, lambda: tickets.recall(ticket=ticket, by=request.user, now=request.now), done)


def no_show(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_reason(request, pk, "no_show", tickets.mark_no_show, _("Number %(number)s was passed over."))


def return_ticket(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_reason(request, pk, "return", tickets.return_to_queue, _("Number %(number)s waits again."))


def hold(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_reason(request, pk, "hold", tickets.hold, _("Number %(number)s is on hold."))


def _with_reason(request: HttpRequest, pk: int, act: str, verb: Callable[..., object], done: str) -> HttpResponse:
    ticket, _window = _ticket_here(request, pk)

    def run(reason: str) -> None:
        verb(ticket=ticket, reason=reason, by=request.user, now=request.now)

    return press_with_reason(request, act, run, done % {"number": ticket.number})


def resume(request: HttpRequest, pk: int) -> HttpResponse:
    ticket, window = _ticket_here(request, pk)

    @together
    def run() -> None:
        policies.require_no_visit(serving_at(window, request.user))
        tickets.resume(ticket=ticket, by=request.user, now=request.now)

    return press(request, run)


def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    ticket, window = _ticket_here(request, pk)
    form = TransferForm(request.POST, act="transfer", windows=windows_of(request.user.hall))
    if not form.is_valid():
        return say_errors(request, form)

    @together
    def run() -> None:
        policies.require_not_begun(ticket)
        to_window = form.cleaned_data["to_window"]
        tickets.transfer(ticket=ticket, to_window=to_window, reason=form.said, by=request.user, now=request.now)

    done = _("Number %(number)s goes on to %(window)s.")
    return press(request, run, done % {"number": ticket.number, "window": form.cleaned_data["to_window"]})


def pause(request: HttpRequest) -> HttpResponse:
    window = window_here(request)

    def run(reason: str) -> None:
        tickets.pause_window(window=window, reason=reason, by=request.user, now=request.now)

    return press_with_reason(request, "pause", run)


def reopen(request: HttpRequest) -> HttpResponse:
    window = window_here(request)
    return press(request, lambda: tickets.reopen_window(window=window, by=request.user, now=request.now))


__all__ = [
    "call", "home", "hold", "no_show", "panel", "pause", "recall", "reopen", "resume", "return_ticket", "sit",
    "transfer",
]  # fmt: skip
