"""Reads the fixed texts of `rules/texts/`: wall systems, boards, courtesy phrases and what each role may do."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yichuang.core.sentences import N_
from yichuang.rulebook.hall_values import Role
from yichuang.rulebook.paths import rules_dir
from yichuang.rulebook.toml_reader import Table, read_toml, refuse_twice


@dataclass(frozen=True)
class TextLine:
    text: str
    source: str
    pending: bool  # the regulations do not give this line; it is shown as 待补 and never invented (D1.16)


@dataclass(frozen=True)
class TextSheet:
    code: str
    title: str
    placement: str  # "wall", "board", "counter" or "sign"
    lines: tuple[TextLine, ...]
    source: str


@dataclass(frozen=True)
class RoleText:
    role: Role
    name: str
    english: str
    may: str
    may_not: str
    source: str


def load_texts() -> tuple[TextSheet, ...]:
    """Read all sheets: the nine wall systems in their order (D4.2.1), then the boards and phrases.

    Cached. Raises RulebookError for a sheet that is malformed, undated or unsourced.
    """
    base = rules_dir()
    return _sheets(base, "wall") + _sheets(base, "conduct")


def load_roles() -> tuple[RoleText, ...]:
    """Read what each role may do (section 3). Cached. Raises RulebookError when a role is missing or unsourced."""
    return _roles(rules_dir())


def _open(base: Path, name: str) -> Table:
    table = read_toml(base / "texts" / f"{name}.toml", base)
    table.text("version")
    table.day("effective")
    table.text("source")
    return table


@cache
def _sheets(base: Path, name: str) -> tuple[TextSheet, ...]:
    table = _open(base, name)
    sheets = table.each("sheets", _sheet)
    table.done()
    refuse_twice(table, "sheets", tuple(each.code for each in sheets))
    return sheets


@cache
def _roles(base: Path) -> tuple[RoleText, ...]:
    table = _open(base, "roles")
    roles = table.each("roles", _role)
    table.done()
    refuse_twice(table, "roles", tuple(each.role for each in roles))
    for role in Role:
        if role not in {each.role for each in roles}:
            raise table.refuse("roles", N_("%(role)s is missing"), N_("Describe every role once"), role=role)
    return roles


def _sheet(row: Table) -> TextSheet:
    return TextSheet(
        row.text("code"), row.text("title"), row.text("placement"), row.each("lines", _line), row.text("source")
    )


def _line(row: Table) -> TextLine:
    return TextLine(row.text("text"), row.text("source"), row.flag("pending", default=False))


def _role(row: Table) -> RoleText:
    return RoleText(
        role=row.choice("code", Role),
        name=row.text("name"),
        english=row.text("english"),
        may=row.text("may"),
        may_not=row.text("may_not"),
        source=row.text("source"),
    )
