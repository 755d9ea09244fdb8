"""What is asked of the facts, as Ibis expressions that say the same to every engine."""

from datetime import UTC, date, datetime, time
from typing import Any

import ibis
from ibis import ir

from yichuang.core.assessment import Quarter
from yichuang.core.worktime import SHANGHAI
from yichuang.province.schema import CONSULTATION, FAVOURABLE, LEFT_OUT, Grade, Outcome

WINDOW = ("hall", "window")


def on_time(cases: ir.Table, quarter: Quarter, basis: str) -> ir.Table:
    """Per window: cases due (or closed) in the quarter, and those of them ended by their due time (C-21, D2.6.1).

    Returned and withdrawn cases and consultations are not asked; a false completion is never on time (D2.5.3).
    `odd` counts outcomes and kinds nobody knows.
    """
    outcome = cases.outcome.fill_null("")
    asked = cases.filter(
        _within(cases.due_at if basis == "due" else cases.ended_at, quarter),
        outcome.notin(list(LEFT_OUT)),
        cases.kind != CONSULTATION,
    ).mutate(outcome=outcome)
    kept = (asked.ended_at <= asked.due_at) & (asked.outcome != Outcome.FALSE_COMPLETION)
    return asked.group_by(WINDOW).agg(
        den=asked.count(),
        num=asked.count(where=kept),
        odd=asked.count(where=asked.outcome.notin(["", *Outcome])),
    )


def satisfaction(ratings: ir.Table, quarter: Quarter) -> ir.Table:
    """Per window: ratings given in the quarter, and those that are good or fairly good (C-36, D2.8.1)."""
    given = ratings.filter(_within(ratings.rated_at, quarter))
    return given.group_by(WINDOW).agg(
        den=given.count(),
        num=given.count(where=given.grade.isin(list(FAVOURABLE))),
        odd=given.count(where=given.grade.notin(list(Grade))),
    )


def gathered(findings: ir.Table, quarter: Quarter) -> ir.Table:
    """Findings of the quarter, those on a fact of their own added up; the date of finding decides (R9).

    Findings that share a fact stay single, because the core decides which of them counts (C-08). Adding up the others
    changes no figure: points are of one time, and caps and floors apply to sums. `least` shows a times that is none,
    `stated` keeps a finding without a reason apart from those that have one.
    """
    found = findings.filter(_within(findings.found_at, quarter))
    place = ibis.row_number().over(ibis.window(group_by=[*WINDOW, "fact"], order_by=["rule", "times"]))
    together = found.count().over(ibis.window(group_by=[*WINDOW, "fact"]))
    found = found.mutate(stated=found.reason.strip() != "", shared=(found.fact != "") & (together > 1), place=place)
    found = found.mutate(
        fact=ibis.ifelse(found.shared, found.fact, ""), place=ibis.ifelse(found.shared, found.place, 0)
    )
    keys = [*WINDOW, "rule", "points", "level", "verified", "stated", "fact", "place"]
    return found.group_by(keys).agg(times=found.times.sum(), least=found.times.min(), entries=found.count())


def _within(moment: Any, quarter: Quarter) -> Any:
    return (moment >= _begin(quarter.first)) & (moment < _begin(quarter.following))


def _begin(day: date) -> Any:
    """The first moment of a day in the hall's time."""
    return ibis.timestamp(datetime.combine(day, time(), SHANGHAI).astimezone(UTC).isoformat())
