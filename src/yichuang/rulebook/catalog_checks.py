"""Whether one service item holds together: its code, group, limit, materials, fees, stages and dates."""

import re

from yichuang.core.sentences import N_
from yichuang.rulebook.catalog_values import FeeRules, ItemKind, LimitRef, ServiceItemRules
from yichuang.rulebook.limit_rules import LimitRule
from yichuang.rulebook.toml_reader import Table

# A clause of the hall's own regulations; it is no law.
HOUSE_RULE = re.compile(r"[CD]\d?[-.]?\d", re.ASCII)
_CODE = re.compile(r"[A-Z]{2}-\d{2}")
_LIMITS: dict[ItemKind, frozenset[LimitRef]] = {
    ItemKind.INSTANT: frozenset({LimitRef.INSTANT}),
    ItemKind.PROMISED: frozenset({LimitRef.GENERAL, LimitRef.OWN}),
    ItemKind.FORWARDED: frozenset({LimitRef.UPPER, LimitRef.OWN}),
    ItemKind.CONSULTATION: frozenset({LimitRef.CONSULTATION}),
    ItemKind.PETITION: frozenset({LimitRef.PETITION, LimitRef.COMPLAINT, LimitRef.GENERAL, LimitRef.OWN}),
    ItemKind.INTERNAL: frozenset({LimitRef.NONE}),
}
_WITHOUT_CASE = {ItemKind.CONSULTATION, ItemKind.INTERNAL}
_WITHOUT_MATERIALS = _WITHOUT_CASE | {ItemKind.PETITION}


def check_item(table: Table, item: ServiceItemRules, groups: frozenset[str]) -> None:
    """Refuse an item whose parts contradict each other (D3.4.5-D3.4.9, D4.6.2, D5.2.1, D5.5.1)."""
    _check_identity(table, item, groups)
    _check_limit(table, item)
    _check_materials(table, item)
    _check_course(table, item)
    _check_dates(table, item)


def _check_identity(table: Table, item: ServiceItemRules, groups: frozenset[str]) -> None:
    key = f"items.{item.code}"
    if not _CODE.fullmatch(item.code) or not item.code.startswith(item.family + "-"):
        remedy = N_("Write %(family)s- and two digits, or move the item to the file of its family")
        raise table.refuse(key, N_("is no code of this file"), remedy, family=item.family)
    if item.group not in groups:
        raise table.refuse(
            f"{key}.group",
            N_("'%(written)s' is unknown"),
            N_("Name a group of catalog/groups.toml"),
            written=item.group,
        )
    if item.name in item.aliases or len(set(item.aliases)) < len(item.aliases):
        raise table.refuse(f"{key}.aliases", N_("repeats a name"), N_("Name each alias once and not the item itself"))


def _check_limit(table: Table, item: ServiceItemRules) -> None:
    key = f"items.{item.code}.limit"
    limit = item.limit
    if limit.ref not in _LIMITS[item.kind]:
        known = tuple(sorted(_LIMITS[item.kind]))
        raise table.refuse(
            f"{key}.ref",
            N_("%(ref)s does not suit %(kind)s"),
            N_("Write one of: %(known)s"),
            ref=limit.ref,
            kind=item.kind,
            known=known,
        )
    if (limit.ref is LimitRef.OWN) is (limit.length is None):
        raise table.refuse(
            key, N_("%(ref)s and length do not go together"), N_('Give length and unit with ref = "own"'), ref=limit.ref
        )
    if limit.then_upper and (item.kind is not ItemKind.FORWARDED or limit.ref is not LimitRef.OWN):
        raise table.refuse(f"{key}.then_upper", N_("is for forwarded items with an own limit"), N_("Take it out"))

    if limit.statute is not None and HOUSE_RULE.match(limit.statute.source):
        raise table.refuse(f"{key}.statute.source", N_("is no law"), N_("Name the law and its article (D5.2.2)"))
    if limit.statute is not None and item.kind is ItemKind.INSTANT:
        raise table.refuse(f"{key}.statute", N_("is for cases that take days"), N_("Take it out"))
    if item.deemed_acceptance and item.kind not in (ItemKind.PROMISED, ItemKind.FORWARDED):
        raise table.refuse(
            f"items.{item.code}.deemed_acceptance", N_("does not suit %(kind)s"), N_("Take it out"), kind=item.kind
        )


