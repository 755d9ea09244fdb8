"""What the text of a rulebook says, as texts for forms and tables, also where it does not hold together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yichuang.core.assessment import Level
from yichuang.rulebook.assessment_editing import said

HEAD = ("document", "title", "issuer", "issued", "effective", "source", "total", "pass_mark")
_TEXTS = ("id", "title", "text", "unit", "direction", "measure", "target", "step", "cap", "clause")


@dataclass(frozen=True)
class RowOutline:
    """A row by the names of its fields: those of the text, the points as low and high or by level, two flags."""

    place: int
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def points(self) -> str:
        """Such as −3–5, +1/3/5, ±0.3–1 (≤5)."""
        sign = {"add": "+", "both": "±"}.get(self["direction"], "−")
        levels = [self[level.value] for level in Level]
        moved = "/".join(one or "?" for one in levels) if any(levels) else "–".join(filter(None, self._range)) or "?"
        return f"{sign}{moved}" + (f" (≤{self['cap']})" if self["cap"] else "")

    @property
    def _range(self) -> tuple[str, str]:
        return self["low"], self["high"]


@dataclass(frozen=True)
class SectionOutline:
    place: int
    id: str
    title: str
    base: str
    clause: str
    rows: Sequence[RowOutline]


@dataclass(frozen=True)
class Outline:
    """`readings`: name, value and source of each; `across`: sections of each group; `precedence` by its fields."""

    head: Mapping[str, str]
    sections: Sequence[SectionOutline]
    readings: Sequence[Mapping[str, str]]
    once_source: str
    across: Sequence[Sequence[str]]
    precedence: Sequence[Mapping[str, Any]]

    def row(self, section: int, row: int) -> RowOutline | None:
        """The row at a place, counted from 0; None where there is none."""
        if not 0 <= section < len(self.sections) or not 0 <= row < len(self.sections[section].rows):
            return None
        return self.sections[section].rows[row]


def outline_of(text: str) -> Outline:
    """RulebookError when the text is no TOML; whatever is of another kind than it should be is shown as empty."""
    values = said(text)
    once = values.get("once")
    once = once if isinstance(once, dict) else {}
    return Outline(
        head={name: _shown(values.get(name)) for name in HEAD},
        sections=[_section(place, one) for place, one in enumerate(_tables(values, "sections"))],
        readings=[{name: _shown(one.get(name)) for name in ("name", "value", "source")}
                  for one in _tables(values, "readings")],
        once_source=_shown(once.get("source")),
        across=[_texts(one.get("sections")) for one in _tables(once, "across")],
        precedence=[{"rule": _shown(one.get("rule")), "over": _texts(one.get("over")),
                     "always": one.get("always") is True, "source": _shown(one.get("source"))}
                    for one in _tables(once, "precedence")],
    )  # fmt: skip


def _section(place: int, values: Mapping[str, Any]) -> SectionOutline:
    shown = {name: _shown(values.get(name)) for name in ("id", "title", "base", "clause")}
    return SectionOutline(place, **shown, rows=[_row(at, one) for at, one in enumerate(_tables(values, "rules"))])


def _row(place: int, values: Mapping[str, Any]) -> RowOutline:
    points, levels = values.get("points"), values.get("levels")
    low, high, *_more = (*(points if isinstance(points, list) else [points]), None, None)
    levels = levels if isinstance(levels, dict) else {}
    return RowOutline(place, {
        **{name: _shown(values.get(name)) for name in _TEXTS},
        "direction": "" if values.get("direction") == "deduct" else _shown(values.get("direction")),
        "low": _shown(low), "high": _shown(high),
        **{level.value: _shown(levels.get(level.value)) for level in Level},
        "verified": values.get("verified") is True, "once": values.get("once") is True,
    })  # fmt: skip


def row_values(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What a row of these fields says, as TOML has it; None for what stays empty."""
    levels = {level.value: fields[level.value] for level in Level if fields[level.value]}
    low, high = fields["low"], fields["high"]
    return {
        "id": fields["id"] or None, "title": fields["title"] or None, "text": fields["text"] or None,
        "unit": fields["unit"] or None, "direction": fields["direction"] or None,
        "measure": fields["measure"] or None, "target": fields["target"] or None, "step": fields["step"] or None,
        "points": [low, high] if high else low or None, "levels": levels or None, "cap": fields["cap"] or None,
        "verified": fields["verified"] or None, "once": fields["once"] or None, "clause": fields["clause"] or None,
    }  # fmt: skip


def _tables(values: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = values.get(name)
    return [one if isinstance(one, dict) else {} for one in found] if isinstance(found, list) else []


def _texts(value: Any) -> list[str]:
    return [_shown(one) for one in value] if isinstance(value, list) else []


def _shown(value: Any) -> str:
    if value is None or isinstance(value, list | dict):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
