"""Reads the service items of `rules/catalog/` and refuses what is malformed, undated or without a legal basis."""

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from yichuang.core.lifecycle import SpanUnit
from yichuang.core.sentences import N_
from yichuang.rulebook.catalog_checks import check_item, check_promise
from yichuang.rulebook.catalog_values import (
    BasisRules,
    Catalog,
    FeeRules,
    FollowUpRules,
    FunctionGroup,
    ItemKind,
    LimitRef,
    LimitRules,
    LimitStart,
    LimitUnit,
    MaterialRules,
    OtherLimit,
    ServiceItemRules,
    StageRules,
    ValidityRules,
)
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.hall_values import HallLevel, Role
from yichuang.rulebook.limit_rules import read_limit_rules
from yichuang.rulebook.paths import rules_dir
from yichuang.rulebook.toml_reader import Table, finished, read_toml, refuse_twice

__all__ = ["Catalog", "FeeRules", "ItemKind", "MaterialRules", "ServiceItemRules", "load_catalog"]

_GROUPS = "groups.toml"
_WITHOUT_STAGES = {ItemKind.CONSULTATION, ItemKind.INTERNAL}


def load_catalog() -> Catalog:
    """Read all service items (section 4 of the clause table), ordered by code.

    Cached for the running process. Raises RulebookError, naming file, key and remedy, for an item that is malformed,
    undated, unsourced, without basis, of an unknown kind or group, or whose code stands twice.
    """
    return _load(rules_dir())


@cache
def _load(base: Path) -> Catalog:
    folder = base / "catalog"
    table = read_toml(folder / _GROUPS, base)
    _dated(table)
    groups = table.each("groups", _group)
    table.done()
    refuse_twice(table, "groups", tuple(each.code for each in groups))
    paths = sorted(path for path in folder.glob("*.toml") if path.name != _GROUPS)
    days: list[date] = []
    items: list[ServiceItemRules] = []
    for path in paths:
        table = read_toml(path, base)
        items.extend(_family(table, path.stem.split("-")[0].upper(), groups, days, base))
        refuse_twice(table, "items", tuple(item.code for item in items))
    if not items:
        raise RulebookError("catalog", "items", N_("there is none"), N_("Add a file of service items"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in [folder / _GROUPS, *paths])).hexdigest()
    version = f"{max(days).isoformat()}-{digest[:12]}"
    return Catalog(version, max(days), groups, tuple(sorted(items, key=lambda item: item.code)))


def _dated(table: Table) -> date:
    table.text("version")
    table.text("source")
    return table.day("effective")


def _group(row: Table) -> FunctionGroup:
    return FunctionGroup(row.text("code"), row.text("name"), row.text("english"), row.text("source"))


def _family(
    table: Table, family: str, groups: tuple[FunctionGroup, ...], days: list[date], base: Path
) -> Iterator[ServiceItemRules]:
    days.append(_dated(table))
    items = table.each("items", lambda row: _item(row, family))
    table.done()
    for item in items:
        check_item(table, item, frozenset(group.code for group in groups))
        if item.limit.promise is not None:
            check_promise(table, item, read_limit_rules(base))
        yield item


def _item(row: Table, family: str) -> ServiceItemRules:
    code = row.text("code")
    kind = row.choice("kind", ItemKind)
    valid_from = row.day("valid_from")
    counter = kind not in _WITHOUT_STAGES
    return ServiceItemRules(
        code=code,
        family=family,
        name=row.text("name"),
        aliases=row.optional_texts("aliases"),
        english=row.text("english"),
        kind=kind,
        group=row.text("group"),
        levels=row.choices("levels", HallLevel),
        limit=finished(row.table("limit"), _limit),
        bases=row.each("bases", _basis),
        conditions=row.texts("conditions"),
        procedure=row.texts("procedure"),
        materials=_materials(row, code),
        fees=row.each("fees", lambda fee: _fee(fee, valid_from), least=int(counter)),
        result=row.text("result"),
        stages=finished(row.table("stages"), _stages) if row.has("stages") else None,
        upper_body=row.optional_text("upper_body") or None,
        must_announce=row.flag("must_announce", default=False),
        announce_ground=row.optional_text("announce_ground"),
        joint=row.flag("joint", default=False),
        agency=row.flag("agency", default=False),
        home_visit=row.flag("home_visit", default=False),
        follow_up=finished(row.table("follow_up"), _follow_up) if row.has("follow_up") else None,
        validity=finished(row.table("validity"), _validity) if row.has("validity") else None,
        deemed_acceptance=row.flag("deemed_acceptance", default=False),
        active=row.flag("active", default=True),
        valid_from=valid_from,
        valid_to=row.optional_day("valid_to"),
        note=row.optional_text("note"),
        source=row.text("source"),
    )


def _follow_up(row: Table) -> FollowUpRules:
    return FollowUpRules(row.integer("amount", least=1), row.choice("unit", SpanUnit), row.text("source"))


def _validity(row: Table) -> ValidityRules:
    return ValidityRules(
        row.integer("amount", least=1), row.choice("unit", SpanUnit), row.integer("remind_days"), row.text("source")
    )


def _limit(row: Table) -> LimitRules:
    own = row.has("length") or row.has("unit")
    return LimitRules(
        ref=row.choice("ref", LimitRef),
        length=row.integer("length", least=1) if own else None,
        unit=row.choice("unit", LimitUnit) if own else None,
        starts=row.choice("starts", LimitStart) if row.has("starts") else LimitStart.ACCEPTANCE,
        then_upper=row.flag("then_upper", default=False),
        source=row.text("source"),
        statute=finished(row.table("statute"), _other_limit) if row.has("statute") else None,
        promise=finished(row.table("promise"), _other_limit) if row.has("promise") else None,
    )


def _other_limit(row: Table) -> OtherLimit:
    return OtherLimit(row.integer("length", least=1), row.choice("unit", LimitUnit), row.text("source"))


def _basis(row: Table) -> BasisRules:
    return BasisRules(row.text("name"), row.optional_text("article"), row.optional_text("clause"))


def _materials(row: Table, code: str) -> tuple[MaterialRules, ...]:
    materials = row.each("materials", lambda each: _material(each, code), least=0)
    refuse_twice(row, "materials", tuple(each.id for each in materials))
    refuse_twice(row, "materials.name", tuple(each.name for each in materials))
    return materials


def _material(row: Table, code: str) -> MaterialRules:
    return MaterialRules(
        id=f"{code}.{row.integer('id', least=1)}",
        name=row.text("name"),
        originals=row.integer("originals"),
        copies=row.integer("copies"),
        required=row.flag("required", default=True),
        main=row.flag("main", default=False),
        note=row.optional_text("note"),
        obtain=row.text("obtain"),
    )


def _fee(row: Table, item_from: date) -> FeeRules:
    return FeeRules(
        name=row.text("name"),
        amount=row.amount("amount") if row.has("amount") else None,
        unit=row.text("unit"),
        standard=row.text("standard"),
        basis=row.text("basis"),
        valid_from=row.optional_day("valid_from") or item_from,
        valid_to=row.optional_day("valid_to"),
        divisible=row.flag("divisible", default=False),
    )


def _stages(row: Table) -> StageRules:
    return StageRules(
        acceptance=row.choice("acceptance", Role),
        handling=row.choice("handling", Role),
        review=row.choice("review", Role),
        approval=row.choice("approval", Role),
        completion=row.choice("completion", Role),
    )
