"""Steps whose time is not part of a limit, from rules/steps/ (行政许可法第四十五条)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from yichuang.core.sentences import N_
from yichuang.rulebook.paths import rules_dir
from yichuang.rulebook.toml_reader import Table, finished, read_toml


@dataclass(frozen=True, slots=True)
class StepKind:
    """One kind of special step. Without `basis` whoever records such a step must name the law it rests on."""

    id: str
    name: str
    english: str
    basis: str
    effective: date
    source: str


def load_step_kinds(on: date) -> Mapping[str, StepKind]:
    """Return the kinds of special steps in force on a day, by id.

    RulebookError when the file is missing, malformed, undated, unsourced, or gives a kind twice for one day.
    """
    in_force: dict[str, StepKind] = {}
    for kind in _kinds(rules_dir()):
        if kind.effective <= on and (kind.id not in in_force or in_force[kind.id].effective < kind.effective):
            in_force[kind.id] = kind
    return MappingProxyType(in_force)


@lru_cache(maxsize=4)
def _kinds(folder: Path) -> tuple[StepKind, ...]:
    return finished(read_toml(folder / "steps" / "special.toml", folder), _read)


def _read(table: Table) -> tuple[StepKind, ...]:
    table.text("title")
    kinds = table.each("kind", _kind)
    if len({(kind.id, kind.effective) for kind in kinds}) < len(kinds):
        raise table.refuse("kind", N_("gives one kind twice for the same day"), N_("Take one of them out"))
    return kinds


def _kind(table: Table) -> StepKind:
    return StepKind(
        table.text("id"), table.text("name"), table.text("english"), table.optional_text("basis"),
        table.day("effective"), table.text("source"),
    )  # fmt: skip
