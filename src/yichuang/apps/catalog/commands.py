from dataclasses import asdict
from datetime import datetime
from typing import Any

from yichuang.apps.audit import command, record
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Department, Hall, Post, Window
from yichuang.integrations.keys import sm3_hex
from yichuang.integrations.pinyin import full, initials
from yichuang.rulebook.catalog import Catalog
from yichuang.rulebook.catalog_values import ServiceItemRules
from yichuang.rulebook.halls import HallRules
from yichuang.rulebook.plain import plain


@command
def load_items(*, hall: Hall, rules: HallRules, catalog: Catalog, now: datetime) -> int:
    """Brings the items a hall offers into line with the catalogue; returns how many versions are new.

    A changed item becomes a new version; running cases keep the one they began with (lessons 20).
    """
    places = _Places(hall, rules)
    fresh = [_put(hall, item, places) for item in catalog.for_level(rules.level)]
    offered = [item.code for item in catalog.for_level(rules.level)]
    ServiceItem.objects.filter(hall=hall, current=True).exclude(code__in=offered).update(current=False)
    hall.catalog_stamp = sm3_hex(f"{catalog.version}|{rules.version}|{sum(fresh)}|{now.isoformat()}".encode())
    hall.save(update_fields=["catalog_stamp"])
    record(hall=hall.slug, verb="catalog.loaded", by="system", subject=f"hall:{hall.slug}", now=now,
           detail={"version": catalog.version, "new": sum(fresh)})  # fmt: skip
    return sum(fresh)


class _Places:
    """Which window, department and post of a hall serve a function group."""

    def __init__(self, hall: Hall, rules: HallRules) -> None:
        self._rules = rules
        self._windows = {one.code: one for one in Window.objects.filter(hall=hall)}
        self._departments = {one.code: one for one in Department.objects.filter(hall=hall)}
        self._posts = {one.code: one for one in Post.objects.filter(hall=hall)}

    def of(self, group: str) -> dict[str, Any]:
        served, post = self._rules.group(group), self._rules.post_for(group)
        return {
            "window": self._windows.get(served.window or "") if served else None,
            "department": self._departments.get(served.department) if served else None,
            "post": self._posts.get(post.code) if post else None,
        }


def _put(hall: Hall, item: ServiceItemRules, places: _Places) -> bool:
    """Stores an item's version if it is new, and makes it the current one."""
    rules = plain(asdict(item))
    version = sm3_hex(repr(sorted(rules.items())).encode())[:16]
    place = places.of(item.group)
    stored = ServiceItem.objects.filter(hall=hall, code=item.code, version=version).first()
    ServiceItem.objects.filter(hall=hall, code=item.code, current=True).exclude(version=version).update(current=False)
    if stored is not None:
        ServiceItem.objects.filter(pk=stored.pk).update(current=True, active=item.active, **place)
        return False
    ServiceItem.objects.create(
        hall=hall, code=item.code, version=version, name=item.name, haystack=haystack(item), kind=item.kind.value,
        rules=rules, active=item.active, **place,
    )  # fmt: skip
    return True


def haystack(item: ServiceItemRules) -> str:
    """What a search looks through: code, name, aliases, pinyin initials and full pinyin, in small letters."""
    names = (item.name, *item.aliases)
    spelled = [spelling for name in names for spelling in (*initials(name), full(name))]
    return " ".join(dict.fromkeys([item.code, item.code.replace("-", ""), *names, *spelled])).lower()
