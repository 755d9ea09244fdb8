"""Calls by telephone (R06, D5.1.8): written down at the desk, passed on, answered."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit import Refused
from yichuang.apps.audit.web import back_with_message, mark, perform
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.phone import CallForm, PassForm, SettleForm
from yichuang.apps.desk.views.acts import by_form, sent
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.apps.desk.words import CALLS
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception import queries as receptions
from yichuang.apps.reception.models import PhoneEntry
from yichuang.apps.tickets.queries import business_day
from yichuang.core.identity import N_
from yichuang.ui.filters import local, local_date

SHOWN = {
    "open": N_("Without an outcome"), "unpassed": N_("Not passed on"), "late": N_("Reply past due"),
    "report": N_("Reports"), "mine": N_("Taken by me"),
}  # fmt: skip


def phone_entries(request: HttpRequest) -> HttpResponse:
    """The register of calls (R06) as far as this person may read it, newest first."""
    given = asked(request, "q", "show")
    return render(request, "desk/phone_entries.html", {
        "page": page_of(_found(request), "-received_at", request), "chips": group(request, "show", SHOWN),
        "q": given["q"], "kind": given["show"], "calls": CALLS, "today": business_day(request.now),
        "xlsx": f"{reverse('desk:phone_entries_xlsx')}?{request.GET.urlencode()}",
    })  # fmt: skip


def phone_entries_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed register as an Excel file; how to reach the caller stays sealed."""
    heads = [_("Time"), _("Kind"), _("What the caller says"), _("Caller"), _("Unit"), _("Taken by"),
             _("What you told the caller"), _("Passed on to"), _("Passed on at"), _("A reply is owed by"),
             _("Outcome"), _("Settled")]  # fmt: skip
    cells = _cells(_found(request).iterator(chunk_size=1000))
    return excel(request, _("Telephone calls"), heads, cells, reverse("desk:phone_entries"))


def _cells(found: Iterator[PhoneEntry]) -> Iterator[list[str]]:
    for one in found:
        yield [
            local(one.received_at), _(CALLS[one.kind]), one.matter, one.caller, one.unit, one.by.name, one.told,
            one.receiver, local(one.passed_at), local_date(one.reply_by), one.outcome,
            local(one.closed_at),
        ]  # fmt: skip


def _found(request: HttpRequest) -> QuerySet[PhoneEntry]:
    given, rows = asked(request, "q", "show"), receptions.calls_for(request.user)
    if words := given["q"]:
        rows = rows.filter(Q(matter__icontains=words) | Q(caller__icontains=words) | Q(unit__icontains=words))
    still = rows.filter(closed_at=None)
    return {
        "open": still,
        "unpassed": still.filter(passed_at=None),
        "late": still.filter(reply_by__lt=business_day(request.now)),  # type: ignore[attr-defined]
        "report": rows.filter(kind="report"),
        "mine": rows.filter(by=request.user),
    }.get(given["show"], rows)


def phone_new(request: HttpRequest) -> HttpResponse:
    """Writes a call down, and passes it on in the same act where that is clear."""
    form = CallForm(sent(request), hall=request.user.hall)

    def show() -> HttpResponse:
        return render(request, "desk/phone_new.html", {"form": form}, status=422 if form.is_bound else 200)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        call = reception.PhoneCall(**form.cleaned_data)
        entry = reception.register_call(call=call, by=request.user, now=request.now)
        messages.success(request, _said(entry))
        return reverse("desk:phone_entry", args=[entry.pk])

    def again(refusal: Any) -> HttpResponse:
        mark(form, refusal)
        return show()

    return perform(request, run, again)


def _said(entry: PhoneEntry) -> str:
    if entry.closed_at is not None:
        return _("The call is recorded and answered.")
    if entry.passed_at is not None:
        return _("The call is recorded and passed on to %(name)s.") % {"name": entry.receiver}
    return _("The call is recorded. It stays on your list until it is passed on.")


def phone_entry(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, _load(request, pk))


def _load(request: HttpRequest, pk: int) -> PhoneEntry:
    entry = receptions.call_for(request.user, pk)
    if entry is None:
        raise Http404
    return entry


def _show(request: HttpRequest, entry: PhoneEntry, *, bound: Form | None = None, contact: str = "") -> HttpResponse:
    """One call with what may be done to it; `bound` is a refused form, `contact` the number to show once."""
    still = entry.closed_at is None
    passes = still and entry.passed_at is None and receptions.may_pass(request.user, entry)
    settles = still and receptions.may_settle(request.user, entry)
    blank_pass = PassForm(hall=request.user.hall, auto_id="pass-%s") if passes else None
    blank_settle = SettleForm(auto_id="settle-%s") if settles else None
    shown = {
        "one": entry, "calls": CALLS, "today": business_day(request.now), "contact": contact,
        "pass_form": _mine(bound, PassForm) or blank_pass,
        "settle_form": _mine(bound, SettleForm) or blank_settle,
        "may_call_back": bool(entry.contact) and receptions.may_settle(request.user, entry),
    }  # fmt: skip
    answer = render(request, "desk/phone_entry.html", shown, status=422 if bound else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _mine(bound: Form | None, kind: type[Form]) -> Form | None:
    return bound if isinstance(bound, kind) else None


def phone_pass(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _load(request, pk)
    form = PassForm(request.POST, hall=request.user.hall, auto_id="pass-%s")
    return _act(request, entry, form, reception.pass_call, _("The call is passed on."))


def phone_settle(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _load(request, pk)
    form = SettleForm(request.POST, auto_id="settle-%s")
    return _act(request, entry, form, reception.settle_call, _("The outcome is recorded."))


def _act(
    request: HttpRequest, entry: PhoneEntry, form: Form, command: Callable[..., object], done: str
) -> HttpResponse:
    def do(typed: dict[str, Any]) -> object:
        return command(entry=entry, by=request.user, now=request.now, **typed)

    def show() -> HttpResponse:
        return _show(request, _load(request, entry.pk), bound=form)

    return by_form(request, form, do, done, reverse("desk:phone_entry", args=[entry.pk]), show)


def phone_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the caller's contact in the answer itself and nowhere else; every look leaves an entry."""
    entry = _load(request, pk)
    try:
        contact = reception.reveal_contact(entry=entry, by=request.user, now=request.now)
    except Refused as no:
        return back_with_message(request, reverse("desk:phone_entry", args=[pk]))(no.refusal)
    return _show(request, entry, contact=contact)
