"""A sheet as a document, in words and exact figures, so that page, paper and frozen version say the same.

Names of people are not in it; they stand with the finding. The same sheet gives the same bytes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from yichuang.apps.assessments.counted import Counted
from yichuang.apps.assessments.scoring import WindowSheet
from yichuang.core.assessment import (
    Line,
    OtherScore,
    Quarter,
    Readings,
    Rulebook,
    SectionScore,
    Share,
    Step,
    explain,
    explain_line,
    explain_other,
    explain_section,
    figure,
)
from yichuang.integrations.keys import sm3_hex

FORM = 1
Document = dict[str, Any]


def document_of(one: WindowSheet) -> Document:
    """The whole explained sheet: rulebook, readings, measures, sections with lines and their arithmetic, total."""
    sheet, counted = one.score, {id(row.finding): row for row in one.counted}
    lines = lambda found: [_line(line, sheet.readings, counted) for line in found]  # noqa: E731
    return {
        "form": FORM,
        "hall": {"slug": one.hall.slug, "name": one.hall.name},
        "window": {"code": one.window.code, "number": one.window.number, "name": one.window.name},
        "quarter" if isinstance(one.period, Quarter) else "month": str(one.period),
        "rulebook": _rulebook(sheet.rulebook),
        "readings": sheet.readings.as_mapping(),
        "measures": {"on_time": _share(one.measures.on_time), "satisfaction": _share(one.measures.satisfaction)},
        "no_data": list(one.silent),
        "total": figure(sheet.total),
        "passed": sheet.passed,
        "sections": [_section(part, lines(part.lines)) for part in sheet.sections],
        "other": _other(sheet.rulebook, sheet.other, sheet.readings, lines(sheet.other.lines)),
        "steps": _steps(step for step in explain(sheet) if step.of == "total"),
        "findings": len(one.counted),
    }


def canonical(document: Document) -> str:
    """The document as one text, the same for the same sheet; its digest proves which text it was."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> Document:
    """The document that a frozen version holds."""
    return json.loads(text)


def digest_of(text: str) -> str:
    return sm3_hex(text.encode())


def lines_in(document: Document) -> Iterable[Document]:
    """Every line of a document, in the order of the rulebook."""
    for part in (*document["sections"], document["other"]):
        yield from part["lines"]


def _rulebook(book: Rulebook) -> Document:
    return {"number": book.number, "document": book.document, "title": book.title, "digest": book.digest,
            "effective": book.effective.isoformat(), "pass_mark": figure(book.pass_mark)}  # fmt: skip


def _share(share: Share) -> list[int]:
    return [share.num, share.den]


def _section(part: SectionScore, lines: list[Document]) -> Document:
    section = part.section
    return {
        "id": section.id, "title": section.title, "clause": section.clause, "base": figure(part.base),
        "computed": figure(part.computed), "effective": figure(part.effective), "score": figure(part.score),
        "lines": lines, "steps": _steps(explain_section(part)),
    }  # fmt: skip


def _other(book: Rulebook, part: OtherScore, readings: Readings, lines: list[Document]) -> Document:
    free = [section for section in book.sections if section.base is None]
    return {
        "id": "+".join(one.id for one in free), "title": "、".join(one.title for one in free),
        "clause": "、".join(one.clause for one in free), "added": figure(part.added), "deducted": figure(part.deducted),
        "lines": lines, "steps": _steps(explain_other(part, readings)),
    }  # fmt: skip


def _line(line: Line, readings: Readings, counted: Mapping[int, Counted]) -> Document:
    rule, finding = line.rule, line.finding
    row = counted.get(id(finding))
    return {
        "rule": rule.id, "title": rule.title, "text": rule.text, "clause": rule.clause, "why": line.why.value,
        "points": figure(line.points), "counted_under": line.counted_under,
        "each": None if line.each is None else figure(line.each), "times": finding.times if finding else None,
        "fact": finding.fact if finding else "", "reason": finding.reason if finding else "",
        "finding": row.pk if row else None, "day": row.day if row else "",
        "evidence": [asdict(one) for one in row.evidence] if row else [],
        "share": _share(line.share) if line.share else None, "steps": _steps(explain_line(line, readings)),
    }  # fmt: skip


def _steps(steps: Iterable[Step]) -> list[Document]:
    return [
        {
            "act": one.act.value,
            "of": one.of,
            "parts": [figure(part) for part in one.parts],
            "result": figure(one.result),
        }
        for one in steps
    ]
