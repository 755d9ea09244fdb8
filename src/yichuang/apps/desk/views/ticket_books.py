"""Ticket books: what was given out, what is used, void, left, and which numbers were passed over (D5.6.14.2)."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import perform
from yichuang.apps.cases import commands
from yichuang.apps.cases.commands import Issue
from yichuang.apps.cases.models import TicketBook
from yichuang.apps.cases.queries import fees as money
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.fees import IssueForm, VoidForm
from yichuang.apps.desk.views.acts import refused, sent
from yichuang.apps.desk.views.listing import asked, chips, excel
from yichuang.apps.organization.queries import clerks_of, windows_of
from yichuang.integrations.xlsx import Cell
from yichuang.ui.filters import local


def ticket_books(request: HttpRequest) -> HttpResponse:
    """Every run this person may see; who gives tickets out does it here."""
    hall = request.user.hall
    form = IssueForm(sent(request), windows=windows_of(hall), people=clerks_of(hall), auto_id="issue-%s")

    def show() -> HttpResponse:
        return _books(request, form)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        book = commands.issue_tickets(issue=Issue(**form.cleaned_data), by=request.user, now=request.now)
        messages.success(request, _("The tickets are given out. Their numbers can be used from now on."))
        return reverse("desk:ticket_book", args=[book.pk])

    return perform(request, run, refused(form, show))


def _books(request: HttpRequest, form: IssueForm) -> HttpResponse:
    wanted = asked(request, "q", "window")
    page = page_of(_found(request), "-at", request)
    return render(request, "desk/ticket_books.html", {
        "page": page, "rows": [(book, money.counts_of(book)) for book in page.rows], "form": form,
        "q": wanted["q"], "keep": [("window", wanted["window"])] if wanted["window"] else [],
        "export_url": f"{reverse('desk:ticket_books_xlsx')}?{request.GET.urlencode()}",
        "chips": chips(request, "window", [(one.code, str(one)) for one in windows_of(request.user.hall)]),
        "may_issue": money.gives_tickets_out(request.user),
    }, status=422 if form.is_bound else 200)  # fmt: skip


def ticket_books_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed list of runs as an Excel file, each with its figures (D5.6.14.2)."""
    heads = [_("Run"), _("Window"), _("Person"), _("Given out"), _("Given out by"), _("Issued"), _("Used"), _("Void"),
             _("Left"), _("Missing numbers")]  # fmt: skip
    rows = (_cells(one) for one in _found(request).order_by("-at", "-id").iterator(chunk_size=1000))
    return excel(request, _("Fee tickets"), heads, rows, reverse("desk:ticket_books"))


def _found(request: HttpRequest) -> QuerySet[TicketBook]:
    wanted = asked(request, "q", "window")
    found = money.with_counts(money.visible_books(request.user)).select_related("window", "holder", "by")
    if text := wanted["q"].upper():
        found = found.filter(prefix__istartswith=text)
    return found.filter(window__code=wanted["window"]) if wanted["window"] else found


def _cells(book: TicketBook) -> tuple[Cell, ...]:
    counts = money.counts_of(book)
    return (
        str(book), str(book.window), book.holder.name if book.holder else _("the whole window"), local(book.at),
        book.by.name, counts.issued, counts.used, counts.void, counts.left, counts.missing,
    )  # fmt: skip


def _load(request: HttpRequest, pk: int) -> TicketBook:
    books = money.visible_books(request.user).select_related("hall", "window", "holder", "by")
    return get_object_or_404(books, pk=pk)


def ticket_book(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: its figures, the numbers passed over, and every number that was used or voided."""
    book, form = _load(request, pk), VoidForm(sent(request), auto_id="void-%s")

    def show() -> HttpResponse:
        return _book(request, book, form)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        typed = form.cleaned_data
        commands.void_ticket(
            book=book, number=typed["ticket"], reason=typed["reason"], by=request.user, now=request.now
        )  # fmt: skip
        messages.success(request, _("The ticket is void and accounted for. Keep all its parts with the book."))
        return reverse("desk:ticket_book", args=[pk])

    return perform(request, run, refused(form, show))


def _book(request: HttpRequest, book: TicketBook, form: VoidForm) -> HttpResponse:
    tally = money.tally_of(book)
    gaps = [(book.number(first), book.number(last), last - first + 1) for first, last in tally.gaps]
    uses = book.uses.select_related("fee__case", "fee__reversal", "by")
    page = page_of(uses, "-at", request)
    return render(request, "desk/ticket_book.html", {
        "book": book, "tally": tally, "gaps": gaps, "page": page, "form": form,
        "rows": [(book.number(one.number), one) for one in page.rows],
        "following": "" if tally.following is None else book.number(tally.following),
        "may_void": money.may_void(request.user, book),
    }, status=422 if form.is_bound else 200)  # fmt: skip
