"""Facts on lists of what is still needed and on applications that were returned (sections 2 and 3)."""

from collections.abc import Iterator

from django.db.models import F

from yichuang.apps.assessments.facts.period import Period, local_day, papers_of, take_paper
from yichuang.apps.cases.models import Case, Ending, MaterialMark, SupplementList
from yichuang.apps.notices.kinds import Kind
from yichuang.core.detection import ListFact, ReturnFact
from yichuang.core.lifecycle import Mark, State

# Of the two kinds a return has, the one that is about papers (D3.4.5).
FOR_PAPERS = "missing_main"


def lists(period: Period) -> Iterator[ListFact]:
    """Lists made in the period, each with its paper, and cases that wait for materials without any list.

    Three queries. What a list leaves out cannot be told: it is made from the marks themselves.
    """
    papers = papers_of(period, Kind.SUPPLEMENT)
    made = SupplementList.objects.filter(case__hall=period.hall, **period.has("at")).select_related("case")
    for one in made.order_by("case_id", "round"):
        case, paper = one.case, take_paper(papers, one.case.ref, one.at)
        yield ListFact(
            case.ref, str(case), case.front_window_id, one.by_id, one.at, local_day(one.at), one.round,
            frozenset(wanted["name"] for wanted in one.wanted), paper=f"notice:{paper.pk}" if paper else "",
            paper_on=local_day(paper.issued_at) if paper else None, cause=one.cause,
        )  # fmt: skip
    waiting = Case.objects.filter(hall=period.hall, state=State.SUPPLEMENTING.value, supplements=None)
    for case in waiting.filter(**period.has("received_at")).order_by("pk"):
        yield ListFact(case.ref, str(case), case.front_window_id, case.handler_id, case.received_at,
                       local_day(case.received_at), 1, frozenset())  # fmt: skip


def returns(period: Period) -> Iterator[ReturnFact]:
    """Applications returned in the period, each with its paper and how its papers were last marked; three queries."""
    papers = papers_of(period, Kind.RETURN)
    here = {"case__hall": period.hall, "case__state": State.RETURNED.value}
    lacking = _lacking(period)
    made = Ending.objects.filter(**here, **period.has("at")).select_related("case__item").order_by("pk")
    for one in made:
        case, paper = one.case, take_paper(papers, one.case.ref, one.at)
        yield ReturnFact(
            case.ref, str(case), case.front_window_id, one.by_id, one.at, local_day(one.at), one.reason,
            f"notice:{paper.pk}" if paper else "", local_day(paper.issued_at) if paper else None,
            complete=None if case.pk not in lacking else not _required_lacking(case, lacking[case.pk]),
            for_papers=one.kind == FOR_PAPERS,
        )  # fmt: skip


def _lacking(period: Period) -> dict[int, frozenset[str]]:
    """The materials of each returned case that its last round did not find present."""
    ended = {f"case__ending__{name}": moment for name, moment in period.has("at").items()}
    marks = MaterialMark.objects.filter(case__hall=period.hall, case__state=State.RETURNED.value, **ended)
    last: dict[int, int] = {}
    found: dict[int, set[str]] = {}
    for case, place, material, mark in marks.order_by("case_id", F("round").desc()).values_list(
        "case_id", "round", "material", "mark"
    ):
        if last.setdefault(case, place) == place:
            found.setdefault(case, set()).update([material] if mark != Mark.PRESENT.value else [])
    return {case: frozenset(names) for case, names in found.items()}


def _required_lacking(case: Case, lacking: frozenset[str]) -> bool:
    return any(one["required"] and one["id"] in lacking for one in case.item.rules["materials"])
