"""A citizen's own number on his telephone: how many are ahead, and how long it may take."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from yichuang.apps.tickets.models import State, Ticket
from yichuang.apps.tickets.queries import by_token, estimate_for

UNCHANGED = 204


@never_cache
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """The page, or with `version` only what has changed since (204 when nothing has)."""
    found = by_token(token) if token.isascii() and "\x00" not in token else None
    if found is None:
        raise Http404
    about = _about(found, request)
    if request.GET.get("version") == about["version"]:
        return HttpResponse(status=UNCHANGED)
    part = "ticket_now" if "version" in request.GET else "ticket"
    answer = render(request, f"portal/{part}.html", about)
    answer["X-Version"] = about["version"]
    return answer


def _about(ticket: Ticket, request: HttpRequest) -> dict[str, Any]:
    estimate = estimate_for(ticket, request.now) if ticket.state == State.WAITING else None  # type: ignore[attr-defined]
    ahead, minutes = (estimate.ahead, estimate.minutes) if estimate else (0, None)
    version = f"{ticket.state}.{ticket.window_id or 0}.{ticket.recalls}.{ahead}.{'-'.join(map(str, minutes or ()))}"
    return {"ticket": ticket, "ahead": ahead, "minutes": minutes, "version": version}
