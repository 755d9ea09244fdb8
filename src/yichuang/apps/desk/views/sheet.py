"""One window's score sheet of a quarter: page, JSON, paper, versions side by side; objection, answer, re-score."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.assessments import commands, queries, words
from yichuang.apps.assessments.difference import difference as changes_of
from yichuang.apps.assessments.documents import canonical, document_of, read
from yichuang.apps.assessments.fairness import NO_CASES, Mix, mixes_of, together
from yichuang.apps.assessments.models import SheetVersion
from yichuang.apps.assessments.policies import may_object, may_score, windows_of_own
from yichuang.apps.assessments.quarters import before, has_ended, quarter_at
from yichuang.apps.assessments.scoring import frozen_rulebook, sheet_of
from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import mark, perform
from yichuang.apps.desk.forms.sheets import AnswerForm, ObjectionForm, RescoreForm
from yichuang.apps.desk.sheets import Row, median_of
from yichuang.apps.desk.views.sheets import known_quarter, paper_of, rows_for
from yichuang.apps.desk.words import KINDS
from yichuang.core.assessment import AssessmentError, Quarter
from yichuang.rulebook.errors import RulebookError


@dataclass(frozen=True)
class Loaded:
    """A sheet this person may see, as its newest version or live, among those of the hall."""

    row: Row
    quarter: Quarter
    hall: Sequence[Row]
    own: set[int]


@dataclass(frozen=True)
class Typed:
    """A form of the page as it was sent: object, answer (to the objection `pk`) or again."""

    name: str
    form: Form
    pk: int = 0


def load(request: HttpRequest, quarter: str, code: str) -> Loaded:
    """The sheet, if this person may see it; else Http404."""
    wanted = known_quarter(quarter, quarter_at(request.now))
    rows = rows_for(request, wanted)
    row = next((one for one in rows if one.window.code == code), None)
    own = windows_of_own(request.user)
    if row is None or not (row.standing == "published" or queries.sees_live(request.user, row.window, own)):
        raise Http404
    return Loaded(row, wanted, rows, own)


def sheet(request: HttpRequest, quarter: str, code: str) -> HttpResponse:
    return _show(request, load(request, quarter, code))


def _show(request: HttpRequest, found: Loaded, typed: Typed | None = None) -> HttpResponse:
    row, forms = found.row, {typed.name: typed.form} if typed else {}
    versions = queries.versions_of(row.sheet) if row.sheet else []
    scorer = may_score(request.user, row.window.pk, found.own)
    shown = {
        "row": row, "told": row.told, "quarter": found.quarter, "words": words, "versions": versions,
        "trail": _trail(row, versions),
        "objections": queries.objections_to(row.sheet) if row.sheet else [],
        "median": median_of(found.hall), "last": _last(found), "scorer": scorer,
        "beside": _beside(found), "kinds": KINDS,
        "may_finalise": scorer and row.sheet is None and has_ended(found.quarter, request.now),
        "object_form": forms.get("object") or (ObjectionForm() if _may_object(request, row) else None),
        "answer_form": forms.get("answer") or (AnswerForm() if scorer else None), "answering": typed.pk if typed else 0,
        "again": _again(row) if scorer and row.version else None,
        "again_form": forms.get("again") or RescoreForm(auto_id="again-%s"),
    }  # fmt: skip
    chosen = _chosen(request, versions)
    if chosen is not None:
        shown["row"] = replace(row, told=read(chosen.document), version=chosen)
        shown["told"] = shown["row"].told
    answer = render(request, "desk/sheet.html", shown, status=422 if typed else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _beside(found: Loaded) -> tuple[Mix, Mix]:
    """The mix of the window's cases and that of the whole hall."""
    mixes = mixes_of(found.row.window.hall, found.quarter)
    return mixes.get(found.row.window.pk, NO_CASES), together(mixes.values())


def _trail(row: Row, versions: Sequence[SheetVersion]) -> list[tuple[datetime, SheetVersion | None]]:
    """What became of the sheet, in the order of time; its publication stands as none."""
    published = row.sheet.published_at if row.sheet else None
    told: list[tuple[datetime, SheetVersion | None]] = [(one.made_at, one) for one in versions]
    return sorted([*told, *([(published, None)] if published else [])], key=lambda pair: pair[0])


def _may_object(request: HttpRequest, row: Row) -> bool:
    return row.sheet is not None and may_object(request.user, row.sheet, request.now)


def _chosen(request: HttpRequest, versions: Sequence[SheetVersion]) -> SheetVersion | None:
    """The version the address asks for; None for the newest, Http404 for one there is not."""
    asked = request.GET.get("version", "")
    if not asked:
        return None
    found = next((one for one in versions if str(one.number) == asked), None)
    if found is None:
        raise Http404
    return found


