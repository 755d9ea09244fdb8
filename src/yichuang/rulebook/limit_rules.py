"""Limits from rules/limits/ (C-03, C-17, C-18)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yichuang.core.sentences import N_
from yichuang.core.worktime import Limit, Unit
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.toml_reader import Table, read_toml


@dataclass(frozen=True, slots=True)
class LimitRule:
    """One dated number of the regulations: a limit, or a bare count (how often a limit may be extended)."""

    id: str
    title: str
    limit: Limit | None
    count: int | None
    effective: date
    source: str


def read_limit_rules(base: Path) -> tuple[LimitRule, ...]:
    """Read every file of rules/limits/; RulebookError for a malformed, undated, unsourced or doubled rule."""
    rules: dict[tuple[str, date], LimitRule] = {}
    for path in sorted((base / "limits").glob("*.toml")):
        root = read_toml(path, base)
        for rule in root.each("rule", _rule):
            if (rule.id, rule.effective) in rules:
                raise root.refuse(
                    "rule",
                    N_("gives '%(id)s' twice for %(effective)s"),
                    N_("Take one of them out"),
                    id=rule.id,
                    effective=rule.effective,
                )
            rules[rule.id, rule.effective] = rule
        root.done()
    if not rules:
        raise RulebookError("limits", "file", N_("no limits are on file"), N_("Add the limits of the hall"))
    return tuple(rules.values())


def _rule(table: Table) -> LimitRule:
    rule_id, title, source = table.text("id"), table.text("title"), table.text("source")
    if table.has("count"):
        return LimitRule(rule_id, title, None, table.integer("count"), table.day("effective"), source)
    limit = Limit(table.integer("amount", least=1), table.choice("unit", Unit))
    return LimitRule(rule_id, title, limit, None, table.day("effective"), source)
