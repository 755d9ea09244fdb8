"""Slips for leave and going out (R20): the register, one with its acts, its entry; and who is away now."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.attendance import commands, queries
from yichuang.apps.attendance.commands import Filing
from yichuang.apps.attendance.models import Slip
from yichuang.apps.audit.web import back_with_message, perform
from yichuang.apps.desk import presence as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.presence import RefuseSlipForm, RemarkForm, ReturnForm, SlipForm
from yichuang.apps.desk.views.acts import by_form, refused, sent
from yichuang.apps.desk.views.listing import asked, chips, excel, group, month_span, months
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.xlsx import Cell
from yichuang.ui.filters import local

SHOWN = {code: word for code, (word, _tone) in words.STATES.items()}
TIMELY = {"before": N_("filed before leaving"), "retro": N_("made up afterwards")}
FILTERS = ("kind", "show", "timely", "month")


def slips(request: HttpRequest) -> HttpResponse:
    """The slips this person may see, the latest absence first."""
    wanted = asked(request, "q", *FILTERS)
    page = page_of(_found(request), "-begins", request)
    return render(request, "desk/slips.html", {
        "page": page, "rows": [(one, queries.filed_in_time(one)) for one in page.rows], "words": words,
        "q": wanted["q"], "keep": [(name, wanted[name]) for name in FILTERS if wanted[name]],
        "narrowed": any(wanted.values()), "xlsx": f"{reverse('desk:slips_xlsx')}?{request.GET.urlencode()}",
        "groups": [(_("State"), group(request, "show", SHOWN)), (_("Kind"), group(request, "kind", words.KINDS)),
                   (_("Filed"), group(request, "timely", TIMELY)),
                   (_("Month"), chips(request, "month", months(request.now, wanted["month"])))],
    })  # fmt: skip


def slips_xlsx(request: HttpRequest) -> HttpResponse:
    heads = [_("Person"), _("Window"), _("Kind"), _("Reason for leave"), _("Destination"), _("Away from"),
             _("Due back at"), _("Filed at"), _("Filed by"), _("Filed"), _("In time"), _("Explanation"), _("State"),
             _("Decided by"), _("Decided at"), _("Remark"), _("Back at")]  # fmt: skip
    rows = _cells(_found(request).order_by("-begins", "-id").iterator(chunk_size=1000))
    return excel(request, _("Slips for leave"), heads, rows, reverse("desk:slips"))


def _cells(found: Iterator[Slip]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        timely = "retro" if one.retro else "before"
        yield (
            one.person.name, str(one.window or ""), _(words.KINDS[one.kind]), one.reason, one.destination,
            local(one.begins), local(one.ends), local(one.filed_at), one.filed_by.name,
            _(TIMELY[timely]), _("yes") if queries.filed_in_time(one) else _("no"),
            one.explanation, _(words.STATES[one.state][0]), one.decided_by.name if one.decided_by else "",
            local(one.decided_at), one.remark, local(one.returned_at),
        )  # fmt: skip


def _found(request: HttpRequest) -> QuerySet[Slip]:
    wanted = asked(request, "q", *FILTERS)
    found = queries.slips_visible_to(request.user).select_related("hall", "person", "window", "filed_by", "decided_by")
    if wanted["kind"] in words.KINDS:
        found = found.filter(kind=wanted["kind"])
    if wanted["show"] in words.STATES:
        found = found.filter(state=wanted["show"])
    if wanted["timely"] in TIMELY:
        found = found.filter(retro=wanted["timely"] == "retro")
    if wanted["month"]:
        span = month_span(wanted["month"])
        found = found.filter(begins__gte=span[0], begins__lt=span[1]) if span else found.none()
    if said := wanted["q"]:
        found = found.filter(Q(person__name__icontains=said) | Q(destination__icontains=said)
                             | Q(reason__icontains=said))  # fmt: skip
    return found


def whereabouts(request: HttpRequest) -> HttpResponse:
    """Who is away by an approved slip and not back (去向公示, D2.1.3a); why is not for everybody."""
    away = list(queries.away_now(request.user.hall, request.now))
    seen = queries.slips_visible_to(request.user).filter(pk__in=[one.pk for one in away])
    opened = set(seen.values_list("pk", flat=True)) if away else set()
    return render(request, "desk/whereabouts.html", {
        "rows": [(one, one.pk in opened) for one in away], "now": request.now,
    })  # fmt: skip


def slip_new(request: HttpRequest) -> HttpResponse:
    """A slip for oneself or, by a head or the hall office, for one who cannot; `for` names the one it makes up."""
    staff, earlier = request.user, _made_up(request)
    form = SlipForm(sent(request), by=staff, auto_id="slip-%s", initial=_initial(request, earlier))

    def show() -> HttpResponse:
        return render(request, "desk/slip_new.html", {"form": form, "earlier": earlier},
                      status=422 if form.is_bound else 200)  # fmt: skip

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        typed = {"person": earlier.person if earlier else staff} | form.cleaned_data
        made = commands.file_slip(filing=Filing(**typed, makes_up=earlier), by=staff, now=request.now)
        messages.success(request, _("The slip is made up and waits for the leader on duty.") if made.retro else
                         _("The slip is filed. Leave once the leader in charge has approved it."))  # fmt: skip
        return reverse("desk:slip", args=[made.pk])

    return perform(request, run, refused(form, show))


def _made_up(request: HttpRequest) -> Slip | None:
    number = asked(request, "for")["for"]
    if not number:
        return None
    found = queries.slip_for(request.user, int(number)) if number.isascii() and number.isdigit() else None
    if found is None or not queries.to_make_up(request.user, found, request.now):
        raise Http404
    return found


def _initial(request: HttpRequest, earlier: Slip | None) -> dict[str, Any]:
    if earlier is None:
        return {"person": request.user.pk}
    return {"person": earlier.person_id, "kind": earlier.kind, "reason": earlier.reason, "window": earlier.window_id,
            "destination": earlier.destination, "begins": earlier.begins.astimezone(SHANGHAI),
            "ends": earlier.ends.astimezone(SHANGHAI)}  # fmt: skip


def slip(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, _load(request, pk))


def _load(request: HttpRequest, pk: int) -> Slip:
    found = queries.slip_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, one: Slip, name: str = "", form: Form | None = None) -> HttpResponse:
    staff, now = request.user, request.now
    forms = _forms(request, one)
    if form is not None:
        forms[name] = form
    return render(request, "desk/slip.html", {
        "one": one, "words": words, "forms": forms, "refused_act": name, "timely": queries.filed_in_time(one),
        "day_back": queries.day_back(one), "begun": one.begins <= now,
        "uncovered": "、".join(queries.uncovered_by(one, now)) if "approve" in forms else "",
        "may_withdraw": one.state == "waiting" and queries.may_withdraw(staff, one),
        "to_make_up": queries.to_make_up(staff, one, now),
    }, status=422 if form is not None else 200)  # fmt: skip


def _forms(request: HttpRequest, one: Slip) -> dict[str, Form]:
    staff, now = request.user, request.now
    if one.state == "waiting" and (one.retro or now < one.begins) and queries.may_decide(staff, one):
        return {"approve": RemarkForm(auto_id="approve-%s"), "refuse": RefuseSlipForm(auto_id="refuse-%s")}
    away = one.state == "approved" and one.returned_at is None and one.begins <= now
    if away and queries.may_note_return(staff, one):
        at = min(one.ends, now).astimezone(SHANGHAI)
        return {"return": ReturnForm(auto_id="return-%s", initial={"returned_at": at})}
    return {}


def slip_approve(request: HttpRequest, pk: int) -> HttpResponse:
    one = _load(request, pk)

    def do(typed: dict[str, Any]) -> object:
        return commands.approve_slip(slip=one, by=request.user, now=request.now, **typed)

    return _act(request, one, "approve", RemarkForm(request.POST, auto_id="approve-%s"), do, _("The slip is approved."))


def slip_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    one = _load(request, pk)

    def do(typed: dict[str, Any]) -> object:
        return commands.refuse_slip(slip=one, by=request.user, now=request.now, **typed)

    return _act(request, one, "refuse", RefuseSlipForm(request.POST, auto_id="refuse-%s"), do,
                _("The slip is refused; the person finds the reason on it."))  # fmt: skip


def slip_return(request: HttpRequest, pk: int) -> HttpResponse:
    one = _load(request, pk)

    def do(typed: dict[str, Any]) -> object:
        return commands.note_return(slip=one, by=request.user, now=request.now, **typed)

    return _act(request, one, "return", ReturnForm(request.POST, auto_id="return-%s"), do, _("The return is noted."))


def slip_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    one, page = _load(request, pk), reverse("desk:slip", args=[pk])

    def run() -> str:
        commands.withdraw_slip(slip=one, by=request.user, now=request.now)
        messages.success(request, _("The slip is withdrawn and covers nothing."))
        return page

    return perform(request, run, back_with_message(request, page))


def _act(
    request: HttpRequest, one: Slip, name: str, form: Form, do: Callable[[dict[str, Any]], object], done: str
) -> HttpResponse:
    def show() -> HttpResponse:
        return _show(request, _load(request, one.pk), name, form)

    return by_form(request, form, do, done, reverse("desk:slip", args=[one.pk]), show)
