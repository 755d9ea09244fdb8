"""What two versions of a sheet differ in: which line, before and after; sections and total. Pure, over documents."""

from collections.abc import Mapping
from typing import Any

from yichuang.apps.assessments.documents import Document, lines_in

__all__ = ["difference"]
_SHOWN = ("points", "times", "each", "why", "counted_under", "share", "title", "reason")


def difference(before: Document, after: Document) -> Document:
    """Lines that came, went or changed, figures that moved; `same` when nothing did.

    A line is known by its finding, or by its rule where a measure makes it. `total`, `passed` and each section's
    score are pairs of before and after; a section that only one of them has stands beside nothing.
    """
    old, new = _by_key(before), _by_key(after)
    keys = [*old, *(key for key in new if key not in old)]
    lines = [_change(old.get(key), new.get(key)) for key in keys if _seen(old.get(key)) != _seen(new.get(key))]
    sections = _sections(before, after)
    moved = {
        name: [_of(before, name), _of(after, name)] for name in ("total", "passed", "added", "deducted")
        if _of(before, name) != _of(after, name)
    }  # fmt: skip
    return {"lines": lines, "sections": sections, **moved, "same": not (lines or sections or moved)}


def _sections(before: Document, after: Document) -> list[Document]:
    old, new = ({one["id"]: one for one in document["sections"]} for document in (before, after))
    found = []
    for name in dict.fromkeys([*old, *new]):
        was, now = old.get(name, {}).get("score", ""), new.get(name, {}).get("score", "")
        if was != now:
            found.append({"id": name, "title": (new.get(name) or old[name])["title"], "before": was, "after": now})
    return found


def _of(document: Document, name: str) -> Any:
    return document["other"][name] if name in ("added", "deducted") else document[name]


def _by_key(document: Document) -> dict[tuple[str, Any], Document]:
    """Lines by finding, or by rule for a measure."""
    return {("finding", line["finding"]) if line["finding"] else ("rule", line["rule"]): line
            for line in lines_in(document)}  # fmt: skip


def _seen(line: Document | None) -> Mapping[str, Any] | None:
    return None if line is None else {name: line[name] for name in _SHOWN}


def _change(before: Document | None, after: Document | None) -> Document:
    line = after or before or {}
    return {
        "rule": line["rule"], "title": line["title"], "clause": line["clause"], "finding": line["finding"],
        "what": "gone" if after is None else "new" if before is None else "changed",
        "before": _point(before), "after": _point(after),
    }  # fmt: skip


def _point(line: Document | None) -> Document | None:
    return None if line is None else {name: line[name] for name in ("points", "why", "share", "counted_under")}
