"""Reads on service items. A hall's current items are kept in the process until its catalogue changes."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Hall

COUNTER_KINDS = ("instant", "promised", "forwarded", "petition")

_kept: dict[int, tuple[str, dict[str, ServiceItem]]] = {}


def items_of(hall: Hall) -> Mapping[str, ServiceItem]:
    """The hall's current, active items by code, in the order of their codes; no query while nothing changed."""
    kept = _kept.get(hall.pk)
    if kept is None or kept[0] != hall.catalog_stamp:
        found = ServiceItem.objects.filter(hall=hall, current=True, active=True)
        kept = (
            hall.catalog_stamp,
            {one.code: one for one in found.select_related("window", "department", "post").order_by("code")},
        )
        _kept[hall.pk] = kept
    return kept[1]


def item_of(hall: Hall, code: str) -> ServiceItem | None:
    return items_of(hall).get(code.strip().upper())


def counter_items(hall: Hall) -> Sequence[ServiceItem]:
    """Items a citizen can hand in at a window."""
    return [one for one in items_of(hall).values() if one.kind in COUNTER_KINDS]


def search(hall: Hall, words: str) -> QuerySet[ServiceItem]:
    """Items whose name, alias, pinyin or code holds every given word."""
    found = ServiceItem.objects.filter(hall=hall, current=True, active=True)
    for word in words.lower().split()[:6]:
        found = found.filter(Q(haystack__contains=word))
    return found.select_related("window", "department").order_by("code")


def in_force(item: ServiceItem, on: date) -> bool:
    """Whether the law offers the item on a day; a retired one takes no new case (C-37)."""
    rules = item.rules
    return rules["valid_from"] <= on.isoformat() and (rules["valid_to"] is None or on.isoformat() <= rules["valid_to"])
