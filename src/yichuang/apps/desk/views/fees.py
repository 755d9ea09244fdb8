"""The registers of money (R34): fees with exact totals, waivers, and charges found against the rules."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
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
from yichuang.apps.desk.views.listing import asked, chips, excel, group, months
from yichuang.apps.organization.queries import windows_of
from yichuang.apps.tickets.queries import business_day
from yichuang.core.identity import N_
from yichuang.integrations.xlsx import Cell
from yichuang.ui.filters import local, local_date

DECIDED = {"open": N_("not yet decided"), "approved": N_("approved"), "declined": N_("declined")}
SHOWN = {"charged": N_("Counted"), "struck": N_("Struck out")}
FILTERS = ("window", "month", "day", "show", "one")


def _single(request: HttpRequest) -> Q:
    """The one row the address names, as evidence does; what is no number names none."""
    given = asked(request, "one")["one"]
    if not given:
        return Q()
    return Q(pk=int(given)) if given.isascii() and given.isdecimal() and len(given) < 19 else Q(pk=None)


def fee(request: HttpRequest, pk: int) -> HttpResponse:
    """One charge, as its row in the register; Http404 where this person may not see it."""
    return _row(money.visible_fees(request.user), pk, "desk:fees")


def fee_waiver(request: HttpRequest, pk: int) -> HttpResponse:
    """One waiver, as its row in the register."""
    return _row(money.visible_waivers(request.user), pk, "desk:fee_waivers")


def fee_irregularity(request: HttpRequest, pk: int) -> HttpResponse:
    """One irregular charge, as its row in the register."""
    return _row(money.visible_irregularities(request.user), pk, "desk:fee_irregularities")


def _row(seen: QuerySet[Any], pk: int, register: str) -> HttpResponse:
    if not seen.filter(pk=pk).exists():
        raise Http404
    return redirect(f"{reverse(register)}?one={pk}")


def fees(request: HttpRequest) -> HttpResponse:
    """Every fee this person may see, newest first; and what they add up to by day and window."""
    wanted = asked(request, "q", *FILTERS)
    found = _narrowed(request, wanted)
    return render(request, "desk/fees.html", {
        "page": page_of(found.select_related("case", "window", "by", "reversal"), "-at", request), "words": words,
        "q": wanted.get("q", ""), "keep": [(name, wanted[name]) for name in FILTERS if wanted.get(name)],
        "single": wanted["one"],
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
    if wanted["show"] in SHOWN:
        found = found.filter(reversal__isnull=wanted["show"] == "charged")
    return found.filter(_days(wanted), _single(request))


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
    return [
        (_("Month"), chips(request, "month", months(request.now, wanted["month"]))),
        (_("Window"), chips(request, "window", windows)),
        (_("State"), group(request, "show", SHOWN)),
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


def fees_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed register as an Excel file; amounts are numbers in yuan."""
    found = _narrowed(request, asked(request, "q", *FILTERS)).select_related("case", "window", "by", "reversal")
    rows = (_cells(one) for one in found.order_by("-at", "-id").iterator(chunk_size=2000))
    return excel(request, _("Fees"), [_(head) for head in HEADS], rows, reverse("desk:fees"))


def _cells(fee: Fee) -> tuple[Cell, ...]:
    standing = "struck" if hasattr(fee, "reversal") else "charged"
    standard = fee.assessment if fee.standard_fen is None else f"{words.yuan(fee.standard_fen)}/{fee.unit}"
    return (
        local(fee.at), str(fee.case), fee.case.item_name, fee.name, standard, words.plain(fee.quantity),
        words.yuan(fee.amount_fen), fee.ticket, str(fee.window), fee.by.name,
        _(SHOWN[standing]),
    )  # fmt: skip


