"""One box that finds everything. What is typed into it travels in the body; an identity number in no address."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.cases import queries
from yichuang.apps.catalog.queries import search as search_items
from yichuang.apps.desk import case_words as words
from yichuang.apps.desk.visibility import notices_for
from yichuang.apps.tickets.queries import business_day, by_number
from yichuang.core.identity import Fault, clean_text

MOST_FOUND = 8
LONGEST = 60
# What the list of cases is narrowed by besides the words; its box sends them along.
KEPT = ("state", "kind", "light", "list", "lane", "order")
# A mistyped number is nearly as telling as the right one.
NEARLY = re.compile(r"[0-9]{14,17}[0-9Xx]")


def is_number(words: str, now: datetime) -> bool:
    """Whether the words are an identity number, or look like one with a slip in it."""
    found = words.strip()[:LONGEST]
    return bool(queries.identity_index(found, now)) or NEARLY.fullmatch("".join(found.split())) is not None


def find(request: HttpRequest) -> HttpResponse:
    """A form's words go on to an address that can be shared; a number is answered at once, at no address (C-35)."""
    if request.method != "POST":
        return _found(request, request.GET.get("q", ""))
    typed = request.POST.get("q", "")[: LONGEST + 1]
    if is_number(typed, request.now):
        return _found(request, typed)
    if request.POST.get("place") == "cases":
        return redirect(_address("desk:cases", request, typed))
    return _straight(request, typed.strip()) or redirect(_address("desk:find", request, typed))


def number_in_address(request: HttpRequest) -> HttpResponse | None:
    """Away from an address that carries an identity number, with what to do instead; None for any other address."""
    if request.method == "POST" or not is_number(request.GET.get("q", ""), request.now):
        return None
    messages.error(request, _("An identity number does not belong in an address. Type it into the search box."))
    return redirect(request.path)


def _address(route: str, request: HttpRequest, typed: str) -> str:
    asked = {"q": typed} | {name: request.POST.get(name, "")[:LONGEST] for name in KEPT}
    query = urlencode({name: value for name, value in asked.items() if value}, errors="replace")
    return f"{reverse(route)}?{query}" if query else reverse(route)


def _found(request: HttpRequest, typed: str) -> HttpResponse:
    if (away := number_in_address(request)) is not None:
        return away
    asked = clean_text(typed.strip(), max_length=LONGEST)
    if isinstance(asked, Fault) or not asked:
        said = _(asked.sentence) % dict(asked.values) if isinstance(asked, Fault) else ""
        return render(request, "desk/find.html", {"asked": "", "fault": said, "found": None})
    if (answer := _straight(request, asked)) is not None:
        return answer
    found = _everything(request, asked)
    if len(found["cases"]) == 1 and not (found["notices"] or found["tickets"] or found["items"]):
        return redirect("desk:case", found["cases"][0].pk)
    shown = "" if request.method == "POST" else asked
    answer = render(request, "desk/find.html", {"asked": shown, "fault": "", "found": found, "words": words})
    answer["Cache-Control"] = "no-store"
    return answer


def _straight(request: HttpRequest, asked: str) -> HttpResponse | None:
    """To the one case or notice that bears exactly this number."""
    asked_cleanly = clean_text(asked, max_length=LONGEST)
    if isinstance(asked_cleanly, Fault) or not asked_cleanly:
        return None
    if (case := queries.exact_for(request.user, asked_cleanly)) is not None:
        return redirect("desk:case", case.pk)
    if (notice := notices_for(request.user).filter(number=asked_cleanly).first()) is not None:
        return redirect("desk:notice", notice.pk)
    return None


def _everything(request: HttpRequest, asked: str) -> dict[str, Any]:
    staff, now = request.user, request.now
    person = is_number(asked, now)
    cases = queries.found_for(staff, queries.Wanted(words=asked), now).order_by("-received_at", "-id")
    return {
        "cases": list(cases[:MOST_FOUND]),
        "notices": [] if person else list(notices_for(staff).filter(number__icontains=asked)[:MOST_FOUND]),
        "tickets": [] if person else list(by_number(staff.hall, business_day(now), asked)[:MOST_FOUND]),
        "items": [] if person else list(search_items(staff.hall, asked)[:MOST_FOUND]),
        "person": person,
    }
