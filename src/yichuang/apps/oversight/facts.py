"""A hall's own facts of a quarter, as a province scores them (docs/domain/facts.md); no personal data among them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time

from django.db.models import Q

from yichuang.apps.cases.models import Case
from yichuang.apps.feedback.models import Rating
from yichuang.apps.organization.models import Hall
from yichuang.apps.organization.queries import windows_of
from yichuang.core.assessment import Quarter
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI
from yichuang.province.schema import Outcome

Row = Mapping[str, object]
_CHUNK = 2_000
_FALSE_COMPLETION = "5.3"
_OUTCOMES = {
    State.COMPLETED.value: Outcome.COMPLETED.value,
    State.REFUSED.value: Outcome.REFUSED.value,
    State.RETURNED.value: Outcome.RETURNED.value,
}


def facts_of(hall: Hall, quarter: Quarter, *, findings: Sequence[Row] = ()) -> dict[str, Iterable[Row]]:
    """The five tables of one hall: accepted cases due or ended in the quarter, ratings given in it (C-21, C-36).

    `findings` are the confirmed ones of the quarter, as rows of their table. A case that one of them calls falsely
    completed (rule 5.3, the case as its fact) is handed on as such, so that it is not on time.
    """
    begin, end = (datetime.combine(day, time(), SHANGHAI) for day in (quarter.first, quarter.following))
    undone = {row["fact"] for row in findings if row["rule"] == _FALSE_COMPLETION}
    return {
        "halls": [{"hall": hall.slug, "name": hall.name}],
        "windows": [{"hall": hall.slug, "window": one.code, "name": one.name} for one in windows_of(hall)],
        "cases": _cases(hall, begin, end, undone),
        "ratings": _ratings(hall, begin, end),
        "findings": findings,
    }


def _cases(hall: Hall, begin: datetime, end: datetime, undone: set[object]) -> Iterator[Row]:
    within = Q(due_at__gte=begin, due_at__lt=end) | Q(ended_at__gte=begin, ended_at__lt=end)
    found = Case.objects.filter(within, hall=hall, accepted_at__isnull=False).select_related("front_window")
    for case in found.order_by("pk").iterator(chunk_size=_CHUNK):
        yield {
            "hall": hall.slug,
            "window": case.front_window.code,
            "case": case.ref,
            "kind": case.kind,
            "received_at": case.received_at,
            "accepted_at": case.accepted_at,
            "due_at": case.due_at,
            "ended_at": case.ended_at,
            "outcome": Outcome.FALSE_COMPLETION.value if case.ref in undone else _OUTCOMES.get(case.state),
        }


def _ratings(hall: Hall, begin: datetime, end: datetime) -> Iterator[Row]:
    found = Rating.objects.filter(case__hall=hall, at__gte=begin, at__lt=end).select_related("case__front_window")
    for rating in found.order_by("pk").iterator(chunk_size=_CHUNK):
        yield {
            "hall": hall.slug,
            "window": rating.case.front_window.code,
            "case": rating.case.ref,
            "grade": rating.grade,
            "rated_at": rating.at,
        }
