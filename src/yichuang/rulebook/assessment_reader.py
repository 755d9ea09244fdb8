"""Reads one rulebook of the assessment and refuses what does not hold together."""

import hashlib
from collections.abc import Mapping
from fractions import Fraction
from itertools import count

from yichuang.core.assessment import (
    AssessmentError,
    Level,
    Measured,
    Precedence,
    Readings,
    Rule,
    Rulebook,
    Section,
    Steps,
    Unit,
)
from yichuang.rulebook.assessment_checks import check_once, check_sections
from yichuang.rulebook.assessment_values import Direction, OnceRules, RowRules, SectionRules
from yichuang.rulebook.toml_reader import Table, finished, read_text

__all__ = ["read_rulebook"]


def read_rulebook(text: bytes, name: str) -> Rulebook:
    """Read the text of a rulebook, on file or a draft; `name` is what refusals call it.

    RulebookError for bases that do not sum to the total (D2.0.6), a gap in the numbering, a doubled or unknown id,
    a unit, reading or figure that is none, and for whatever is undated or unsourced.
    """
    return finished(read_text(text, name), lambda table: _rulebook(table, hashlib.sha256(text).hexdigest()))


def _rulebook(table: Table, digest: str) -> Rulebook:
    sections = table.each("sections", _section)
    once = finished(table.table("once"), _once)
    total, pass_mark = table.exact("total"), table.exact("pass_mark")
    check_sections(table, sections, total)
    if pass_mark > total:
        raise table.refuse("pass_mark", "lies above the total", "Write a mark a window can reach")
    made = _made(sections)
    check_once(table.table("once"), once, made)
    return Rulebook(
        number=table.text("number"),
        document=table.text("document"),
        title=table.text("title"),
        issuer=table.text("issuer"),
        issued=table.day("issued"),
        effective=table.day("effective"),
        source=table.text("source"),
        halls=frozenset(table.optional_texts("halls")),
        total=total,
        pass_mark=pass_mark,
        sections=made,
        precedence=once.precedence,
        across=once.across,
        readings=_readings(table),
        digest=digest,
    )


def _section(table: Table) -> SectionRules:
    return SectionRules(
        id=table.text("id"),
        title=table.text("title"),
        base=table.exact("base") if table.has("base") else None,
        base_written=table.optional_text("base"),
        clause=table.text("clause"),
        rows=table.each("rules", _row, least=0),
    )


def _row(table: Table) -> RowRules:
    direction = table.choice("direction", Direction) if table.has("direction") else Direction.DEDUCT
    unit = table.choice("unit", Unit)
    levels = finished(table.table("levels"), _levels) if table.has("levels") else {}
    if levels and table.has("points"):
        raise table.refuse("points", "stand beside levels", "Write one of the two")
    low, high = (Fraction(0), Fraction(0)) if levels else table.exact_range("points")
    if not levels and not low:
        raise table.refuse("points", "are nothing", "Write what one time costs or brings")
    return RowRules(
        id=table.text("id"),
        title=table.text("title"),
        text=table.text("text"),
        unit=unit,
        direction=direction,
        low=low,
        high=high,
        levels=levels,
        steps=_steps(table, unit, low == high),
        cap=table.exact("cap") if table.has("cap") else None,
        verified=table.flag("verified", default=False),
        once=table.flag("once", default=False),
        clause=table.text("clause"),
    )


def _levels(table: Table) -> Mapping[Level, Fraction]:
    return {level: table.exact(level.value) for level in Level}


def _steps(table: Table, unit: Unit, fixed: bool) -> Steps | None:
    if not table.has("measure"):
        if unit is Unit.PERCENT_STEP:
            raise table.refuse("measure", "is missing", "Name the share that the steps are counted on")
        return None
    if unit is not Unit.PERCENT_STEP or not fixed:
        raise table.refuse("measure", "stands in a rule that counts no steps", "Write unit percent_step and one figure")
    target, size = table.exact("target"), table.exact("step")
    if not 0 < size <= target <= 100:
        raise table.refuse("step", "does not fit the target", "Write percentage points of a target up to 100")
    return Steps(table.choice("measure", Measured), target, size)


def _once(table: Table) -> OnceRules:
    table.text("source")
    across = table.each("across", lambda group: frozenset(group.texts("sections", least=2)), least=0)
    return OnceRules(across, table.each("precedence", _precedence, least=0))


def _precedence(table: Table) -> Precedence:
    return Precedence(
        table.text("rule"), frozenset(table.texts("over")), table.flag("always", default=False), table.text("source")
    )


def _readings(table: Table) -> Readings:
    chosen: dict[str, object] = {}
    for row in table.each("readings", lambda row: (row.text("name"), row.setting("value"), row.text("source"))):
        if row[0] in chosen:
            raise table.refuse("readings", f"name {row[0]!r} twice", "Take one of them out")
        chosen[row[0]] = row[1]
    try:
        return Readings().but(chosen)
    except AssessmentError as error:
        raise table.refuse("readings", str(error), "Correct or take out this reading") from error


def _made(sections: tuple[SectionRules, ...]) -> tuple[Section, ...]:
    order = count()
    return tuple(
        Section(
            one.id,
            one.title,
            one.base,
            one.base_written,
            one.clause,
            tuple(_rule(one, row, adds, next(order)) for row in one.rows for adds in row.direction.ways),
        )
        for one in sections
    )


def _rule(section: SectionRules, row: RowRules, adds: bool, order: int) -> Rule:
    two_way = row.direction is Direction.BOTH
    return Rule(
        id=f"{row.id}{'+' if adds else '-'}" if two_way else row.id,
        row=row.id,
        section=section.id,
        title=row.title,
        text=row.text,
        unit=row.unit,
        adds=adds,
        low=row.low,
        high=row.high,
        clause=row.clause,
        order=order,
        levels=row.levels,
        steps=row.steps,
        cap=row.cap,
        two_way=two_way,
        verified=row.verified,
        once=row.once,
    )
