"""The rulebooks of the hall: which one scores which quarter, drafts, adopting (D2.0.1, D2.0.2)."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.assessments import commands, queries, texts
from yichuang.apps.assessments.models import RulebookVersion
from yichuang.apps.assessments.policies.rulebooks import DECIDERS, WRITERS
from yichuang.apps.assessments.quarters import before, quarter_at, quarter_of
from yichuang.apps.assessments.rulebooks import rulebook_for, rulebooks_known
from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import mark, perform
from yichuang.apps.desk.case_paging import page_of, with_query
from yichuang.apps.desk.forms.rulebooks import AdoptForm, DraftForm
from yichuang.apps.desk.rulebooks import STATES
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.apps.organization.models import Staff
from yichuang.core.assessment import Quarter
from yichuang.rulebook.assessment import all_rulebooks
from yichuang.rulebook.errors import RulebookError
from yichuang.ui.filters import local

# The states of what is written in the hall; rulebooks on file have a table of their own.
SHOWN = {code: word for code, (word, _tone) in STATES.items() if code != "on_file"}
ORDERS = {"": "-drafted_at", "oldest": "drafted_at", "written": "-written_at", "written_oldest": "written_at"}


def rulebooks(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(
    request: HttpRequest, draft_form: DraftForm | None = None, adopt_form: AdoptForm | None = None
) -> HttpResponse:
    staff, typed = request.user, draft_form is not None or adopt_form is not None
    known = rulebooks_known(staff.hall)
    order = asked(request, "order")["order"]
    return render(request, "desk/rulebooks.html", {
        "on_file": [one for one in known.values() if one.number in all_rulebooks()], "states": STATES,
        "page": page_of(_found(request), ORDERS.get(order, ORDERS[""]), request), "columns": _columns(request, order),
        "chips": group(request, "show", SHOWN) if _sees_drafts(staff) else [],
        "narrowed": bool(asked(request, "show")["show"]),
        "xlsx": f"{reverse('desk:rulebooks_xlsx')}?{request.GET.urlencode()}",
        "adoptions": list(queries.adoptions_of(staff.hall)[:20]), "quarter_of": quarter_of, "words": texts,
        "present": _present(request), "quarter": quarter_at(request.now),
        "draft_form": draft_form or (_draft_form(request) if staff.has(*WRITERS) else None),
        "adopt_form": adopt_form or (_adopt_form(request) if staff.has(*DECIDERS) else None),
    }, status=422 if typed else 200)  # fmt: skip


def _sees_drafts(staff: Staff) -> bool:
    return staff.has(*WRITERS, *DECIDERS)


def _found(request: HttpRequest) -> QuerySet[RulebookVersion]:
    """What is written in the hall and may be seen, narrowed to a state."""
    found, chosen = queries.versions_known(request.user.hall), asked(request, "show")["show"]
    if not _sees_drafts(request.user):
        return found.filter(state=RulebookVersion.State.IN_FORCE)
    return found.filter(state=chosen) if chosen in SHOWN else found


def _columns(request: HttpRequest, order: str) -> list[object]:
    """The heads of the list; the two days sort, the newest first, then the oldest first."""
    drafted = {"": "descending", "oldest": "ascending"}.get(order, "")
    written = {"written": "descending", "written_oldest": "ascending"}.get(order, "")
    return [
        _("Number"), _("Based on"), _("State"), _("Author"), _("Second person"),
        {"label": _("Begun"), "sorted": drafted, "url": with_query(request, order="" if order else "oldest")},
        {"label": _("Last written"), "sorted": written,
         "url": with_query(request, order="written_oldest" if order == "written" else "written")},
    ]  # fmt: skip


def rulebooks_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed and sorted, as a file."""
    heads = [_("Number"), _("Based on"), _("State"), _("Author"), _("Second person"), _("Begun"), _("Last written"),
             "SHA-256"]  # fmt: skip
    order = ORDERS.get(asked(request, "order")["order"], ORDERS[""])
    rows = (
        [one.number, one.based_on, _(STATES[one.state][0]), one.author.name, one.second.name if one.second else "",
         local(one.drafted_at), local(one.written_at), one.digest]
        for one in _found(request).order_by(order, f"{'-' if order[0] == '-' else ''}id").iterator(chunk_size=1000)
    )  # fmt: skip
    return excel(request, _("Rulebooks"), heads, rows, reverse("desk:rulebooks"))


def _present(request: HttpRequest) -> str:
    try:
        return rulebook_for(request.user.hall, quarter_at(request.now)).number
    except RulebookError:
        return ""


def _known(request: HttpRequest) -> list[tuple[str, str]]:
    known = rulebooks_known(request.user.hall)
    return [(key, f"{key} · {book.title}") for key, book in reversed(known.items())]


def _draft_form(request: HttpRequest, *given: object) -> DraftForm:
    return DraftForm(*given, known=_known(request), auto_id="draft-%s")


def _adopt_form(request: HttpRequest, *given: object) -> AdoptForm:
    """Offers the quarter before, the running one and the three to come; the next one stands first."""
    running = quarter_at(request.now)
    coming = [running]
    for _step in range(3):
        coming.append(quarter_of(coming[-1].following))
    offered = [*coming[1:], running, before(running)]
    pairs = [(str(one), texts.quarter_words(str(one))) for one in offered]
    return AdoptForm(*given, known=_known(request), quarters=pairs, auto_id="adopt-%s")


def draft(request: HttpRequest) -> HttpResponse:
    """Begins a draft from a known rulebook, or from a file."""
    form = _draft_form(request, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, draft_form=form)
    typed = form.cleaned_data

    def run() -> str:
        made = commands.draft(hall=request.user.hall, number=typed["number"], based_on=typed["based_on"],
                              text=typed["file"], by=request.user, now=request.now)  # fmt: skip
        messages.success(request, _("The draft is begun. It scores nothing until it is in force and adopted."))
        return reverse("desk:rulebook_version", args=[made.pk])

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _page(request, draft_form=form)

    return perform(request, run, again)


def adopt(request: HttpRequest) -> HttpResponse:
    """From a quarter on the hall is scored by a rulebook."""
    form = _adopt_form(request, request.POST)
    if not form.is_valid():
        return _page(request, adopt_form=form)
    typed = form.cleaned_data

    def run() -> str:
        commands.adopt(hall=request.user.hall, number=typed["number"], quarter=Quarter.parse(typed["quarter"]),
                       document=typed["document"], by=request.user, now=request.now)  # fmt: skip
        messages.success(request, _("The rulebook is adopted."))
        return reverse("desk:rulebooks")

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _page(request, adopt_form=form)

    return perform(request, run, again)
