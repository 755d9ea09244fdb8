"""A quarter scored again under another rulebook or other readings, beside what is on record; nothing is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import cache, cached_property

from yichuang.apps.assessments import queries
from yichuang.apps.assessments.counted import Counted, findings_by_key
from yichuang.apps.assessments.difference import difference
from yichuang.apps.assessments.documents import Document, document_of, lines_in, read
from yichuang.apps.assessments.measures import measures_of
from yichuang.apps.assessments.scoring import WindowSheet, frozen_rulebook, sheets_of, undone_in
from yichuang.apps.organization.models import Hall, Window
from yichuang.apps.organization.queries import windows_of
from yichuang.core.assessment import (
    NO_MEASURES,
    AssessmentError,
    Measures,
    Quarter,
    Readings,
    Rulebook,
    Share,
    score,
)
from yichuang.core.assessment.findings import each
from yichuang.core.sentences import Sentence


@dataclass(frozen=True)
class Unfit:
    """A finding that the other rulebook does not take as it is: left out there, with the core's reason."""

    finding: int
    rule: str
    problem: Sentence


@dataclass(frozen=True)
class Replayed:
    """One window's sheet on record (of frozen version `version`, 0 for a live one) and as it would be."""

    window: Window
    version: int
    before: Document
    after: Document
    unfit: tuple[Unfit, ...]

    @property
    def moved(self) -> Fraction:
        """What it gains, negative for what it loses."""
        return Fraction(self.after["total"]) - Fraction(self.before["total"])

    @cached_property
    def changes(self) -> Document:
        return difference(self.before, self.after)

    @property
    def bases(self) -> list[Document]:
        """Sections whose base differs, before and after."""
        old, new = ({one["id"]: one for one in told["sections"]} for told in (self.before, self.after))
        return [
            {"id": name, "title": new[name]["title"], "clause": new[name]["clause"], "before": old[name]["base"],
             "after": new[name]["base"]}
            for name in old if name in new and old[name]["base"] != new[name]["base"]
        ]  # fmt: skip


@dataclass(frozen=True)
class ByClause:
    """What one clause did over all windows: points of its lines after less before, and at which windows."""

    rule: str
    title: str
    clause: str
    moved: Fraction
    windows: tuple[Window, ...]


def replay(
    hall: Hall, quarter: Quarter, *, now: datetime, book: Rulebook | None = None,
    settings: Mapping[str, object] | None = None,
) -> list[Replayed]:  # fmt: skip
    """Every window of a quarter, by window number, on record and under `book` with its readings changed by `settings`.

    Without a book it is the one on record. A finalised sheet is taken as it was frozen: its own findings and measures,
    however the records stand now, so that the same rulebook and readings give the same document, byte for byte. Where
    `rate.basis` differs the on-time share is counted anew. At most 14 queries. AssessmentError for a wrong setting and
    a rulebook whose text is not the one of then; RulebookError where none is known.
    """
    recorded = _recorded(hall, quarter, now)

    @cache
    def on_time(basis: str) -> Mapping[int, Measures]:
        undone = undone_in(row for one in recorded for row in one.counted)
        return measures_of(hall, quarter, basis=basis, undone=undone, now=now)

    made = []
    for one in recorded:
        chosen = (book.readings if book else one.readings).but(settings or {})
        measures = one.measures
        if chosen.rate_basis != one.readings.rate_basis:
            anew = on_time(chosen.rate_basis).get(one.window.pk, NO_MEASURES)
            measures = replace(measures, on_time=anew.on_time)
        fitting, unfit = _fitting(book or one.book, one.counted)
        sheet = score(book or one.book, [row.finding for row in fitting], measures, chosen)
        after = document_of(WindowSheet(hall, one.window, quarter, sheet, measures, fitting))
        made.append(Replayed(one.window, one.version, one.told, after, unfit))
    return made


@dataclass(frozen=True)
class Recorded:
    """A window's sheet on record with what it was made of."""

    window: Window
    version: int
    told: Document
    book: Rulebook
    readings: Readings
    counted: tuple[Counted, ...]
    measures: Measures


def _recorded(hall: Hall, quarter: Quarter, now: datetime) -> list[Recorded]:
    frozen, windows = queries.latest_versions(hall, quarter), list(windows_of(hall))
    missing = any(one.pk not in frozen for one in windows)
    live = {one.window.pk: one for one in sheets_of(hall, quarter, now=now)} if missing else {}
    told = {key: read(version.document) for key, version in frozen.items()}
    keys = [line["finding"] for one in told.values() for line in lines_in(one) if line["finding"]]
    kept, made_by, found = findings_by_key(keys), _Books(hall), []
    for window in windows:
        if window.pk in frozen:
            document = told[window.pk]
            counted = tuple(row for row in kept if row.window_id == window.pk)
            found.append(Recorded(window, frozen[window.pk].number, document, *made_by.of(document), counted,
                                  _measures(document)))  # fmt: skip
        else:
            one = live[window.pk]
            found.append(Recorded(window, 0, document_of(one), one.score.rulebook, one.score.readings, one.counted,
                                  one.measures))  # fmt: skip
    return found


def _fitting(book: Rulebook, counted: Sequence[Counted]) -> tuple[tuple[Counted, ...], tuple[Unfit, ...]]:
    """The findings a rulebook takes, and those it does not."""
    fitting, unfit = [], []
    for row in counted:
        try:
            each(book, row.finding)
        except AssessmentError as error:
            unfit.append(Unfit(row.pk, row.finding.rule, error.sentence))
        else:
            fitting.append(row)
    return tuple(fitting), tuple(unfit)


def by_clause(rows: Iterable[Replayed]) -> list[ByClause]:
    """Which clause moved how many points at which windows, the largest first; section floors are not in it."""
    found: dict[str, tuple[Document, Fraction, list[Window]]] = {}
    for row in rows:
        for line in row.changes["lines"]:
            points = _points(line["after"]) - _points(line["before"])
            if points:
                head, moved, windows = found.get(line["rule"], (line, Fraction(0), []))
                here = windows if windows and windows[-1] == row.window else [*windows, row.window]
                found[line["rule"]] = head, moved + points, here
    told = [ByClause(rule, head["title"], head["clause"], moved, tuple(windows))
            for rule, (head, moved, windows) in found.items()]  # fmt: skip
    return sorted(told, key=lambda one: (-abs(one.moved), one.rule))


def _points(line: Mapping[str, object] | None) -> Fraction:
    return Fraction(str(line["points"])) if line else Fraction(0)


def _measures(told: Document) -> Measures:
    return Measures(*(Share(*told["measures"][name]) for name in ("on_time", "satisfaction")))


class _Books:
    """The rulebooks and readings that frozen sheets were made by, each read once."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.known: dict[str, tuple[Rulebook, Readings]] = {}

    def of(self, told: Document) -> tuple[Rulebook, Readings]:
        key = f"{told['rulebook']['digest']} {told['readings']}"
        if key not in self.known:
            self.known[key] = frozen_rulebook(self.hall, told)
        return self.known[key]
