"""The sheets of a hall, live from the first day of a period: the counted findings and the measures, by the core."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yichuang.apps.assessments.counted import Counted, counted_findings
from yichuang.apps.assessments.measures import measures_of
from yichuang.apps.assessments.rulebooks import known_rulebook, rulebook_for
from yichuang.apps.organization.models import Hall, Window
from yichuang.apps.organization.queries import windows_of
from yichuang.core.assessment import (
    NO_MEASURES,
    AssessmentError,
    Measures,
    Period,
    Quarter,
    Readings,
    Rulebook,
    ScoreSheet,
    score,
)
from yichuang.core.sentences import N_

FALSE_COMPLETION = "5.3"


@dataclass(frozen=True)
class WindowSheet:
    """One window's sheet of a period with what it was made from; `counted` are its findings by the core's value."""

    hall: Hall
    window: Window
    period: Period
    score: ScoreSheet
    measures: Measures
    counted: tuple[Counted, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """The measures without data, which cost nothing (C-36): "on_time", "satisfaction"."""
        return tuple(one.value for one in self.score.unmeasured)


def sheets_of(
    hall: Hall, period: Period, rulebook: Rulebook | None = None, readings: Readings | None = None, *,
    now: datetime | None = None,
) -> list[WindowSheet]:  # fmt: skip
    """A sheet for every window of the hall, by window number, also for those without findings (D2.0.3).

    Five queries. Of a quarter, or of a month, whose statement is never final (C-13). The rulebook is the one in force
    for the quarter, or for that the month lies in, unless another is given; the readings are its own.
    `now`: as a running period stands, without open cases that are not due yet.
    AssessmentError names a finding that does not fit the rulebook.
    """
    return _sheets(hall, period, list(windows_of(hall)), rulebook, readings, now=now)


def sheet_of(
    window: Window, period: Period, rulebook: Rulebook | None = None, readings: Readings | None = None, *,
    now: datetime | None = None,
) -> WindowSheet:  # fmt: skip
    """The sheet of one window; four queries."""
    return _sheets(window.hall, period, [window], rulebook, readings, only=window, now=now)[0]


def rulebook_of(hall: Hall, quarter: Quarter) -> Rulebook:
    """The rulebook a hall's quarter is scored by: the one adopted, else that on file (D2.0.1, C-44); one query."""
    return rulebook_for(hall, quarter)


def frozen_rulebook(hall: Hall, document: Mapping[str, Any]) -> tuple[Rulebook, Readings]:
    """The rulebook and readings a frozen sheet was made by (D2.0.2): a quarter keeps its version.

    RulebookError when the rulebook is no longer on file; AssessmentError when its text is not the one of then.
    """
    kept = document["rulebook"]
    book = known_rulebook(hall, kept["number"])
    if book.digest != kept["digest"]:
        said = N_("rulebook %(number)s is not the text the sheet was made by")
        raise AssessmentError("rulebook_changed", said, number=book.number)
    return book, book.readings.but(document["readings"])


def undone_in(counted: Iterable[Counted]) -> set[str]:
    """The facts that counted findings call falsely completed (D2.5.3)."""
    return {row.finding.fact for row in counted if row.finding.rule == FALSE_COMPLETION}


def _sheets(
    hall: Hall, period: Period, windows: Sequence[Window], rulebook: Rulebook | None, readings: Readings | None, *,
    only: Window | None = None, now: datetime | None = None,
) -> list[WindowSheet]:  # fmt: skip
    book = rulebook or rulebook_of(hall, period.quarter)
    chosen = book.readings if readings is None else readings
    counted = counted_findings([one.pk for one in windows], period)
    measured = measures_of(hall, period, basis=chosen.rate_basis, undone=undone_in(counted), window=only, now=now)
    by_window: dict[int, list[Counted]] = {}
    for row in counted:
        by_window.setdefault(row.window_id, []).append(row)
    made = []
    for window in windows:
        rows, measures = tuple(by_window.get(window.pk, ())), measured.get(window.pk, NO_MEASURES)
        sheet = score(book, [row.finding for row in rows], measures, chosen)
        made.append(WindowSheet(hall, window, period, sheet, measures, rows))
    return made