def check_promise(table: Table, item: ServiceItemRules, limits: tuple[LimitRule, ...]) -> None:
    """Refuse a promise longer than the limit it stays within, on any day the item is offered (D3.4.7, C-03)."""
    key, promise = f"items.{item.code}.limit.promise", item.limit.promise
    if item.kind is not ItemKind.PROMISED:
        raise table.refuse(
            key, N_("does not suit %(kind)s"), N_("Promise a limit for promised items only"), kind=item.kind
        )
    for length, unit in _longest(item, limits):
        if promise is None or promise.unit.value != unit or promise.length > length:
            raise table.refuse(
                key,
                N_("is not within %(length)s %(unit)s"),
                N_("Promise no more, in the same unit"),
                length=length,
                unit=unit,
            )


def _longest(item: ServiceItemRules, limits: tuple[LimitRule, ...]) -> list[tuple[int, str]]:
    limit = item.limit
    if limit.statute is not None:
        return [(limit.statute.length, limit.statute.unit.value)]
    if limit.length is not None and limit.unit is not None:
        return [(limit.length, limit.unit.value)]
    return [(rule.limit.amount, rule.limit.unit.value) for rule in limits if rule.id == "general" and rule.limit]


def _check_materials(table: Table, item: ServiceItemRules) -> None:
    key = f"items.{item.code}.materials"
    if item.kind in _WITHOUT_MATERIALS:
        return
    if not any(material.main for material in item.materials):
        raise table.refuse(
            key, N_("has no main document"), N_("Mark the application or its like with main = true (D3.4.5)")
        )
    for material in item.materials:
        if material.main and not material.required:
            raise table.refuse(f"{key}.{material.id}", N_("is main but not required"), N_("Make it required"))
        if material.originals + material.copies == 0:
            raise table.refuse(f"{key}.{material.id}", N_("asks for no paper at all"), N_("Give originals or copies"))


def _check_course(table: Table, item: ServiceItemRules) -> None:
    key = f"items.{item.code}"
    if (item.stages is None) is not (item.kind in _WITHOUT_CASE):
        raise table.refuse(
            f"{key}.stages",
            N_("do not suit %(kind)s"),
            N_("Every case has five stages, advice none (D1.7)"),
            kind=item.kind,
        )
    if (item.kind is ItemKind.FORWARDED) is (item.upper_body is None):
        raise table.refuse(
            f"{key}.upper_body", N_("does not suit %(kind)s"), N_("Name it for forwarded items only"), kind=item.kind
        )
    if item.must_announce is not bool(item.announce_ground):
        raise table.refuse(
            f"{key}.announce_ground", N_("and must_announce differ"), N_("Give the ground with the duty (D3.5.1)")
        )


def _check_dates(table: Table, item: ServiceItemRules) -> None:
    key = f"items.{item.code}"
    if item.valid_to is not None and item.valid_to < item.valid_from:
        raise table.refuse(f"{key}.valid_to", N_("lies before valid_from"), N_("Put the two dates in order"))
    for fee in item.fees:
        if fee.valid_to is not None and fee.valid_to < fee.valid_from:
            raise table.refuse(f"{key}.fees.{fee.name}", N_("ends before it begins"), N_("Put the two dates in order"))
    for place, fee in enumerate(item.fees):
        if any(_overlap(fee, other) for other in item.fees[place + 1 :]):
            raise table.refuse(
                f"{key}.fees.{fee.name}", N_("has two standards on one day"), N_("Let one end before the next")
            )


def _overlap(one: FeeRules, other: FeeRules) -> bool:
    if one.name != other.name:
        return False
    one_ends_first = one.valid_to is not None and one.valid_to < other.valid_from
    other_ends_first = other.valid_to is not None and other.valid_to < one.valid_from
    return not (one_ends_first or other_ends_first)
