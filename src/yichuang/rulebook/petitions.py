"""Reads how petitions are classed, from `rules/petitions/classes.toml` (情况分类, D4.3.9)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from yichuang.rulebook.paths import rules_dir
from yichuang.rulebook.toml_reader import Table, read_toml, refuse_twice


@dataclass(frozen=True)
class PetitionClass:
    code: str
    name: str
    english: str
    effective: date
    valid_to: date | None  # last day included; a class no longer given stays readable
    source: str

    def given_on(self, day: date) -> bool:
        return self.effective <= day and (self.valid_to is None or day <= self.valid_to)


def petition_classes() -> tuple[PetitionClass, ...]:
    """Every class there is or was, in the order of the file.

    Cached. Raises RulebookError for a file that is malformed, undated or unsourced.
    """
    return _classes(rules_dir())


def petition_classes_on(day: date) -> tuple[PetitionClass, ...]:
    """The classes a petition may be given on a day."""
    return tuple(one for one in petition_classes() if one.given_on(day))


@cache
def _classes(base: Path) -> tuple[PetitionClass, ...]:
    table = read_toml(base / "petitions" / "classes.toml", base)
    table.text("version")
    table.day("effective")
    table.text("source")
    classes = table.each("classes", _class)
    table.done()
    refuse_twice(table, "classes", tuple(one.code for one in classes))
    return classes


def _class(row: Table) -> PetitionClass:
    return PetitionClass(
        row.text("code"), row.text("name"), row.text("english"), row.day("effective"), row.optional_day("valid_to"),
        row.text("source"),
    )  # fmt: skip
