"""The kiosk: choose a business, take a number, leave nothing behind."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import mark, perform
from yichuang.apps.organization.models import Hall
from yichuang.apps.organization.web import public_hall
from yichuang.apps.screens import slips
from yichuang.apps.screens.forms import TakeForm
from yichuang.apps.screens.language import in_the_halls_language
from yichuang.apps.tickets.commands import take_ticket
from yichuang.apps.tickets.models import Queue, Ticket
from yichuang.apps.tickets.queries import business_day, by_token, estimate_for, feed_version, queues_of, waiting_counts
from yichuang.core.worktime.opening import opening
from yichuang.integrations.qr import qr_svg
from yichuang.rulebook.worktime import load_calendar
from yichuang.ui.page import LARGE_TYPE_COOKIE

UNCHANGED, REFUSED = 204, 422
NORMAL, PRIORITY = "normal", "priority"


@never_cache
@in_the_halls_language
def kiosk(request: HttpRequest) -> HttpResponse:
    """First the kinds of business; with `queue` the question of priority; with `fresh` everything is forgotten."""
    if "fresh" in request.GET:
        return _forgotten()
    hall = public_hall(request)
    if (letter := request.GET.get("queue", "")) != "":
        return _ask(request, hall, _queue(hall, letter))
    version = f"{business_day(request.now)}.{feed_version(hall)}.{_opening(hall, request).is_open}"  # type: ignore[attr-defined]
    if request.GET.get("version") == version:
        return HttpResponse(status=UNCHANGED)
    part = "tiles" if "version" in request.GET else "kiosk"
    answer = render(request, f"screens/{part}.html", _shown(hall, request) | {"version": version})
    answer["X-Version"] = version
    return answer


@never_cache
@in_the_halls_language
def take(request: HttpRequest) -> HttpResponse:
    hall, day = public_hall(request), business_day(request.now)  # type: ignore[attr-defined]
    queue = _queue(hall, request.POST.get("queue", ""))
    if _is_refused_now(hall, request):
        return _ask(request, hall, queue, status=REFUSED)
    form = TakeForm(request.POST, on=day)

    def run() -> str:
        ground = form.cleaned_data["ground"]
        ticket = take_ticket(
            queue=queue, priority=PRIORITY if ground else NORMAL, reason=ground, now=request.now,  # type: ignore[attr-defined]
            holder=form.cleaned_data["identity"],
        )  # fmt: skip
        return reverse("screens:taken", args=[ticket.token])

    def again(refusal: Refusal | None = None) -> HttpResponse:
        if refusal is not None:
            mark(form, refusal)
        return _ask(request, hall, queue, form=form, status=REFUSED)

    return perform(request, run, again) if form.is_valid() else again()


@never_cache
@in_the_halls_language
def taken(request: HttpRequest, token: str) -> HttpResponse:
    ticket = _ticket(token)
    address = f"{settings.PUBLIC_URL}{_public_path(ticket)}"
    return render(request, "screens/taken.html", {
        "ticket": ticket, "estimate": estimate_for(ticket, request.now),  # type: ignore[attr-defined]
        "qr": qr_svg(address, title=_("Follow the queue on your telephone")),
        "printer": ticket.hall.settings.get("kiosk_printer", True), "kiosk_home_url": _fresh(),
    })  # fmt: skip


@never_cache
@in_the_halls_language
def slip(request: HttpRequest, token: str) -> HttpResponse:
    """The slip as PDF; printing it again gives the same number."""
    ticket = _ticket(token)
    estimate = estimate_for(ticket, request.now)  # type: ignore[attr-defined]
    paper = slips.rendered(ticket, estimate, f"{settings.PUBLIC_URL}{_public_path(ticket)}")
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{ticket.number}.pdf"'
    return answer


def _public_path(ticket: Ticket) -> str:
    return reverse("portal:ticket", args=[ticket.token])


def _ticket(token: str) -> Ticket:
    ticket = by_token(token) if token.isascii() and "\x00" not in token else None
    if ticket is None:
        raise Http404
    return ticket


def _queue(hall: Hall, letter: str) -> Queue:
    queue = queues_of(hall).filter(letter=letter.replace("\x00", "")[:2]).select_related("hall").first()
    if queue is None:
        raise Http404
    return queue


def _fresh() -> str:
    return f"{reverse('screens:kiosk')}?fresh=1"


def _forgotten() -> HttpResponse:
    """The first page for the next person: no language, no type size, no message of the one before."""
    answer = redirect("screens:kiosk")
    for name in (settings.LANGUAGE_COOKIE_NAME, LARGE_TYPE_COOKIE, "messages", settings.SESSION_COOKIE_NAME):
        answer.delete_cookie(name)
    return answer


def _opening(hall: Hall, request: HttpRequest) -> Any:
    return opening(load_calendar(hall.slug), request.now)  # type: ignore[attr-defined]


def _is_refused_now(hall: Hall, request: HttpRequest) -> bool:
    """A hall may close its kiosk with its doors; otherwise the kiosk warns and the office decides."""
    return hall.settings.get("kiosk_closed_outside_hours", False) and not _opening(hall, request).is_open


def _shown(hall: Hall, request: HttpRequest) -> dict[str, Any]:
    counts = waiting_counts(hall, business_day(request.now))  # type: ignore[attr-defined]
    served = [point for point in hall.settings["kiosk"] if point["letter"] in counts]
    changed = settings.LANGUAGE_COOKIE_NAME in request.COOKIES or LARGE_TYPE_COOKIE in request.COOKIES
    return {
        "points": [point | {"waiting": counts[point["letter"]]} for point in served],
        "opening": _opening(hall, request), "refused": _is_refused_now(hall, request),
        "kiosk_home_url": _fresh() if changed else "", "bookings": bool(hall.settings.get("booking")),
    }  # fmt: skip


def _ask(
    request: HttpRequest, hall: Hall, queue: Queue, *, form: TakeForm | None = None, status: int = 200
) -> HttpResponse:
    classes = {one["code"]: one for one in hall.settings["queue"]["classes"]}
    waiting = waiting_counts(hall, business_day(request.now)).get(queue.letter, 0)  # type: ignore[attr-defined]
    return render(request, "screens/take.html", {
        "queue": queue, "form": form, "typed": request.POST.get("identity", "") if form else "", "waiting": waiting,
        "grounds": classes.get(PRIORITY, {}).get("grounds", ()), "opening": _opening(hall, request),
        "refused": _is_refused_now(hall, request), "kiosk_home_url": _fresh(),
    }, status=status)  # fmt: skip


