"""The ledger R01 (D4.7.3): one row a formally accepted case, newest first, flat however long the register grows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from yichuang.apps.cases.models import Case
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Hall, Window
from yichuang.apps.organization.places import places_of
from yichuang.apps.oversight.keyset import Place, place
from yichuang.core.identity import Fault, clean_text
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI

__all__ = ["KINDS", "STATES", "LedgerFilters", "LedgerPage", "LedgerRow", "ledger_page", "ledger_rows", "month_of"]

PAGE = 20
KINDS = ("instant", "promised", "forwarded", "petition")
# What an accepted case can be; everything before acceptance is not in the ledger.
STATES = tuple(state.value for state in State if not state.is_before_acceptance and state is not State.RETURNED)
LONGEST_WORDS = 60
NUMBER = re.compile(r"[A-Z0-9]+-[0-9]{4}-[0-9]+", re.ASCII)
RECEIPT = re.compile(r"S[0-9]{8,}", re.ASCII)
MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])", re.ASCII)
COLUMNS = (
    "pk", "number", "accepted_at", "accepted_by_name", "ended_at", "item_name", "applicant_masked", "kind",
    "front_window_id", "due_at", "state",
)  # fmt: skip


# Written out, because bound values would keep SQLite from its partial indexes.
NUMBERED = RawSQL("NOT (cases_case.number = '')", (), output_field=BooleanField())
NOT_COMPLETED = RawSQL("NOT (cases_case.state = 'completed')", (), output_field=BooleanField())


@dataclass(frozen=True)
class LedgerFilters:
    """What a ledger is narrowed by: a case number or words of an item, window code, kind, state, month as 2026-03.

    Empty fields narrow nothing; values that do not exist find nothing.
    """

    words: str = ""
    window: str = ""
    kind: str = ""
    state: str = ""
    month: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One accepted case. D4.7.3 demands number 受理编号, accepted_at 受理时间, accepted_by 受理人, ended_at 办结时间.

    Moments are aware; the applicant is masked already; `result` is empty in the public copy.
    """

    pk: int
    number: str
    accepted_at: datetime
    accepted_by: str
    ended_at: datetime | None
    item: str
    applicant: str
    kind: str
    window: str
    due_at: datetime
    state: str
    result: str = ""

    @property
    def days_used(self) -> int | None:
        """Calendar days from acceptance to completion in the hall's time; None while the case runs."""
        if self.ended_at is None:
            return None
        return (self.ended_at.astimezone(SHANGHAI).date() - self.accepted_at.astimezone(SHANGHAI).date()).days

    @property
    def on_time(self) -> bool | None:
        return None if self.ended_at is None else self.ended_at <= self.due_at

    @property
    def place(self) -> Place:
        return Place(self.accepted_at, self.pk)


@dataclass(frozen=True)
class LedgerPage:
    """Up to 20 rows, the places for `before` and `after` of the neighbouring pages ("" where none is), the windows."""

    rows: tuple[LedgerRow, ...]
    before: str
    after: str
    windows: tuple[Window, ...]


def ledger_page(
    hall: Hall, *, after: str = "", before: str = "", filters: LedgerFilters | None = None, public: bool = False
) -> LedgerPage:
    """A page of the ledger: the newest rows, or those after or before a place that an earlier page gave.

    `public` leaves out the written result, in which a clerk may have named somebody (C-35). A place that is not
    one is read as none. One query, two when searching for an item; none of them counts or skips rows.
    """
    windows = _windows_of(hall)
    found = _narrowed(hall, filters or LedgerFilters(), windows)
    start, end = place(after), place(before)
    if end is not None and start is None:
        found = found.filter(Q(accepted_at__gt=end.at) | Q(pk__gt=end.pk), accepted_at__gte=end.at)
        rows = _rows(found.order_by("accepted_at", "id")[: PAGE + 1], windows, public=public)
        shown, more, less = rows[:PAGE][::-1], True, len(rows) > PAGE
    else:
        rows = _rows(_following(found, start).order_by("-accepted_at", "-id")[: PAGE + 1], windows, public=public)
        shown, more, less = rows[:PAGE], len(rows) > PAGE, start is not None
    return LedgerPage(
        rows=tuple(shown),
        before=str(shown[0].place) if shown and less else "",
        after=str(shown[-1].place) if shown and more else "",
        windows=windows,
    )


