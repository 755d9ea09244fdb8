"""The registers of money (R34): fees with exact totals, waivers, and charges found against the rules."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet, Sum
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import perform
from yichuang.apps.cases import commands
from yichuang.apps.cases.commands import Found
from yichuang.apps.cases.models import Fee, FeeIrregularity, FeeWaiver
from yichuang.apps.cases.queries import fees as money
from yichuang.apps.desk import fee_words as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.fees import IrregularityForm
from yichuang.apps.desk.views.acts import refused, sent
from yichuang.apps.desk.views.lists import MOST_ROWS, asked, chips, months, workbook
from yichuang.apps.organization.queries import windows_of
from yichuang.apps.tickets.queries import business_day
from yichuang.core.identity import N_
from yichuang.ui.filters import local

SHOWN = {"charged": N_("Counted"), "struck": N_("Struck out")}
FILTERS = ("window", "month", "day", "show")


def fees(request: HttpRequest) -> HttpResponse:
    """Every fee this person may see, newest first; and what they add up to by day and window."""
    wanted = asked(request)
    found = _narrowed(request, wanted)
    return render(request, "desk/fees.html", {
        "page": page_of(found.select_related("case", "window", "by", "reversal"), "-at", request), "words": words,
        "q": wanted.get("q", ""), "keep": [(name, wanted[name]) for name in FILTERS if wanted.get(name)],
        "narrowed": any(wanted.get(name) for name in ("q", *FILTERS)), "chips": _chips(request, wanted),
        "totals": _totals(found, wanted, request.now), "total": _total(found),
        "export_url": f"{reverse('desk:fees_xlsx')}?{request.GET.urlencode()}",
    })  # fmt: skip


def _narrowed(request: HttpRequest, wanted: dict[str, str]) -> QuerySet[Fee]:
    found = money.visible_fees(request.user)
    if text := wanted.get("q"):
        by_case = Q(case__number__istartswith=text) | Q(case__receipt__istartswith=text)
        found = found.filter(by_case | Q(ticket__istartswith=text) | Q(name__icontains=text)
                             | Q(case__item_name__icontains=text))  # fmt: skip
    if window := wanted.get("window"):
        found = found.filter(window__code=window)
    if wanted.get("show") in SHOWN:
        found = found.filter(reversal__isnull=wanted["show"] == "charged")
    return found.filter(_days(wanted))


def _days(wanted: dict[str, str]) -> Q:
    """The month or day asked for; what is neither finds nothing."""
    day, month = wanted.get("day", ""), wanted.get("month", "")
    if day:
        span = _span(day)
        return Q(charged_on=span[0]) if span else Q(pk=None)
    if month:
        span = _span(f"{month}-01")
        return Q(charged_on__gte=span[0], charged_on__lt=span[1]) if span else Q(pk=None)
    return Q()


def _span(text: str) -> tuple[date, date] | None:
    try:
        day = date.fromisoformat(text)
        return day, date(day.year + day.month // 12, day.month % 12 + 1, 1)
    except ValueError:
        return None


def _chips(request: HttpRequest, wanted: dict[str, str]) -> list[tuple[str, list[dict[str, object]]]]:
    windows = [(one.code, str(one)) for one in windows_of(request.user.hall)]
    shown = [(code, _(said)) for code, said in SHOWN.items()]
    return [
        (_("Month"), chips(request, "month", wanted.get("month", ""), months(request.now, wanted.get("month", "")))),
        (_("Window"), chips(request, "window", wanted.get("window", ""), windows)),
        (_("State"), chips(request, "show", wanted.get("show", ""), shown)),
    ]  # fmt: skip


def _totals(found: QuerySet[Fee], wanted: dict[str, str], now: datetime) -> list[dict[str, Any]]:
    """What was taken by day and window in the month or day asked for, this month when none is; whole fen, so exact."""
    if not wanted.get("month") and not wanted.get("day"):
        found = found.filter(_days({"month": f"{business_day(now):%Y-%m}"}))
    by_day = found.filter(reversal=None).order_by().values(
        "charged_on", "window__code", "window__number", "window__name"
    )  # fmt: skip
    return list(by_day.annotate(fen=Sum("amount_fen"), count=Count("id")).order_by("-charged_on", "window__number"))


def _total(found: QuerySet[Fee]) -> dict[str, int]:
    told = found.filter(reversal=None).order_by().aggregate(fen=Sum("amount_fen"), count=Count("id"))
    return {"fen": told["fen"] or 0, "count": told["count"]}


HEADS = (
    N_("Charged at"), N_("Case number"), N_("Service item"), N_("Fee"), N_("Standard"), N_("Quantity"), N_("Amount"),
    N_("Fee ticket"), N_("Window"), N_("Charged by"), N_("State"),
)  # fmt: skip


def fees_xlsx(request: HttpRequest) -> FileResponse:
    """The narrowed register as an Excel file; amounts are numbers in yuan."""
    found = _narrowed(request, asked(request)).select_related("case", "window", "by", "reversal")
    rows = found.order_by("-at", "-id")[:MOST_ROWS].iterator(chunk_size=2000)
    name = f"{_('Fees')}-{local(request.now)[:10]}"
    return workbook(name, [_(head) for head in HEADS], (_cells(one) for one in rows))


def _cells(fee: Fee) -> Iterable[Any]:
    standing = "struck" if hasattr(fee, "reversal") else "charged"
    standard = fee.assessment if fee.standard_fen is None else f"{_yuan(fee.standard_fen)}/{fee.unit}"
    return (
        local(fee.at), str(fee.case), fee.case.item_name, fee.name, standard, words.plain(fee.quantity),
        Decimal(fee.amount_fen) / 100, fee.ticket, str(fee.window), fee.by.name,
        _(SHOWN[standing]),
    )  # fmt: skip


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def fee_waivers(request: HttpRequest) -> HttpResponse:
    """Reductions, waivers and deferrals: what was asked, and whether the principal leaders consented (D2.4.3)."""
    wanted, found = asked(request), money.visible_waivers(request.user)
    if text := wanted.get("q"):
        found = found.filter(Q(case__number__istartswith=text) | Q(name__icontains=text) | Q(reason__icontains=text))
    if (kind := wanted.get("kind", "")) in FeeWaiver.KINDS:
        found = found.filter(kind=kind)
    standing = {"open": None, "approved": True, "declined": False}
    if (show := wanted.get("show", "")) in standing:
        found = found.filter(approved=standing[show])
    names = {"open": _("not yet decided"), "approved": _("approved"), "declined": _("declined")}
    return render(request, "desk/fee_waivers.html", {
        "page": page_of(found.select_related("case", "asked_by", "decided_by"), "-asked_at", request), "words": words,
        "q": wanted.get("q", ""), "keep": [(name, wanted[name]) for name in ("kind", "show") if wanted.get(name)],
        "chips": [
            (_("Kind"), chips(request, "kind", kind, [(code, _(said)) for code, said in words.WAIVERS.items()])),
            (_("Decision"), chips(request, "show", show, names.items())),
        ],
        "today": business_day(request.now),
    })  # fmt: skip


def fee_irregularities(request: HttpRequest) -> HttpResponse:
    """Charges and waivers against the rules, as found; the assessor and the hall office add to them."""
    form = IrregularityForm(sent(request), windows=windows_of(request.user.hall), auto_id="irregular-%s",
                            initial={"on": business_day(request.now)})  # fmt: skip

    def show() -> HttpResponse:
        return _irregularities(request, form)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        commands.note_irregularity(found=Found(**form.cleaned_data), by=request.user, now=request.now)
        messages.success(request, _("It is recorded. The assessment will find it here."))
        return reverse("desk:fee_irregularities")

    return perform(request, run, refused(form, show))


def _irregularities(request: HttpRequest, form: IrregularityForm) -> HttpResponse:
    wanted, found = asked(request), money.visible_irregularities(request.user)
    if text := wanted.get("q"):
        found = found.filter(Q(name__icontains=text) | Q(evidence__icontains=text))
    if (kind := wanted.get("kind", "")) in FeeIrregularity.KINDS:
        found = found.filter(kind=kind)
    kinds = [(one, _(words.IRREGULARITIES[one])) for one in FeeIrregularity.KINDS]
    return render(request, "desk/fee_irregularities.html", {
        "page": page_of(found.select_related("window", "by"), "-at", request), "words": words, "form": form,
        "q": wanted.get("q", ""), "keep": [("kind", kind)] if kind else [],
        "chips": chips(request, "kind", kind, kinds), "may_note": request.user.has(*money.NOTES_IRREGULARITIES),
    }, status=422 if form.is_bound else 200)  # fmt: skip
