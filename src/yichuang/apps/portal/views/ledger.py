"""The public copy of the ledger: every accepted case, names masked (D4.7.3, C-35)."""

from functools import partial
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yichuang.apps.organization.web import public_hall
from yichuang.apps.oversight.queries import LedgerFilters, ledger_page
from yichuang.apps.portal.words import KINDS, STATES

FILTERS = ("words", "window", "month")


def ledger(request: HttpRequest) -> HttpResponse:
    hall = public_hall(request)
    chosen = {name: request.GET.get(name, "")[:60] for name in FILTERS}
    page = ledger_page(
        hall, after=request.GET.get("after", ""), before=request.GET.get("before", ""),
        filters=LedgerFilters(**chosen), public=True,
    )  # fmt: skip
    address = partial(_address, reverse("portal:ledger"), chosen)
    return render(request, "portal/ledger.html", {
        "page": page, "chosen": chosen, "kinds": KINDS, "states": STATES,
        "next_url": address(after=page.after) if page.after else "",
        "previous_url": address(before=page.before) if page.before else "",
        "window_urls": [("", address(window=""), not chosen["window"])] + [
            (str(one), address(window=one.code), one.code == chosen["window"]) for one in page.windows
        ],
    })  # fmt: skip


def _address(ledger: str, chosen: dict[str, str], **changed: str) -> str:
    """The address of a neighbouring page, or of another window's, with the other filters kept."""
    return f"{ledger}?{urlencode({name: value for name, value in {**chosen, **changed}.items() if value})}"
