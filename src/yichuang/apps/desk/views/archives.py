"""Archives (R24): the catalogue, what is still to be archived, one archive with its changes and loans."""

from collections.abc import Callable, Iterator

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.apps.audit.rows import LARGEST
from yichuang.apps.audit.web import perform
from yichuang.apps.desk import keeping_words as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.keeping import (
    HALL,
    ArchiveCasesForm,
    LoanForm,
    LostForm,
    PaperForm,
    RearrangeForm,
)
from yichuang.apps.desk.views.acts import by_form, refused, sent
from yichuang.apps.desk.views.listing import asked, by_moment, chips, excel, group, kept, order_of
from yichuang.apps.keeping import commands, queries
from yichuang.apps.keeping.commands import LoanAsked, Paper
from yichuang.apps.keeping.models import HALL_CATEGORIES, WINDOW_CATEGORIES, Archive, Category, Loan
from yichuang.apps.organization.queries import windows_of
from yichuang.apps.organization.roles import Role
from yichuang.apps.tickets.queries import business_day
from yichuang.core.identity import N_
from yichuang.integrations.xlsx import Cell
from yichuang.ui.filters import local, local_date

FILTERS = ("owner", "category", "show")
SHOWN = {"here": N_("At its place"), "out": N_("Lent out"), "lost": N_("Noted as lost")}
STATES = {"here": (N_("at its place"), "good"), "out": (N_("lent out"), "info"), "lost": (N_("lost"), "bad")}
AT_ONCE = 50


def archives(request: HttpRequest) -> HttpResponse:
    """The catalogue as far as this person may see it; its keepers enter papers here."""
    form = _paper_form(request)

    def show() -> HttpResponse:
        return _list(request, form)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        typed = {name: value for name, value in form.cleaned_data.items() if name != "owner"}
        made = commands.archive_paper(paper=Paper(form.window, **typed), by=request.user, now=request.now)
        messages.success(request, _("The paper is archived as %(number)s.") % {"number": made.number})
        return reverse("desk:archive", args=[made.pk])

    return perform(request, run, refused(form, show))


def _paper_form(request: HttpRequest) -> PaperForm:
    """For the archives this person keeps, with the categories they have."""
    windows, hall = list(queries.windows_kept_by(request.user)), request.user.has(Role.HALL_OFFICE)
    of_windows = [one.value for one in WINDOW_CATEGORIES if windows and one is not Category.CASE_FILE]
    categories = [one.value for one in HALL_CATEGORIES if hall] + of_windows
    return PaperForm(sent(request), windows=windows, hall=hall, categories=categories, auto_id="paper-%s")