def ledger_rows(hall: Hall, *, filters: LedgerFilters, most: int) -> Iterator[LedgerRow]:
    """The ledger from the newest row on, for exports: at most `most` rows, read in pieces."""
    windows = _windows_of(hall)
    found = _narrowed(hall, filters, windows).order_by("-accepted_at", "-id")[:most]
    return _made(found.values_list(*COLUMNS, "result").iterator(chunk_size=2000), windows)


def _windows_of(hall: Hall) -> tuple[Window, ...]:
    """The hall's windows by number, from what the process keeps of it."""
    return tuple(sorted(places_of(hall.pk, hall.catalog_stamp).windows.values(), key=lambda one: one.number))


def month_of(text: str) -> tuple[datetime, datetime] | None:
    """The first moment of a month in the hall's time and that of the next one; None for what is no month."""
    found = MONTH.fullmatch(text)
    if found is None:
        return None
    year, month = (int(part) for part in found.groups())
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return datetime(year, month, 1, tzinfo=SHANGHAI), datetime(*following, 1, tzinfo=SHANGHAI)


def _narrowed(hall: Hall, filters: LedgerFilters, windows: tuple[Window, ...]) -> QuerySet[Case]:
    found = Case.objects.filter(NUMBERED)
    if filters.window:
        found = found.filter(front_window__in=[one.pk for one in windows if one.code == filters.window])
    else:
        found = found.filter(hall=hall)
    if filters.kind:
        found = found.filter(kind=filters.kind) if filters.kind in KINDS else found.none()
    if filters.state:
        found = _in_state(found, filters.state)
    if filters.month:
        month = month_of(filters.month)
        found = found.filter(accepted_at__gte=month[0], accepted_at__lt=month[1]) if month else found.none()
    return _matching(hall, found, filters.words) if filters.words.strip() else found


def _in_state(found: QuerySet[Case], state: str) -> QuerySet[Case]:
    if state not in STATES:
        return found.none()
    return found.filter(state=state) if state == State.COMPLETED else found.filter(NOT_COMPLETED, state=state)


def _matching(hall: Hall, found: QuerySet[Case], words: str) -> QuerySet[Case]:
    """Cases with exactly this number or receipt, or of items whose name, alias, initials or code hold every word."""
    cleaned = clean_text(words.strip(), max_length=LONGEST_WORDS)
    if isinstance(cleaned, Fault):
        return found.none()
    number = cleaned.upper()
    for shape, column in ((NUMBER, "number"), (RECEIPT, "receipt")):
        if shape.fullmatch(number):
            return found.filter(hall=hall, **{column: number})
    items = ServiceItem.objects.filter(hall=hall)
    for word in cleaned.lower().split()[:6]:
        items = items.filter(haystack__contains=word)
    return found.filter(item__in=list(items.values_list("pk", flat=True)))


def _following(found: QuerySet[Case], start: Place | None) -> QuerySet[Case]:
    if start is None:
        return found
    return found.filter(Q(accepted_at__lt=start.at) | Q(pk__lt=start.pk), accepted_at__lte=start.at)


def _rows(found: QuerySet[Case], windows: tuple[Window, ...], *, public: bool) -> list[LedgerRow]:
    columns = COLUMNS if public else (*COLUMNS, "result")
    return list(_made(found.values_list(*columns), windows))


def _made(values: Any, windows: tuple[Window, ...]) -> Iterator[LedgerRow]:
    names: Mapping[int, str] = {one.pk: str(one) for one in windows}
    for row in values:
        yield LedgerRow(*row[:8], names[row[8]], *row[9:])