def _last(found: Loaded) -> SheetVersion | None:
    """The frozen sheet of the quarter before."""
    return queries.latest_versions(found.row.window.hall, before(found.quarter)).get(found.row.window.pk)


def _again(row: Row) -> dict[str, object] | None:
    """What scoring again would change; None when nothing would."""
    try:
        book, readings = frozen_rulebook(row.window.hall, row.told)
        made = changes_of(row.told, document_of(sheet_of(row.window, row.quarter, book, readings)))
    except (AssessmentError, RulebookError):
        # Whoever then scores again is told why it cannot be done.
        return {"same": False}
    return None if made["same"] else made


def sheet_json(request: HttpRequest, quarter: str, code: str) -> HttpResponse:
    """The sheet as it is kept: the bytes whose digest stands on it."""
    found = load(request, quarter, code)
    chosen = _chosen(request, queries.versions_of(found.row.sheet) if found.row.sheet else [])
    text = chosen.document if chosen else found.row.version.document if found.row.version else canonical(found.row.told)
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers={"Cache-Control": "no-store"})


def sheet_pdf(request: HttpRequest, quarter: str, code: str) -> HttpResponse:
    found = load(request, quarter, code)
    chosen = _chosen(request, queries.versions_of(found.row.sheet) if found.row.sheet else [])
    row = replace(found.row, told=read(chosen.document), version=chosen) if chosen else found.row
    return paper_of(request, [row], f"{quarter}-{code}")


def difference(request: HttpRequest, quarter: str, code: str) -> HttpResponse:
    """Two versions side by side: which line changed, before and after, and why; else the last two."""
    found = load(request, quarter, code)
    versions = queries.versions_of(found.row.sheet) if found.row.sheet else []
    if len(versions) < 2:
        raise Http404
    by_number = {str(one.number): one for one in versions}
    later = by_number.get(request.GET.get("to", ""), versions[-1])
    earlier = by_number.get(request.GET.get("from", ""), versions[max(0, later.number - 2)])
    old, new = read(earlier.document), read(later.document)
    shown = {
        "row": found.row, "quarter": found.quarter, "versions": versions, "earlier": earlier, "later": later,
        "old": old, "new": new, "changes": changes_of(old, new), "words": words,
        "whys": [one for one in versions if earlier.number < one.number <= later.number],
    }  # fmt: skip
    return render(request, "desk/sheet_difference.html", shown)


def object_to(request: HttpRequest, quarter: str, code: str) -> HttpResponse:
    found, form = load(request, quarter, code), ObjectionForm(request.POST)
    kept = found.row.sheet
    if kept is None:
        raise Http404

    def run() -> None:
        commands.object_to(sheet=kept, words=form.cleaned_data["words"], by=request.user, now=request.now)

    return _act(
        request, found, Typed("object", form), run, _("The objection is on record. It will be answered in writing.")
    )


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    one = queries.objection_for(request.user, pk)
    if one is None:
        raise Http404
    found = load(request, one.sheet.quarter, one.sheet.window.code)
    form = AnswerForm(request.POST)

    def run() -> None:
        accepted = form.cleaned_data["accepted"] == "yes"
        said = form.cleaned_data["answer"]
        commands.answer_objection(objection=one, accepted=accepted, words=said, by=request.user, now=request.now)

    return _act(request, found, Typed("answer", form, pk), run, _("The answer is on record."))


def rescore(request: HttpRequest, quarter: str, code: str) -> HttpResponse:
    found, form = load(request, quarter, code), RescoreForm(request.POST, auto_id="again-%s")
    kept = found.row.sheet
    if kept is None:
        raise Http404

    def run() -> None:
        commands.rescore(sheet=kept, why=form.cleaned_data["why"], by=request.user, now=request.now)

    said = _("The sheet is scored again; both versions are kept.")
    return _act(request, found, Typed("again", form), run, said)


def _act(request: HttpRequest, found: Loaded, typed: Typed, run: Callable[[], None], done: str) -> HttpResponse:
    """Does what a form of the page asks for; refused, the page stands there again with what was typed."""
    if not typed.form.is_valid():
        return _show(request, found, typed)

    def act() -> str:
        run()
        messages.success(request, done)
        return reverse("desk:sheet", args=[str(found.quarter), found.row.window.code])

    def again(refusal: Refusal) -> HttpResponse:
        mark(typed.form, refusal)
        return _show(request, found, typed)

    return perform(request, act, again)
