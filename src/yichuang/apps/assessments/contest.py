"""The contest of a month: its terms, the windows' statements, their standings, and the document that is frozen (D1.28).

The same statements under the same terms give the same document. Names of people are not in it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.apps.assessments.documents import FORM, Document, canonical, digest_of, document_of, read
from yichuang.apps.assessments.models import MonthlyContest
from yichuang.apps.assessments.scoring import WindowSheet, frozen_rulebook, sheets_of
from yichuang.apps.organization.models import Hall
from yichuang.core.assessment import Entrant, Month, Place, Readings, Rulebook, Standings, Terms, figure, rank
from yichuang.rulebook.worktime import load_limits

TERMS = ("places", "most", "cases", "ratings")


@dataclass(frozen=True)
class Contest:
    """A month as it was made: the ranking, and the statement each place rests on by the window's code."""

    ranking: Document
    statements: dict[str, Document]


def terms_on(day: date) -> Terms:
    """The hall's terms in force on a day (rules/limits/contest.toml)."""
    rules = load_limits(day)
    return Terms(*(rules[f"contest.{name}"].count or 0 for name in TERMS))


def terms_of(ranking: Document) -> Terms:
    """The terms a frozen ranking was made by."""
    return Terms(*(ranking["terms"][name] for name in TERMS))


def contest_of(
    hall: Hall, month: Month, terms: Terms | None = None, rulebook: Rulebook | None = None,
    readings: Readings | None = None, *, now: datetime | None = None,
) -> Contest:  # fmt: skip
    """The month of every window, ranked; five queries. Terms, rulebook, readings are those of the month unless given.

    `now`: as a running month stands. AssessmentError or RulebookError when no sheet can be made.
    """
    sheets = sheets_of(hall, month, rulebook, readings, now=now)
    chosen = terms or terms_on(month.first)
    standings = rank([_entrant(one) for one in sheets], chosen)
    statements = {one.window.code: document_of(one) for one in sheets}
    return Contest(_ranking(hall, month, standings, statements), statements)


def contest_again(hall: Hall, last: MonthlyContest) -> Contest:
    """A settled month as it comes out now, by the terms, rulebook and readings it was settled by; six queries."""
    ranking, statements = read(last.ranking), read(last.statements)
    book = readings = None
    for statement in list(statements.values())[:1]:
        book, readings = frozen_rulebook(hall, statement)
    return contest_of(hall, Month.parse(last.month), terms_of(ranking), book, readings)


def _entrant(one: WindowSheet) -> Entrant:
    shares = one.measures
    return Entrant(one.window.code, one.window.number, one.score.total, shares.satisfaction, shares.on_time)


def _ranking(hall: Hall, month: Month, standings: Standings, statements: dict[str, Document]) -> Document:
    return {
        "form": FORM,
        "hall": {"slug": hall.slug, "name": hall.name},
        "month": str(month),
        "terms": {name: getattr(standings.terms, name) for name in TERMS},
        "places": [_place(one, statements[one.entrant.window]) for one in standings.places],
        "tied": list(standings.tied),
    }


def _place(one: Place, statement: Document) -> Document:
    entrant = one.entrant
    return {
        "window": statement["window"], "rank": one.rank, "model": one.model,
        "behind": one.behind.value if one.behind else "", "lacks": [what.value for what in one.lacks],
        "total": figure(entrant.total), "satisfaction": [entrant.satisfaction.num, entrant.satisfaction.den],
        "on_time": [entrant.on_time.num, entrant.on_time.den], "cases": entrant.cases,
        "statement": digest_of(canonical(statement)),
    }  # fmt: skip
