"""What a rulebook of the assessment must hold to: sums, numbering without gaps, rules that exist."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from yichuang.core.assessment import Measured, Precedence, Section, figure
from yichuang.rulebook.assessment_values import Direction, OnceRules, RowRules, SectionRules
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.toml_reader import Table, refuse_twice

_ROW = re.compile(r"([1-9][0-9]*)\.([1-9][0-9]*)([a-z]?)", re.ASCII)


def check_sections(table: Table, sections: Sequence[SectionRules], total: Fraction) -> None:
    """Refuse sections or rules that are numbered with gaps, stand twice or are empty, and bases of another sum."""
    for place, section in enumerate(sections, start=1):
        if section.id != str(place):
            raise table.refuse("sections", f"section {place} is called {section.id!r}", "Number them 1, 2, 3, …")
        if not section.rows:
            raise table.refuse("sections", f"section {section.id} has no rules", "Write the rules of the section")
        refuse_twice(table, "sections", tuple(row.id for row in section.rows))
        _check_numbers(table, section)
        for row in section.rows:
            _check_row(table, section, row)
    bases = sum((section.base for section in sections if section.base is not None), Fraction(0))
    if bases != total:
        raise table.refuse("sections", f"have bases of {figure(bases)} together, not {figure(total)}", "Correct them")
    if sum(section.base is None for section in sections) > 1:
        raise table.refuse("sections", "leave more than one without a base", "Write the base of each but the last")
    refuse_twice(table, "sections", tuple(one.value for one in _measures(sections)))


def _measures(sections: Iterable[SectionRules]) -> Iterable[Measured]:
    return (row.steps.measured for section in sections for row in section.rows if row.steps is not None)


def _check_numbers(table: Table, section: SectionRules) -> None:
    """Rules are 3.1, 3.2, …; one that is split is 3.2a, 3.2b, …"""
    number, letter = 0, ""
    for row in section.rows:
        found = _ROW.fullmatch(row.id)
        if found is None or found[1] != section.id:
            raise table.refuse("sections", f"rule {row.id!r} stands in section {section.id}", "Write its section first")
        split = letter and f"{number}{chr(ord(letter) + 1)}"
        following = {f"{number + 1}", f"{number + 1}a"} if letter != "a" else set()
        if found[2] + found[3] not in following | {split}:
            raise _gap(table, section, row.id)
        number, letter = int(found[2]), found[3]
    if letter == "a":
        raise _gap(table, section, f"{section.id}.{number}a")


def _gap(table: Table, section: SectionRules, rule: str) -> RulebookError:
    remedy = f"Number the rules {section.id}.1, {section.id}.2, and the parts of a split one a, b"
    return table.refuse("sections", f"rule {rule} leaves a gap in the numbering", remedy)


def _check_row(table: Table, section: SectionRules, row: RowRules) -> None:
    if section.base is None:
        return
    if row.direction is not Direction.DEDUCT:
        raise table.refuse("sections", f"rule {row.id} adds to a section with a base", "Only the last section may add")
    if row.cap is not None:
        raise table.refuse("sections", f"rule {row.id} has a cap beside the base", "The base is the cap of a section")


def check_once(table: Table, once: OnceRules, sections: Sequence[Section]) -> None:
    """Refuse precedence between rules or sections that do not exist, that never meet, or that goes in a circle."""
    numbers = {section.id for section in sections}
    home = {rule.id: section.id for section in sections for rule in section.rules}
    for group in once.across:
        for name in sorted(group - numbers):
            raise table.refuse("across", f"names section {name!r}, which is none", "Name sections of this rulebook")
    if sum(len(group) for group in once.across) != len(frozenset().union(*once.across)):
        raise table.refuse("across", "names a section in two groups", "Let each section stand in one group")
    for one in once.precedence:
        for name in (one.rule, *sorted(one.over)):
            if name not in home:
                raise table.refuse("precedence", f"names rule {name!r}, which is none", "Name rules of this rulebook")
            if not _meet(home[one.rule], home[name], once.across):
                raise table.refuse("precedence", f"sets {one.rule} over {name}", "Name rules of sections that meet")
    _refuse_circle(table, once.precedence)


def _meet(one: str, other: str, across: Iterable[frozenset[str]]) -> bool:
    return one == other or any({one, other} <= group for group in across)


def _refuse_circle(table: Table, precedence: Iterable[Precedence]) -> None:
    after: dict[str, set[str]] = {}
    for one in precedence:
        after.setdefault(one.rule, set()).update(one.over)
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        raise table.refuse("precedence", "goes in a circle", "Let one rule stand over the other") from error
