"""A visit from its matter to its end: opening, advice, hand-over, closing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit import Refused, together
from yichuang.apps.audit.web import back_with_message, perform, sentence
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.catalog.queries import item_of
from yichuang.apps.desk import policies, queries
from yichuang.apps.desk.forms import ConsultForm, HandOverForm, VisitForm
from yichuang.apps.desk.seat import Seat, require_seat
from yichuang.apps.desk.views.acts import home, my_visit, refused, sent
from yichuang.apps.desk.views.window import show_desk
from yichuang.apps.desk.words import stored
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.models import Visit
from yichuang.apps.tickets import commands as tickets
from yichuang.apps.tickets.models import Ticket
from yichuang.apps.tickets.queries import at_window

WAYS = ("consult", "intake", "hand_over")


def open_visit(request: HttpRequest) -> HttpResponse:
    """Begins the visit of the called number, or of a citizen without one, and goes on the way that was chosen."""
    seat, form = require_seat(request), VisitForm(request.POST)
    ticket = at_window(seat.window)
    then = request.POST.get("then", "")

    def show() -> HttpResponse:
        return show_desk(request, seat, ticket, form, status=422)

    if not form.is_valid():
        return show()
    item = item_of(request.user.hall, form.cleaned_data["item"])

    @together
    def run() -> str:
        policies.require_matter(item, form.cleaned_data["matter"], then)
        return way(_begin(request, seat, form, item, ticket), then)

    return perform(request, run, refused(form, show))


def _begin(request: HttpRequest, seat: Seat, form: VisitForm, item: ServiceItem | None, ticket: Ticket | None) -> Visit:
    """A number that is at the window goes with the visit only if the page showed it when the clerk chose."""
    policies.require_no_visit(queries.visit_now(seat.window, request.user, ticket) is not None)
    policies.require_same_number(ticket, form.cleaned_data["ticket"])
    if ticket is not None:
        policies.require_not_begun(ticket)
    said = form.cleaned_data["matter"] or (item.name if item else "")
    own = policies.own_scope(form.cleaned_data["scope"], item, request.POST.get("then", ""), seat)
    return reception.open_visit(
        window=seat.window, matter=said, own_scope=own, by=request.user, now=request.now, ticket=ticket,
        item_code=item.code if item else "",
    )  # fmt: skip


def way(visit: Visit, then: str) -> str:
    """The page on which the chosen way goes on."""
    if then == "intake":
        return reverse("desk:intake", args=[visit.pk, visit.first_contact.item_code])
    return reverse(f"desk:{then}", args=[visit.pk]) if then in WAYS else home()


def close_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends the visit; "and next" calls the next number in the same step."""
    visit = my_visit(request, pk)

    def run() -> str:
        reception.close_visit(visit=visit, by=request.user, now=request.now)
        if request.POST.get("next"):
            _call_on(request, visit)
        else:
            messages.success(request, _("The visit has ended."))
        return home()

    return perform(request, run, back_with_message(request, home()))


def _call_on(request: HttpRequest, visit: Visit) -> None:
    """That nobody waits does not undo the end of the visit."""
    try:
        tickets.call_next(window=visit.window, by=request.user, now=request.now)
    except Refused as nobody:
        messages.info(request, sentence(nobody.refusal))


def consult(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes down question and answer and prints the notice of it (D3.4.3)."""
    visit = my_visit(request, pk)
    if visit.closed_at is not None:
        return _ended(request)
    form = ConsultForm(sent(request), initial={"question": visit.first_contact.matter})

    def show() -> HttpResponse:
        context = {"visit": visit, "form": form, "item": item_of(request.user.hall, visit.first_contact.item_code)}
        return render(request, "desk/consult.html", context, status=422 if form.is_bound else 200)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        asked = reception.Question(**form.cleaned_data)
        reception.consult(visit=visit, asked=asked, by=request.user, now=request.now)
        return reverse("desk:outcome", args=[visit.pk])

    return perform(request, run, refused(form, show))


def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Passes the citizen to a named person, who must confirm (D3.2.5, D3.2.6, D5.1.4)."""
    visit = my_visit(request, pk)
    if visit.closed_at is not None:
        return _ended(request)
    item = item_of(request.user.hall, visit.first_contact.item_code)
    form = HandOverForm(
        sent(request), hall=request.user.hall, by=request.user,
        initial={"mode": "escort", "reason": stored("transfer", "other"), "to_staff": queries.receiver_for(item)},
    )  # fmt: skip

    def show() -> HttpResponse:
        context = {"visit": visit, "form": form, "item": item, "made": visit.hand_overs.select_related("to_staff")}
        return render(request, "desk/hand_over.html", context, status=422 if form.is_bound else 200)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        given = dict(form.cleaned_data)
        receiver = given.pop("to_staff")
        handing = reception.Handing(**given)
        made = reception.hand_over(visit=visit, to_staff=receiver, handing=handing, by=request.user, now=request.now)
        messages.success(request, _("Handed over to %(name)s, who has to confirm.") % {"name": made.to_staff.name})
        return home()

    return perform(request, run, refused(form, show))


def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """What the visit has brought: numbers, due time, and every notice to hand to the citizen."""
    visit = my_visit(request, pk)
    return render(request, "desk/outcome.html", {"visit": visit} | queries.outcome_of(visit))


def _ended(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("This visit has ended. Open a new visit for a new matter."))
    return redirect(home())
