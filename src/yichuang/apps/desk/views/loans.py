"""Loans and copies of archives (R25): the register, one loan, its consent, its way out and back."""

from collections.abc import Callable, Iterator

from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.apps.desk import keeping_words as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.keeping import BackForm, DecideLoanForm
from yichuang.apps.desk.views.acts import by_form, press
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.apps.keeping import commands, queries
from yichuang.apps.keeping.models import Loan
from yichuang.apps.tickets.queries import business_day
from yichuang.core.identity import N_
from yichuang.integrations.xlsx import Cell
from yichuang.ui.filters import local, local_date

SHOWN = {
    "asked": N_("Waits for consent"), "declined": N_("Declined"), "consented": N_("Consented to"),
    "out": N_("Lent out"), "late": N_("Overdue"), "back": N_("Back"), "copied": N_("Copied"),
}  # fmt: skip
RELATED = ("archive__loss", "archive__window", "hall", "asked_by", "decided_by", "out_by", "back_by")


def loans(request: HttpRequest) -> HttpResponse:
    """Every loan and copy of the archives this person may see, newest first."""
    wanted = asked(request, "q", "kind", "show")
    return render(request, "desk/loans.html", {
        "page": page_of(_found(request), "-asked_at", request), "words": words, "today": business_day(request.now),
        "q": wanted["q"], "keep": [(name, wanted[name]) for name in ("kind", "show") if wanted[name]],
        "narrowed": any(wanted.values()),
        "chips": [(_("State"), group(request, "show", SHOWN)), (_("Kind"), group(request, "kind", words.LOANS))],
        "export_url": f"{reverse('desk:loans_xlsx')}?{request.GET.urlencode()}",
    })  # fmt: skip


def _found(request: HttpRequest) -> QuerySet[Loan]:
    wanted = asked(request, "q", "kind", "show")
    found = queries.visible_loans(request.user).select_related(*RELATED)
    if text := wanted["q"]:
        found = found.filter(Q(archive__number__icontains=text) | Q(archive__title__icontains=text)
                             | Q(borrower__icontains=text) | Q(reason__icontains=text))  # fmt: skip
    if wanted["kind"] in words.LOANS:
        found = found.filter(kind=wanted["kind"])
    out = Q(kind="lend", out_at__isnull=False, back_at=None)
    shown = {
        "asked": Q(approved=None), "declined": Q(approved=False), "consented": Q(approved=True, out_at=None),
        "out": out, "late": out & Q(due_on__lt=business_day(request.now)), "back": Q(back_at__isnull=False),
        "copied": Q(kind="copy", out_at__isnull=False),
    }  # fmt: skip
    return found.filter(shown.get(wanted["show"], Q()))


def loans_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed register as an Excel file."""
    heads = [_("Registered on"), _("Archive number"), _("Title of the archive"), _("Kind"), _("Borrower"),
             _("What of it"), _("What it is needed for"), _("State"), _("Consent"), _("Handed out"),
             _("To be back by"), _("Back"), _("State of the file")]  # fmt: skip
    rows = _cells(_found(request).order_by("-asked_at", "-id").iterator(chunk_size=1000))
    return excel(request, _("Loans and copies"), heads, rows, reverse("desk:loans"))


def _cells(found: Iterator[Loan]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        consent = f"{one.decided_by.name} {local(one.decided_at)}" if one.decided_by else ""
        yield (
            local(one.asked_at), one.archive.number, one.archive.title, _(words.LOANS[one.kind]), one.borrower,
            one.what, one.reason, _(words.STANDINGS[one.standing][0]), consent, local(one.out_at),
            local_date(one.due_on) if one.due_on else "", local(one.back_at), one.back_note,
        )  # fmt: skip


def _load(request: HttpRequest, pk: int) -> Loan:
    return get_object_or_404(queries.visible_loans(request.user).select_related(*RELATED), pk=pk)


def loan(request: HttpRequest, pk: int) -> HttpResponse:
    """One loan: who, what, why, with whose consent, out and back."""
    return _show(request, _load(request, pk))


@require_POST
def loan_decide(request: HttpRequest, pk: int) -> HttpResponse:
    one, form = _load(request, pk), DecideLoanForm(request.POST, auto_id="decide-%s")
    return _act(request, one, "decide", form, lambda: commands.decide_loan(
        loan=one, approve=form.cleaned_data["decision"] == "approve", remark=form.cleaned_data["remark"],
        by=request.user, now=request.now,
    ), _("Your decision is recorded."))  # fmt: skip


@require_POST
def loan_out(request: HttpRequest, pk: int) -> HttpResponse:
    one = _load(request, pk)
    return press(request, lambda: commands.hand_out(loan=one, by=request.user, now=request.now),
                 _("It is entered as handed out."), reverse("desk:loan", args=[pk]))  # fmt: skip


@require_POST
def loan_back(request: HttpRequest, pk: int) -> HttpResponse:
    one, form = _load(request, pk), BackForm(request.POST, auto_id="back-%s")
    return _act(request, one, "back", form, lambda: commands.take_back(
        loan=one, note=form.cleaned_data["note"], by=request.user, now=request.now
    ), _("The file is back."))  # fmt: skip


def _act(request: HttpRequest, one: Loan, name: str, form: Form, do: Callable[[], object], done: str) -> HttpResponse:
    def show() -> HttpResponse:
        return _show(request, one, name, form)

    return by_form(request, form, lambda _typed: do(), done, reverse("desk:loan", args=[one.pk]), show)


def _show(request: HttpRequest, one: Loan, name: str = "", bound: Form | None = None) -> HttpResponse:
    forms: dict[str, Form | None] = {"decide": DecideLoanForm(auto_id="decide-%s"), "back": BackForm(auto_id="back-%s")}
    keeps = queries.keeps(request.user, one.hall_id, one.archive.window_id)
    decides = request.user.has(queries.CONSENTS) and request.user.pk != one.asked_by_id
    return render(request, "desk/loan.html", {
        "one": one, "words": words, "forms": forms | ({name: bound} if name else {}), "refused_act": name,
        "may_decide": one.standing == "asked" and decides, "may_hand_out": one.standing == "consented" and keeps,
        "may_take_back": one.standing == "out" and keeps,
        "late": one.standing == "out" and one.due_on < business_day(request.now),
    }, status=422 if name else 200)  # fmt: skip
