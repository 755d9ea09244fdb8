"""A quarter under another rulebook or other readings, beside the record: who gains, who loses, by which clause."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.assessments import queries, words
from yichuang.apps.assessments.quarters import before, quarter_at
from yichuang.apps.assessments.replay import Replayed, by_clause
from yichuang.apps.assessments.replay import replay as run
from yichuang.apps.assessments.rulebooks import rulebooks_known
from yichuang.apps.desk.forms.replay import ReplayForm
from yichuang.apps.desk.views.listing import excel
from yichuang.core.assessment import AssessmentError, Quarter, figure
from yichuang.rulebook.errors import RulebookError
from yichuang.ui.wording import say

SHOWN = {"gain": 1, "lose": -1, "same": 0}


def replay(request: HttpRequest) -> HttpResponse:
    """The form, and below it what the chosen rulebook and readings would have made of the quarter."""
    form, asked = _form(request), "quarter" in request.GET
    rows, problem = _rows(request, form) if asked and form.is_valid() else ([], "")
    counts = {name: sum(_side(row) == side for row in rows) for name, side in SHOWN.items()}
    status = 422 if problem or (asked and not form.is_valid()) else 200
    return render(request, "desk/replay.html", {
        "form": form, "asked": asked and form.is_valid() and not problem, "problem": problem, "words": words,
        "rows": sorted(rows, key=lambda row: (row.moved, row.window.number)), "counts": counts, "figure": figure,
        "clauses": by_clause(rows), "query": request.GET.urlencode(), "quarter": form.data.get("quarter", ""),
    }, status=status)  # fmt: skip


def _form(request: HttpRequest) -> ReplayForm:
    """Bound to the address; the quarter that ended last stands there before anything is asked."""
    hall, last = request.user.hall, before(quarter_at(request.now))
    known = queries.quarters_known(hall, request.now)
    start = {"quarter": str(last if last in known else known[0])}
    return ReplayForm(request.GET if "quarter" in request.GET else None, quarters=known, books=rulebooks_known(hall),
                      initial=start)  # fmt: skip


def _rows(request: HttpRequest, form: ReplayForm) -> tuple[list[Replayed], str]:
    given, hall = form.cleaned_data, request.user.hall
    book = rulebooks_known(hall)[given["rulebook"]] if given["rulebook"] else None
    try:
        return run(hall, Quarter.parse(given["quarter"]), now=request.now, book=book, settings=form.settings), ""
    except (AssessmentError, RulebookError) as error:
        return [], say(error.sentence)


def _side(row: Replayed) -> int:
    return (row.moved > 0) - (row.moved < 0)


def replay_xlsx(request: HttpRequest) -> HttpResponse:
    """The windows side by side, and every line that moved, as an Excel file."""
    form, back = _form(request), f"{reverse('desk:replay')}?{request.GET.urlencode()}"
    if not form.is_bound or not form.is_valid():
        return redirect(back)
    rows, problem = _rows(request, form)
    if problem:
        return redirect(back)
    heads = [_("Window"), _("On record"), _("Replayed"), _("Difference"), _("Rule"), _("Clause"), _("Before"),
             _("After")]  # fmt: skip
    return excel(request, _("Replay"), heads, _cells(rows), back)


def _cells(rows: Sequence[Replayed]) -> Iterator[list[str]]:
    for row in rows:
        window = str(row.window)
        yield [window, words.plain(row.before["total"]), words.plain(row.after["total"]),
               words.signed(figure(row.moved)), "", "", "", ""]  # fmt: skip
        for one in row.bases:
            yield [window, "", "", "", f"{one['id']} {one['title']}", one["clause"], words.plain(one["before"]),
                   words.plain(one["after"])]  # fmt: skip
        for line in row.changes["lines"]:
            sides = (words.signed(side["points"]) if side else "" for side in (line["before"], line["after"]))
            yield [window, "", "", "", f"{line['rule']} {line['title']}", line["clause"], *sides]
