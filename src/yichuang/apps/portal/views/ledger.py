"""The public copy of the ledger: every accepted case, names masked (D4.7.3, C-35)."""

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
    return render(request, "portal/ledger.html", {
        "page": page, "chosen": chosen, "kinds": KINDS, "states": STATES,
        "next_url": _address(chosen, after=page.after), "previous_url": _address(chosen, before=page.before),
        "window_urls": [("", _address(chosen | {"window": ""}, always=True), not chosen["window"])] + [
            (str(one), _address(chosen | {"window": one.code}, always=True), one.code == chosen["window"])
            for one in page.windows
        ],
    })  # fmt: skip


def _address(chosen: dict[str, str], *, after: str = "", before: str = "", always: bool = False) -> str:
    """The address of a neighbouring page with the same filters; "" where there is none."""
    if not (after or before or always):
        return ""
    given = {**chosen, "after": after, "before": before}
    return f"{reverse('portal:ledger')}?{urlencode({name: value for name, value in given.items() if value})}"