def _list(request: HttpRequest, form: PaperForm) -> HttpResponse:
    wanted = asked(request, "q", *FILTERS)
    owners = [(HALL, _("The hall's archive")), *((one.code, str(one)) for one in windows_of(request.user.hall))]
    return render(request, "desk/archives.html", {
        "page": page_of(_found(request), order_of(request, "at"), request),
        "archived": by_moment(request, _("Archived at")), "words": words, "form": form, "state_of": state_of,
        "states": STATES, "may_file": bool(form.fields["owner"].choices), "q": wanted["q"],
        "keep": kept(request, *FILTERS, "order"), "narrowed": any(wanted.values()),
        "chips": [(_("State"), group(request, "show", SHOWN)), (_("Whose archive"), chips(request, "owner", owners)),
                  *_categories(request, wanted["owner"])],
        "export_url": f"{reverse('desk:archives_xlsx')}?{request.GET.urlencode()}",
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _categories(request: HttpRequest, owner: str) -> list[tuple[str, list[dict[str, object]]]]:
    """The categories to narrow by, once it is said whose archive: the hall and a window have their own."""
    if not owner:
        return []
    those = HALL_CATEGORIES if owner == HALL else WINDOW_CATEGORIES
    return [(_("Category"), group(request, "category", {one.value: words.CATEGORIES[one.value] for one in those}))]


def _found(request: HttpRequest) -> QuerySet[Archive]:
    wanted = asked(request, "q", *FILTERS)
    found = _told(queries.visible_archives(request.user))
    if text := wanted["q"]:
        found = found.filter(Q(number__icontains=text) | Q(title__icontains=text) | Q(place__icontains=text))
    if owner := wanted["owner"]:
        found = found.filter(window=None) if owner == HALL else found.filter(window__code=owner)
    if wanted["category"] in words.CATEGORIES:
        found = found.filter(category=wanted["category"])
    shown = {"here": Q(lent=False, loss=None), "out": Q(lent=True, loss=None), "lost": Q(loss__isnull=False)}
    return found.filter(shown.get(wanted["show"], Q()))


def _told(found: QuerySet[Archive]) -> QuerySet[Archive]:
    out = Loan.objects.filter(archive=OuterRef("pk"), kind="lend", out_at__isnull=False, back_at=None)
    return found.annotate(lent=Exists(out)).select_related("window", "hall", "by", "loss")


def state_of(archive: Archive) -> str:
    return "lost" if hasattr(archive, "loss") else "out" if archive.lent else "here"


def archives_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed catalogue as an Excel file."""
    heads = [_("Archive number"), _("Whose archive"), _("Category"), _("Title of the archive"), _("Day it bears"),
             _("Secrecy"), _("Place"), _("State"), _("Archived at"), _("Archived by")]  # fmt: skip
    rows = _cells(_found(request).order_by(order_of(request, "at"), order_of(request, "id")).iterator(chunk_size=1000))
    return excel(request, _("Archives"), heads, rows, reverse("desk:archives"))


def _cells(found: Iterator[Archive]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        yield (
            one.number, str(one.window or one.hall), _(words.CATEGORIES[one.category]), one.title,
            local_date(one.dated), _(words.SECRECY[one.secrecy]), one.place, _(STATES[state_of(one)][0]),
            local(one.at), one.by.name,
        )  # fmt: skip


def archives_due(request: HttpRequest) -> HttpResponse:
    """Closed cases of the own windows whose file is not archived; several go to one place at once."""
    older = asked(request, "show")["show"] == "all"
    waiting = queries.to_archive(request.user, request.now, older=older)
    shown = list(waiting[:AT_ONCE])
    form = ArchiveCasesForm(sent(request), waiting=shown if request.method != "POST" else _ticked(request),
                            auto_id="cases-%s")  # fmt: skip

    def show() -> HttpResponse:
        ticked = form.data.getlist("cases") if form.is_bound else []
        rows = [
            (one, queries.archiving_of(one.hall, business_day(one.ended_at)), str(one.pk) in ticked) for one in shown
        ]
        return render(request, "desk/archives_due.html", {
            "rows": rows, "form": form, "count": waiting.count(), "older": older,
            "papers": queries.papers_of(shown),
        }, status=422 if form.is_bound else 200)  # fmt: skip

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        typed = form.cleaned_data
        made = commands.archive_cases(cases=form.chosen, place=typed["place"], secrecy=typed["secrecy"],
                                      by=request.user, now=request.now)  # fmt: skip
        messages.success(request, _("%(count)s files are archived, from %(number)s on.")
                         % {"count": len(made), "number": made[0].number})  # fmt: skip
        return reverse("desk:archives_due")

    return perform(request, run, refused(form, show))


def _ticked(request: HttpRequest) -> list[object]:
    """The cases that were marked, whether the list still shows them or not; no more than may be archived at once."""
    keys = [key for key in request.POST.getlist("cases")[:1000] if key.isdecimal() and len(key) < 19]
    return list(queries.closed_here(request.user, [int(key) for key in keys]))


def _load(request: HttpRequest, pk: int) -> Archive:
    """An archive he may see; that somebody asked for a secret one is put on record (D4.8.4)."""
    if pk > LARGEST:
        raise Http404
    found = _told(queries.visible_archives(request.user)).select_related("case", "loss__by").filter(pk=pk).first()
    if found is not None:
        return found
    hidden = queries.kept_from(request.user, pk)
    # The one reading that writes, since D4.8.4 has it logged; a page loaded again neither fills the chain nor waits.
    if hidden is not None and not queries.attempted_lately(request.user, hidden, request.now):
        commands.refuse_reading(archive=hidden, by=request.user, now=request.now)
    raise Http404


def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """One archive: what it is, where it lies, what became of it, who had it."""
    return _show(request, _load(request, pk))


@require_POST
def archive_move(request: HttpRequest, pk: int) -> HttpResponse:
    one, form = _load(request, pk), RearrangeForm(request.POST, auto_id="move-%s")
    return _act(request, one, "move", form, lambda: commands.rearrange(
        archive=one, by=request.user, now=request.now, **form.cleaned_data
    ), _("It is entered where the archive lies now."))  # fmt: skip


@require_POST
def archive_lost(request: HttpRequest, pk: int) -> HttpResponse:
    one, form = _load(request, pk), LostForm(request.POST, auto_id="lost-%s")
    return _act(request, one, "lost", form, lambda: commands.note_lost(
        archive=one, words=form.cleaned_data["words"], by=request.user, now=request.now
    ), _("The loss is noted. The assessor is shown it."))  # fmt: skip


@require_POST
def loan_ask(request: HttpRequest, pk: int) -> HttpResponse:
    one, form = _load(request, pk), LoanForm(request.POST, auto_id="loan-%s")
    return _act(request, one, "loan", form, lambda: commands.ask_loan(
        archive=one, asked=LoanAsked(**form.cleaned_data), by=request.user, now=request.now
    ), _("It waits for the consent of the leader in charge."))  # fmt: skip


def _act(
    request: HttpRequest, one: Archive, name: str, form: Form, do: Callable[[], object], done: str
) -> HttpResponse:
    def show() -> HttpResponse:
        return _show(request, one, name, form)

    return by_form(request, form, lambda _typed: do(), done, reverse("desk:archive", args=[one.pk]), show)


def _show(request: HttpRequest, one: Archive, name: str = "", bound: Form | None = None) -> HttpResponse:
    forms: dict[str, Form | None] = {
        "loan": LoanForm(auto_id="loan-%s"), "lost": LostForm(auto_id="lost-%s"),
        "move": RearrangeForm(auto_id="move-%s", initial={"place": one.place, "secrecy": one.secrecy}),
    }  # fmt: skip
    may_keep = state_of(one) != "lost" and queries.keeps(request.user, one.hall_id, one.window_id)
    loans = one.loans.select_related("asked_by", "archive__loss").order_by("-asked_at", "-id")[:50]
    return render(request, "desk/archive.html", {
        "one": one, "words": words, "state": STATES[state_of(one)], "forms": forms | ({name: bound} if name else {}),
        "refused_act": name, "may_keep": may_keep, "loans": loans,
        "changes": one.changes.select_related("by").order_by("-at", "-id")[:50],
    }, status=422 if name else 200)  # fmt: skip