def fee_waivers(request: HttpRequest) -> HttpResponse:
    """Reductions, waivers and deferrals: what was asked, and whether the principal leaders consented (D2.4.3)."""
    wanted = asked(request, "q", "kind", "show")
    return render(request, "desk/fee_waivers.html", {
        "page": page_of(_waivers(request), "-asked_at", request), "words": words,
        "q": wanted["q"], "keep": [(name, wanted[name]) for name in ("kind", "show") if wanted[name]],
        "chips": [
            (_("Kind"), group(request, "kind", words.WAIVERS)),
            (_("Decision"), group(request, "show", DECIDED)),
        ],
        "today": business_day(request.now), "single": asked(request, "one")["one"],
        "export_url": f"{reverse('desk:fee_waivers_xlsx')}?{request.GET.urlencode()}",
    })  # fmt: skip


def fee_waivers_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed register as an Excel file; amounts are numbers in yuan."""
    heads = [_("Applied at"), _("Case"), _("Kind"), _("Fee"), _("Amount"), _("Reason"), _("Applied by"), _("Decision"),
             _("To be paid by"), _("Remark"), _("Decided by"), _("Decided at")]  # fmt: skip
    cells = _waiver_cells(_waivers(request).order_by("-asked_at", "-id").iterator(chunk_size=1000))
    return excel(request, _("Reductions, waivers, deferrals"), heads, cells, reverse("desk:fee_waivers"))


def _waivers(request: HttpRequest) -> QuerySet[FeeWaiver]:
    wanted = asked(request, "q", "kind", "show")
    found = money.visible_waivers(request.user).filter(_single(request))
    found = found.select_related("case", "asked_by", "decided_by")
    if text := wanted["q"]:
        found = found.filter(Q(case__number__istartswith=text) | Q(name__icontains=text) | Q(reason__icontains=text))
    if wanted["kind"] in FeeWaiver.KINDS:
        found = found.filter(kind=wanted["kind"])
    standing = {"open": None, "approved": True, "declined": False}
    if wanted["show"] in standing:
        found = found.filter(approved=standing[wanted["show"]])
    return found


def _waiver_cells(found: Iterator[FeeWaiver]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        yield (
            local(one.asked_at), str(one.case), _(words.WAIVERS[one.kind]), one.name, words.yuan(one.amount_fen),
            one.reason, one.asked_by.name, _(words.DECISIONS[one.approved][0]),
            local_date(one.pay_by) if one.pay_by else "", one.remark, one.decided_by.name if one.decided_by else "",
            local(one.decided_at),
        )  # fmt: skip


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
    wanted = asked(request, "q", "kind")
    return render(request, "desk/fee_irregularities.html", {
        "page": page_of(_irregular(request), "-at", request), "words": words, "form": form,
        "q": wanted["q"], "keep": [("kind", wanted["kind"])] if wanted["kind"] else [],
        "chips": group(request, "kind", words.IRREGULARITIES), "single": asked(request, "one")["one"],
        "export_url": f"{reverse('desk:fee_irregularities_xlsx')}?{request.GET.urlencode()}",
        "may_note": request.user.has(*money.NOTES_IRREGULARITIES),
    }, status=422 if form.is_bound else 200)  # fmt: skip


def fee_irregularities_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed register as an Excel file; amounts are numbers in yuan."""
    heads = [_("Day"), _("Window"), _("Kind"), _("Fee"), _("Amount"), _("Standard"), _("Evidence"), _("Found by"),
             _("Recorded at")]  # fmt: skip
    cells = _irregular_cells(_irregular(request).order_by("-at", "-id").iterator(chunk_size=1000))
    return excel(request, _("Irregular charges"), heads, cells, reverse("desk:fee_irregularities"))


def _irregular(request: HttpRequest) -> QuerySet[FeeIrregularity]:
    wanted = asked(request, "q", "kind")
    found = money.visible_irregularities(request.user).filter(_single(request)).select_related("window", "by")
    if text := wanted["q"]:
        found = found.filter(Q(name__icontains=text) | Q(evidence__icontains=text))
    if wanted["kind"] in FeeIrregularity.KINDS:
        found = found.filter(kind=wanted["kind"])
    return found


def _irregular_cells(found: Iterator[FeeIrregularity]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        yield (
            local_date(one.on), str(one.window), _(words.IRREGULARITIES[one.kind]), one.name,
            words.yuan(one.amount_fen), "" if one.standard_fen is None else words.yuan(one.standard_fen),
            one.evidence, one.by.name, local(one.at),
        )  # fmt: skip
