"""Reads on years: the finalised quarters of every window, what was entered as final."""

from collections.abc import Collection
from datetime import datetime
from fractions import Fraction

from yichuang.apps.assessments.models import SheetVersion, YearScore
from yichuang.apps.assessments.quarters import quarter_at
from yichuang.apps.organization.models import Hall, Window
from yichuang.core.assessment import Quarter, YearProposal, propose, quarters_in

YEARS = 6


def proposals_of(hall: Hall, year: int) -> dict[int, YearProposal]:
    """What the finalised quarters of a year come to, by window; windows without any are left out. One query."""
    return _proposals(year, hall=hall)


def proposal_for(window: Window, year: int) -> YearProposal:
    return _proposals(year, window=window).get(window.pk, propose(year, {}))


def _proposals(year: int, **whose: Hall | Window) -> dict[int, YearProposal]:
    quarters = [str(one) for one in quarters_in(year)]
    found = SheetVersion.objects.filter(
        sheet__quarter__in=quarters, **{f"sheet__{name}": one for name, one in whose.items()}
    )
    totals: dict[int, dict[Quarter, Fraction]] = {}
    # Later versions take the place of earlier ones.
    for window, quarter, total in found.order_by("number").values_list("sheet__window", "sheet__quarter", "total"):
        totals.setdefault(window, {})[Quarter.parse(quarter)] = Fraction(total)
    return {window: propose(year, kept) for window, kept in totals.items()}


def year_values(window_ids: Collection[int], year: int) -> dict[int, list[YearScore]]:
    """What was entered for a year, the first value first, by window; one query."""
    found = YearScore.objects.filter(window__in=window_ids, year=year).select_related("by").order_by("number")
    values: dict[int, list[YearScore]] = {}
    for one in found:
        values.setdefault(one.window_id, []).append(one)
    return values


def years_known(hall: Hall, now: datetime) -> list[int]:
    """The years a page offers: from the first with a finalised sheet to the running one, at most the last six."""
    present = quarter_at(now).year
    first = SheetVersion.objects.filter(sheet__hall=hall).order_by("sheet__quarter")
    began = int((first.values_list("sheet__quarter", flat=True).first() or str(present))[:4])
    return list(range(present, max(began, present - YEARS + 1) - 1, -1))
