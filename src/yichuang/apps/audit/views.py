"""The audit trail for the audit administrator: read it, narrow it, check that nothing was altered."""

from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit import words
from yichuang.apps.audit.models import ChainHead, Entry
from yichuang.apps.audit.queries import entries_of, first_break
from yichuang.apps.audit.rows import LARGEST
from yichuang.core.worktime import SHANGHAI

PAGE = 50
FILTERS = {"verb": 40, "actor": 40, "subject": 80, "day": 10}
YEARS = range(1970, 9000)


def trail(request: HttpRequest) -> HttpResponse:
    """The newest entries of the hall, fifty a page by their sequence."""
    return _page(request)


def check(request: HttpRequest) -> HttpResponse:
    """Walks the whole chain and says whether it holds, or which entry is the first that does not."""
    hall = request.user.hall.slug
    found, head = first_break(hall), _head(hall)
    shown = {"checked_at": request.now, "broken": found, "count": head.sequence, "digest": _short(head.digest)}  # type: ignore[attr-defined]
    return _page(request, checked=shown, status=HTTPStatus.CONFLICT if found else HTTPStatus.OK)


def _page(request: HttpRequest, *, checked: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    asked = {name: request.GET.get(name, "").replace("\0", "")[:most] for name, most in FILTERS.items()}
    hall, before, after = request.user.hall, _sequence(request, "before"), _sequence(request, "after")
    named = {name: asked[name] for name in ("verb", "actor", "subject")}
    rows, earlier, later = _cut(_of_day(entries_of(hall.slug, **named), asked["day"]), before, after)
    people = _people(hall.pk)
    head = _head(hall.slug)
    shown = {
        "rows": [_shown(entry, people) for entry in rows],
        "asked": asked,
        "narrowed": any(asked.values()),
        "verbs": sorted((words.verb(code), code) for code in words.VERBS),
        "people": sorted((name, ref) for ref, name in people.items()),
        "head": {"sequence": head.sequence, "digest": _short(head.digest)},
        "checked": checked,
        "previous_url": _url(asked, after=later) if later else "",
        "next_url": _url(asked, before=earlier) if earlier else "",
    }
    return render(request, "audit/trail.html", shown, status=status)


def _cut(found: QuerySet[Entry], before: int, after: int) -> tuple[list[Entry], int, int]:
    """A page, the sequence that leads to older entries and the one that leads to newer ones (0 for none)."""
    if after and not before:
        rows = list(found.filter(sequence__gt=after).order_by("sequence")[: PAGE + 1])
        shown, older, newer = rows[:PAGE][::-1], True, len(rows) > PAGE
    else:
        narrowed = found.filter(sequence__lt=before) if before else found
        rows = list(narrowed[: PAGE + 1])
        shown, older, newer = rows[:PAGE], len(rows) > PAGE, bool(before)
    first, last = (shown[0].sequence, shown[-1].sequence) if shown else (0, 0)
    return shown, last if older else 0, first if newer else 0


def _of_day(found: QuerySet[Entry], day: str) -> QuerySet[Entry]:
    if not day:
        return found
    try:
        start = datetime.combine(date.fromisoformat(day), time(), SHANGHAI)
    except ValueError:
        return found.none()
    # Days at the ends of the calendar have no moment in UTC; a hall has no entries there either.
    if start.year not in YEARS:
        return found.none()
    return found.filter(at__gte=start, at__lt=start + timedelta(days=1))


def _shown(entry: Entry, people: dict[str, str]) -> dict[str, Any]:
    return {
        "sequence": entry.sequence,
        "at": entry.at,
        "actor": _named(entry.actor, people),
        "verb": words.verb(entry.verb),
        "subject": _named(entry.subject, people),
        "same_subject": f"{reverse('audit:trail')}?{urlencode({'subject': entry.subject})}",
        "detail": entry.detail if entry.detail != "{}" else "",
        "digest": _short(entry.digest),
    }


def _named(ref: str, people: dict[str, str]) -> str:
    """A person by name; "citizen" and "system" in words; anything else by its reference."""
    return people.get(ref) or {"citizen": _("a citizen"), "system": _("the system")}.get(ref, ref)


def _people(hall: int) -> dict[str, str]:
    found = get_user_model().objects.filter(hall=hall).values_list("pk", "name")
    return {f"staff:{pk}": name for pk, name in found}


def _head(hall: str) -> ChainHead:
    return ChainHead.objects.filter(hall=hall).first() or ChainHead(hall=hall)


def _short(digest: str) -> str:
    """The first sixteen characters in groups of four, to write down or read out."""
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4)).strip()


def _sequence(request: HttpRequest, name: str) -> int:
    given = request.GET.get(name, "")
    return min(int(given), LARGEST) if given.isascii() and given.isdigit() and len(given) < 20 else 0


def _url(asked: dict[str, str], **place: int) -> str:
    given = {name: value for name, value in asked.items() if value}
    return f"{reverse('audit:trail')}?{urlencode(given | place, errors='replace')}"
