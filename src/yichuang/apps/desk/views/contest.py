"""The contest of a month: standings, file, signs, a window's statement; settling and revising it (D1.28, R28)."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.assessments import commands, contest_words, queries, texts, words
from yichuang.apps.assessments.documents import Document, canonical, digest_of, document_of, read
from yichuang.apps.assessments.fairness import NO_CASES, Mix, mixes_of
from yichuang.apps.assessments.policies import SEES_ALL, may_settle_contest, windows_of_own
from yichuang.apps.assessments.quarters import has_ended, month_at, read_month
from yichuang.apps.assessments.scoring import sheet_of
from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import back_with_message, mark, perform
from yichuang.apps.desk.case_paging import with_query
from yichuang.apps.desk.contest import Shown, outdated, shown
from yichuang.apps.desk.forms.contest import RevisionForm
from yichuang.apps.desk.views.listing import asked, excel
from yichuang.apps.desk.views.papers import as_pdf
from yichuang.core.assessment import AssessmentError, Month
from yichuang.integrations.pdf import render_model_signs, render_score_sheets
from yichuang.rulebook.errors import RulebookError
from yichuang.ui.filters import chinese_date, local
from yichuang.ui.wording import say


def contest(request: HttpRequest) -> HttpResponse:
    return _show(request, month_asked(request))


def month_asked(request: HttpRequest) -> Month:
    """The month of the address, the running one without any; Http404 for none or one still to come."""
    given = asked(request, "month")["month"]
    return known_month(request, given) if given else month_at(request.now)


def known_month(request: HttpRequest, text: str) -> Month:
    month = read_month(text[:10])
    if month is None or month > month_at(request.now):
        raise Http404
    return month


def _show(request: HttpRequest, month: Month, typed: RevisionForm | None = None) -> HttpResponse:
    found, staff = load(request, month), request.user
    decides, ended = may_settle_contest(staff), has_ended(month, request.now)
    revises = decides and found.newest
    known = queries.months_known(staff.hall, request.now)
    waiting = queries.months_unsettled(staff.hall, request.now, known)
    answer = render(request, "desk/contest.html", {
        "found": found, "month": month, "ranking": found.ranking, "words": words, "told": contest_words,
        "months": _months(request, known, month), "title": texts.month_words(str(month)),
        "places": _places(found), "mixes": _mixes(request, month), "none": NO_CASES, "open": _opens(request),
        "unsettled": [(one, texts.month_words(str(one))) for one in waiting],
        "query": request.GET.urlencode(), "ended": ended,
        "may_settle": decides and ended and not found.versions, "outdated": revises and _outdated(request, found),
        "form": typed or (RevisionForm() if revises else None),
    }, status=422 if typed else 200)  # fmt: skip
    answer["Cache-Control"] = "no-store"
    return answer


def load(request: HttpRequest, month: Month) -> Shown:
    """The month, of the version the address asks for; Http404 for one there is not and where no rulebook held."""
    try:
        found = shown(request.user, month, request.now, asked(request, "version")["version"])
    except RulebookError as error:
        raise Http404 from error
    except AssessmentError as error:
        messages.error(request, _("The month cannot be ranked: %(problem)s") % {"problem": say(error.sentence)})
        return Shown(month, (), None, None)
    if found is None:
        raise Http404
    return found


def _outdated(request: HttpRequest, found: Shown) -> bool:
    try:
        return found.kept is not None and outdated(request.user.hall, found.kept)
    except (AssessmentError, RulebookError) as error:
        messages.error(request, _("The month cannot be ranked: %(problem)s") % {"problem": say(error.sentence)})
        return False


def _places(found: Shown) -> list[tuple[Document, str]]:
    return contest_words.placed(found.ranking["places"], found.ranking["terms"]) if found.ranking else []


def _mixes(request: HttpRequest, month: Month) -> dict[str, Mix]:
    """What stands beside the standings, as of now, by the windows' codes."""
    hall = request.user.hall
    mixes = mixes_of(hall, month)
    return {code: mixes[key] for key, code in hall.windows.values_list("pk", "code") if key in mixes}


def _opens(request: HttpRequest) -> set[str]:
    """The windows whose statements this person may open."""
    staff = request.user
    windows = staff.hall.windows.all()
    if not staff.has(*SEES_ALL):
        windows = windows.filter(pk__in=windows_of_own(staff))
    return set(windows.values_list("code", flat=True))


def _months(request: HttpRequest, known: list[Month], chosen: Month) -> list[dict[str, object]]:
    return [
        {"label": str(one), "url": with_query(request, month=str(one), version=""), "active": one == chosen}
        for one in (known if chosen in known else [*known, chosen])
    ]


