"""What a rulebook of the assessment must hold to: sums, numbering without gaps, rules that exist.

What could not be read is passed over here: it has been told already, and everything else is told beside it.
"""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from yichuang.core.assessment import Measured, Precedence, figure
from yichuang.core.identity import N_
from yichuang.rulebook.assessment_values import UNREAD, Direction, OnceRules, RowRules, SectionRules
from yichuang.rulebook.toml_reader import Table

_ROW = re.compile(r"([1-9][0-9]*)\.([1-9][0-9]*)([a-z]?)", re.ASCII)


def check_sections(table: Table, sections: Sequence[SectionRules], total: Fraction) -> None:
    """Refuse sections or rules that are numbered with gaps, stand twice or are empty, and bases of another sum."""
    for place, section in enumerate(sections):
        if not section.id:
            continue
        at = f"sections[{place}]"
        if section.id != str(place + 1):
            table.fault(f"{at}.id", N_("section %(place)s is called '%(id)s'"), N_("Number them 1, 2, 3, …"),
                        place=place + 1, id=section.id)  # fmt: skip
        elif not section.rows:
            table.fault(f"{at}.rules", N_("section %(id)s has no rules"), N_("Write the rules of the section"),
                        id=section.id)  # fmt: skip
        else:
            _check_numbers(table, at, section)
        for number, row in enumerate(section.rows):
            _check_row(table, f"{at}.rules[{number}]", section, row)
    _check_bases(table, [section.base for section in sections], total)
    _check_measures(table, sections)


def _check_bases(table: Table, bases: Sequence[Fraction | None], total: Fraction) -> None:
    if UNREAD in bases or total == UNREAD:
        return
    summed = sum((base for base in bases if base is not None), Fraction(0))
    if summed != total:
        table.fault("sections", N_("have bases of %(sum)s together, not %(total)s"), N_("Correct them"),
                    sum=figure(summed), total=figure(total))  # fmt: skip
    if bases.count(None) > 1:
        table.fault("sections", N_("leave more than one without a base"), N_("Write the base of each but the last"))


def _check_measures(table: Table, sections: Sequence[SectionRules]) -> None:
    seen: set[Measured] = set()
    for place, section in enumerate(sections):
        for number, row in enumerate(section.rows):
            if row.steps is None:
                continue
            if row.steps.measured in seen:
                _twice(table, f"sections[{place}].rules[{number}].measure", row.steps.measured.value)
            seen.add(row.steps.measured)


def _twice(table: Table, key: str, code: str) -> None:
    table.fault(key, N_("'%(code)s' stands twice"), N_("Give each its own code"), code=code)


def _check_numbers(table: Table, at: str, section: SectionRules) -> None:
    """Rules are 3.1, 3.2, …; one that is split is 3.2a, 3.2b, … What follows the first gap is not judged."""
    ids = [row.id for row in section.rows]
    if "" in ids:
        return
    doubled = [place for place, one in enumerate(ids) if one in ids[:place]]
    for place in doubled:
        _twice(table, f"{at}.rules[{place}].id", ids[place])
    number, letter = 0, ""
    for place, one in enumerate(ids):
        if place in doubled:
            return
        found = _ROW.fullmatch(one)
        if found is None or found[1] != section.id:
            table.fault(f"{at}.rules[{place}].id", N_("rule '%(rule)s' stands in section %(section)s"),
                        N_("Write its section first"), rule=one, section=section.id)  # fmt: skip
            return
        split = letter and f"{number}{chr(ord(letter) + 1)}"
        following = {f"{number + 1}", f"{number + 1}a"} if letter != "a" else set()
        if found[2] + found[3] not in following | {split}:
            _gap(table, f"{at}.rules[{place}].id", section, one)
            return
        number, letter = int(found[2]), found[3]
    if letter == "a":
        _gap(table, f"{at}.rules[{len(ids) - 1}].id", section, f"{section.id}.{number}a")


def _gap(table: Table, key: str, section: SectionRules, rule: str) -> None:
    table.fault(key, N_("rule %(rule)s leaves a gap in the numbering"),
                N_("Number the rules %(section)s.1, %(section)s.2, and the parts of a split one a, b"),
                rule=rule, section=section.id)  # fmt: skip


def _check_row(table: Table, at: str, section: SectionRules, row: RowRules) -> None:
    if section.base is None:
        return
    if row.direction not in (Direction.DEDUCT, None):
        table.fault(f"{at}.direction", N_("rule %(rule)s adds to a section with a base"),
                    N_("Only the last section may add"), rule=row.id)  # fmt: skip
    if row.cap is not None:
        table.fault(f"{at}.cap", N_("rule %(rule)s has a cap beside the base"),
                    N_("The base is the cap of a section"), rule=row.id)  # fmt: skip


def check_once(table: Table, once: OnceRules, sections: Sequence[SectionRules]) -> None:
    """Refuse precedence between rules or sections that do not exist, that never meet, or that goes in a circle."""
    rows = [(section, row) for section in sections for row in section.rows]
    if not all(section.id for section in sections) or not all(row.id and row.direction for _, row in rows):
        return
    home = {rule: section.id for section, row in rows for rule in row.rules}
    known = _check_across(table, once.across, {section.id for section in sections})
    for place, one in enumerate(once.precedence):
        at = f"precedence[{place}]"
        for name in sorted({one.rule, *one.over} - home.keys() - {""}):
            table.fault(at, N_("names rule '%(name)s', which is none"), N_("Name rules of this rulebook"), name=name)
        for name in sorted(one.over & home.keys()):
            if known and one.rule in home and not _meet(home[one.rule], home[name], once.across):
                table.fault(at, N_("sets %(rule)s over %(name)s"), N_("Name rules of sections that meet"),
                            rule=one.rule, name=name)  # fmt: skip
    _check_circle(table, once.precedence)


def _check_across(table: Table, across: Sequence[frozenset[str]], numbers: set[str]) -> bool:
    """Whether every group could be read and names sections there are, so that it is known which of them meet."""
    for place, group in enumerate(across):
        for name in sorted(group - numbers):
            table.fault(f"across[{place}]", N_("names section '%(name)s', which is none"),
                        N_("Name sections of this rulebook"), name=name)  # fmt: skip
    if sum(len(group) for group in across) != len(frozenset().union(*across)):
        table.fault("across", N_("names a section in two groups"), N_("Let each section stand in one group"))
    return all(group and group <= numbers for group in across)


def _meet(one: str, other: str, across: Iterable[frozenset[str]]) -> bool:
    return one == other or any({one, other} <= group for group in across)


def _check_circle(table: Table, precedence: Iterable[Precedence]) -> None:
    after: dict[str, set[str]] = {}
    for one in precedence:
        after.setdefault(one.rule, set()).update(one.over)
    try:
        TopologicalSorter(after).prepare()
    except CycleError:
        table.fault("precedence", N_("goes in a circle"), N_("Let one rule stand over the other"))
