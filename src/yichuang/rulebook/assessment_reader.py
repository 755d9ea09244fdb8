"""Reads one rulebook of the assessment and refuses what does not hold together."""

import hashlib
from collections.abc import Mapping
from datetime import date
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
from yichuang.core.identity import N_
from yichuang.rulebook.assessment_checks import check_once, check_sections
from yichuang.rulebook.assessment_values import UNREAD, Direction, OnceRules, RowRules, SectionRules
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.toml_reader import Table, finished, read_text

__all__ = ["examine_rulebook", "read_rulebook"]


def read_rulebook(text: bytes, name: str) -> Rulebook:
    """Read the text of a rulebook, on file or a draft; `name` is what refusals call it.

    RulebookError for bases that do not sum to the total (D2.0.6), a gap in the numbering, a doubled or unknown id,
    a unit, reading or figure that is none, and for whatever is undated or unsourced: the first of them there is.
    """
    book, refused = examine_rulebook(text, name)
    if book is None:
        raise refused[0]
    return book


def examine_rulebook(text: bytes, name: str) -> tuple[Rulebook | None, tuple[RulebookError, ...]]:
    """The rulebook and nothing, or None and everything that is wrong with the text, in the order of reading.

    What cannot be read is left out of the checks that would need it, so that no defect is the echo of another.
    """
    refused: list[RulebookError] = []
    try:
        table = read_text(text, name, refused)
    except RulebookError as error:
        return None, (error,)
    book = _rulebook(table, hashlib.sha256(text).hexdigest())
    return (None, tuple(refused)) if book is None else (book, ())


def _rulebook(table: Table, digest: str) -> Rulebook | None:
    sections = table.attempt((), table.each, "sections", _section)
    once = table.attempt(OnceRules((), ()), lambda: finished(table.table("once"), _once))
    total, pass_mark = (table.attempt(UNREAD, table.exact, name) for name in ("total", "pass_mark"))
    if sections:
        check_sections(table, sections, total)
    if UNREAD not in (total, pass_mark) and pass_mark > total:
        table.fault("pass_mark", N_("lies above the total"), N_("Write a mark a window can reach"))
    if table.has("once") and isinstance(table.values["once"], dict):
        check_once(table.table("once"), once, sections)
    texts = {name: table.attempt("", table.text, name) for name in ("number", "document", "title", "issuer", "source")}
    days = {name: table.attempt(date.min, table.day, name) for name in ("issued", "effective")}
    halls = frozenset(table.attempt((), table.optional_texts, "halls"))
    readings = _readings(table)
    table.done()
    if table.refused:
        return None
    return Rulebook(
        **texts,
        **days,
        halls=halls,
        total=total,
        pass_mark=pass_mark,
        sections=_made(sections),
        precedence=once.precedence,
        across=once.across,
        readings=readings,
        digest=digest,
    )


def _section(table: Table) -> SectionRules:
    attempt = table.attempt
    rows = attempt(None, table.each, "rules", _row, least=0)
    number = attempt("", table.text, "id")
    base = attempt(UNREAD, table.exact, "base") if table.has("base") else None
    return SectionRules(
        id="" if rows is None else number,
        title=attempt("", table.text, "title"),
        base=base,
        base_written=table.values["base"] if base not in (None, UNREAD) else "",
        clause=attempt("", table.text, "clause"),
        rows=rows or (),
    )


def _row(table: Table) -> RowRules:
    attempt, has = table.attempt, table.has
    direction = attempt(None, table.choice, "direction", Direction) if has("direction") else Direction.DEDUCT
    unit = attempt(None, table.choice, "unit", Unit)
    levels, low, high = _points(table)
    return RowRules(
        id=attempt("", table.text, "id"),
        title=attempt("", table.text, "title"),
        text=attempt("", table.text, "text"),
        unit=unit,
        direction=direction,
        low=low,
        high=high,
        levels=levels,
        steps=_steps(table, unit, low == high),
        cap=attempt(UNREAD, table.exact, "cap") if has("cap") else None,
        verified=attempt(False, table.flag, "verified", default=False),
        once=attempt(False, table.flag, "once", default=False),
        clause=attempt("", table.text, "clause"),
    )