def contest_xlsx(request: HttpRequest) -> HttpResponse:
    """The standings as they are shown, as an Excel file."""
    month = month_asked(request)
    heads = [_("Rank"), _("Window"), _("Model window"), _("Total"), _("Satisfaction share"), _("Completed, not rated"),
             _("On-time share"), _("Cases asked"), _("Decided by, or why not ranked")]  # fmt: skip
    back = f"{reverse('desk:contest')}?month={month}"
    return excel(request, f"{_('Monthly contest')} {month}", heads, _cells(request, month), back)


def _cells(request: HttpRequest, month: Month) -> Iterator[list[str | int]]:
    places, mixes = _places(load(request, month)), _mixes(request, month)
    for one, said in places:
        mix = mixes.get(one["window"]["code"], NO_CASES)
        yield [one["rank"] or "–", contest_words.window_words(one["window"]), _("yes") if one["model"] else "",
               words.plain(one["total"]), words.share(one["satisfaction"]), words.share((mix.unrated, mix.completed)),
               words.share(one["on_time"]), one["cases"], said]  # fmt: skip


def settle(request: HttpRequest) -> HttpResponse:
    """Freezes the ranking of a month that has ended."""
    staff, month = request.user, known_month(request, request.POST.get("month", ""))
    back = f"{reverse('desk:contest')}?month={month}"

    def run() -> str:
        commands.settle_contest(hall=staff.hall, month=month, by=staff, now=request.now)
        messages.success(request, _("The contest is settled. The signs of the model windows can be printed."))
        return back

    return perform(request, run, back_with_message(request, back))


def revise(request: HttpRequest) -> HttpResponse:
    """Makes a further ranking of a settled month; refused, the page stands there again with what was typed."""
    staff, month, form = request.user, known_month(request, request.POST.get("month", "")), RevisionForm(request.POST)
    if not form.is_valid():
        return _show(request, month, form)

    def run() -> str:
        said = form.cleaned_data["why"]
        commands.revise_contest(hall=staff.hall, month=month, why=said, by=staff, now=request.now)
        messages.success(request, _("The month is ranked again; both rankings are kept."))
        return f"{reverse('desk:contest')}?month={month}"

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _show(request, month, form)

    return perform(request, run, again)


def signs(request: HttpRequest) -> HttpResponse:
    """The signs of all model windows of a settled month, a page each."""
    return _signs(request, month_asked(request), "")


def sign(request: HttpRequest, month: str, code: str) -> HttpResponse:
    """The sign of one window; Http404 unless it is a model window of that month."""
    return _signs(request, known_month(request, month), code)


def _signs(request: HttpRequest, month: Month, code: str) -> HttpResponse:
    kept = queries.newest_contest(request.user.hall, month)
    ranking = read(kept.ranking) if kept else {"places": []}
    found = [one for one in ranking["places"] if one["model"] and code in ("", one["window"]["code"])]
    if kept is None or not found:
        raise Http404
    awarded = chinese_date(kept.settled_at)
    made = [contest_words.sign_of(ranking, one, awarded=awarded, number=kept.number, digest=kept.digest)
            for one in found]  # fmt: skip
    return as_pdf(render_model_signs(ranking["hall"]["name"], made), f"{contest_words.TITLE}-{month}")


def statement(request: HttpRequest, month: str, code: str) -> HttpResponse:
    """A window's month by the rules of the quarter; not final (C-13)."""
    wanted = known_month(request, month)
    found, told = _statement(request, wanted, code)
    answer = render(request, "desk/statement.html", {
        "told": told, "month": wanted, "found": found, "words": words, "title": texts.month_words(str(wanted)),
        "window": contest_words.window_words(told["window"]),
    })  # fmt: skip
    answer["Cache-Control"] = "no-store"
    return answer


def _statement(request: HttpRequest, month: Month, code: str) -> tuple[Shown, Document]:
    """Frozen where the month is settled, else live; only for those who see the window's live sheet."""
    window = get_object_or_404(request.user.hall.windows.select_related("hall"), code=code)
    if not queries.sees_live(request.user, window):
        raise Http404
    found = load(request, month)
    if found.kept is not None:
        told = read(found.kept.statements).get(code)
        if told is None:
            raise Http404
        return found, told
    try:
        return found, document_of(sheet_of(window, month, now=request.now))
    except (AssessmentError, RulebookError) as error:
        raise Http404 from error


def statement_pdf(request: HttpRequest, month: str, code: str) -> HttpResponse:
    found, told = _statement(request, known_month(request, month), code)
    number, digest = found.kept.number if found.kept else 0, digest_of(canonical(told))
    mix = _mixes(request, found.month).get(code, NO_CASES)
    paper = texts.paper(told, standing="settled" if number else "monthly", version=number, digest=digest, mix=mix)
    footer = f"打印人：{request.user.name}　打印时间：{local(request.now)}"
    return as_pdf(render_score_sheets(told["hall"]["name"], [paper], footer), f"{month}-{code}")
