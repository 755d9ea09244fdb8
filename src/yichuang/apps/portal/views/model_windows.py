"""The model windows of a month with the whole ranking and how it was made: public (R28, D1.28)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from yichuang.apps.assessments import contest_words, queries, texts, words
from yichuang.apps.assessments.documents import read
from yichuang.apps.assessments.quarters import read_month
from yichuang.apps.organization.web import public_hall


def model_windows(request: HttpRequest) -> HttpResponse:
    """The newest settled month, or the one of the address; Http404 for one that is not settled."""
    hall, given = public_hall(request), request.GET.get("month", "")[:10]
    asked = read_month(given)
    kept = queries.newest_contest(hall, asked)
    if given and (asked is None or kept is None):
        raise Http404
    ranking = read(kept.ranking) if kept else None
    return render(request, "portal/model_windows.html", {
        "kept": kept, "ranking": ranking, "told": contest_words, "words": words,
        "places": contest_words.placed(ranking["places"], ranking["terms"]) if ranking else [],
        "title": texts.month_words(kept.month) if kept else "",
        "months": [{"label": one, "url": f"?month={one}", "active": kept is not None and one == kept.month}
                   for one in queries.months_settled(hall)],
    })  # fmt: skip