def _points(table: Table) -> tuple[Mapping[Level, Fraction], Fraction, Fraction]:
    """The points by level, or the least and the most of one time."""
    if table.has("levels"):
        if table.has("points"):
            table.fault("points", N_("stand beside levels"), N_("Write one of the two"))
        levels = table.attempt({}, lambda: finished(table.table("levels"), _levels))
        return levels, Fraction(0), Fraction(0)
    low, high = table.attempt((UNREAD, UNREAD), table.exact_range, "points")
    if not low:
        table.fault("points", N_("are nothing"), N_("Write what one time costs or brings"))
    return {}, low, high


def _levels(table: Table) -> Mapping[Level, Fraction]:
    return {level: table.attempt(UNREAD, table.exact, level.value) for level in Level}


def _steps(table: Table, unit: Unit | None, fixed: bool) -> Steps | None:
    if not table.has("measure"):
        if unit is Unit.PERCENT_STEP:
            table.fault("measure", N_("is missing"), N_("Name the share that the steps are counted on"))
        return None
    if unit not in (Unit.PERCENT_STEP, None) or not fixed:
        table.fault("measure", N_("stands in a rule that counts no steps"),
                    N_("Write unit percent_step and one figure"))  # fmt: skip
    target, size = (table.attempt(UNREAD, table.exact, name) for name in ("target", "step"))
    measured = table.attempt(None, table.choice, "measure", Measured)
    if UNREAD in (target, size):
        return None
    if not 0 < size <= target <= 100:
        table.fault("step", N_("does not fit the target"), N_("Write percentage points of a target up to 100"))
    return Steps(measured, target, size) if measured else None


def _once(table: Table) -> OnceRules:
    table.attempt("", table.text, "source")
    across = table.attempt((), table.each, "across", _group, least=0)
    return OnceRules(across, table.attempt((), table.each, "precedence", _precedence, least=0))


def _group(table: Table) -> frozenset[str]:
    return frozenset(table.attempt((), table.texts, "sections", least=2))


def _precedence(table: Table) -> Precedence:
    attempt = table.attempt
    return Precedence(
        attempt("", table.text, "rule"), frozenset(attempt((), table.texts, "over")),
        attempt(False, table.flag, "always", default=False), attempt("", table.text, "source"),
    )  # fmt: skip


def _readings(table: Table) -> Readings:
    chosen: dict[str, object] = {}
    readings = Readings()
    for place, (name, value) in enumerate(table.attempt((), table.each, "readings", _reading)):
        if name in chosen:
            table.fault(f"readings[{place}]", N_("name '%(name)s' twice"), N_("Take one of them out"), name=name)
        elif name and value is not None:
            chosen[name] = value
            readings = _read_so(table, f"readings[{place}]", readings, name, value)
    return readings


def _read_so(table: Table, key: str, readings: Readings, name: str, value: object) -> Readings:
    try:
        return readings.but({name: value})
    except AssessmentError:
        if name not in Readings.choices():
            table.fault(key, N_("'%(name)s' is an unknown reading"), N_("Take it out"), name=name)
        else:
            known = tuple(str(one).lower() for one in Readings.choices()[name] or ())
            remedy = N_("Write one of: %(known)s") if known else N_("Write a figure in quotes")
            table.fault(key, N_("%(name)s cannot be %(value)s"), remedy, name=name, value=value, known=known)
        return readings


def _reading(table: Table) -> tuple[str, object]:
    attempt = table.attempt
    name, value = attempt("", table.text, "name"), attempt(None, table.setting, "value")
    attempt("", table.text, "source")
    return name, value


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
