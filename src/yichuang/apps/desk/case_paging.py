"""Twenty rows a page by keyset: a page starts after a row, so that deep pages cost what the first one does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from yichuang.apps.audit.rows import LARGEST

PAGE = 20
SEPARATOR = "~"


@dataclass(frozen=True)
class Page:
    """The rows of a page and the addresses of its neighbours, "" where there is none."""

    rows: Sequence[Any]
    previous_url: str
    next_url: str


def page_of(rows: QuerySet[Any], field: str, request: HttpRequest) -> Page:
    """A page of `rows` in the order of a moment (`field`, "-" for newest first), ties by id the same way.

    The address carries `after` or `before` as moment~id; one that cannot be read shows the first page.
    """
    after, before = _mark(request.GET.get("after", "")), _mark(request.GET.get("before", ""))
    name, falling = field.lstrip("-"), field.startswith("-")
    backwards = before is not None and after is None
    mark = before if backwards else after
    if mark is not None:
        rows = rows.filter(_beyond(name, mark, falling=falling != backwards))
    sign = "-" if falling != backwards else ""
    found = list(rows.order_by(f"{sign}{name}", f"{sign}id")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    if backwards:
        found.reverse()
    has_previous, has_next = (more, True) if backwards else (mark is not None, more)
    return Page(
        found,
        _url(request, "before", found[0], name) if found and has_previous else "",
        _url(request, "after", found[-1], name) if found and has_next else "",
    )


def _beyond(name: str, mark: tuple[datetime, int], *, falling: bool) -> Q:
    moment, pk = mark
    side = "lt" if falling else "gt"
    return Q(**{f"{name}__{side}": moment}) | Q(**{name: moment, f"id__{side}": pk})


def _mark(text: str) -> tuple[datetime, int] | None:
    moment, _, pk = text.partition(SEPARATOR)
    try:
        found, number = datetime.fromisoformat(moment), int(pk)
        if found.tzinfo is None or not 0 < number <= LARGEST:
            return None
        return found.astimezone(UTC), number
    except (ValueError, OverflowError):
        return None


def _url(request: HttpRequest, side: str, row: Any, name: str) -> str:
    return with_query(request, **{side: f"{getattr(row, name).isoformat()}{SEPARATOR}{row.pk}"})


def with_query(request: HttpRequest, **changed: str) -> str:
    """This page's address with some parameters changed (empty: dropped); the place in the list is given up."""
    kept = {name: value for name, value in request.GET.items() if name not in ("after", "before")}
    query = urlencode({name: value for name, value in (kept | changed).items() if value}, errors="replace")
    return f"{request.path}?{query}" if query else request.path
