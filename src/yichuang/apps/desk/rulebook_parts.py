"""The parts of a rulebook written on pages of their own: the form, the text it makes, the field of a defect."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yichuang.apps.desk.forms.rulebook_parts import BasesForm, HeadForm, OnceForm, Part, ReadingsForm, RowForm
from yichuang.core.assessment import Readings
from yichuang.core.identity import N_
from yichuang.rulebook import assessment_editing as editing
from yichuang.rulebook.assessment_outline import Outline, row_values

_FIELD = {"points": "low", "levels": "county", "levels.county": "county", "levels.city": "city",
          "levels.province": "province"}  # fmt: skip


@dataclass(frozen=True)
class Editor:
    """One part: `form` takes what was posted (None: nothing yet) and the outline; `write` makes the new text of the
    old one and what was typed; `field_of` says by the outline of the new one which field the key of a defect belongs
    to, "" for the form as a whole, None for elsewhere.
    """

    name: str
    title: str
    anchor: str
    form: Callable[[Mapping[str, str] | None, Outline], Part]
    write: Callable[[str, dict[str, Any], Outline], str]
    field_of: Callable[[str, Outline], str | None]


def _head_form(posted: Mapping[str, str] | None, outline: Outline) -> Part:
    return HeadForm(posted, initial=outline.head)


def _head_field(key: str, outline: Outline) -> str | None:
    return key if key in HeadForm.base_fields else None


def _write_head(text: str, typed: dict[str, Any], outline: Outline) -> str:
    # A day that is none is said by the form itself.
    values = {name: typed.get(name) for name in HeadForm.base_fields if name != "seen"}
    return editing.with_head(text, {name: one for name, one in values.items() if isinstance(one, date) or one})


def _write_bases(text: str, typed: dict[str, Any], outline: Outline) -> str:
    text = editing.with_head(text, {name: typed.get(name) or None for name in ("total", "pass_mark")})
    return editing.with_sections(text, [
        {name: typed.get(f"{name}_{one.place}") or None for name in ("title", "base", "clause")}
        for one in outline.sections
    ])  # fmt: skip


def _base_field(key: str, outline: Outline) -> str | None:
    if key in ("total", "pass_mark"):
        return key
    found = re.fullmatch(r"sections\[(\d+)\]\.(title|base|clause)", key, re.ASCII)
    return f"{found[2]}_{found[1]}" if found else "" if key == "sections" else None


def _write_readings(text: str, typed: dict[str, Any], outline: Outline) -> str:
    known = {name: name.replace(".", "_") for name in Readings.choices()}
    rows: list[dict[str, Any]] = []
    for one in outline.readings:
        if one["name"] not in known:
            rows.append({name: value or None for name, value in one.items()})
    order = [one["name"] for one in outline.readings if one["name"] in known]
    for name in dict.fromkeys([*order, *known]):
        value, source = typed.get(f"value_{known[name]}", ""), typed.get(f"source_{known[name]}", "")
        if value:
            rows.append({"name": name, "value": _setting(name, value), "source": source or None})
    return editing.with_list(text, ["readings"], rows)


def _setting(name: str, value: str) -> bool | int | str:
    if name == "rating.min_sample" and value.isdecimal() and value.isascii():
        return int(value)
    values = Readings.choices()[name]
    return value == "true" if values and value in ("true", "false") and True in values else value


def _reading_field(key: str, outline: Outline) -> str | None:
    found = re.fullmatch(r"readings\[(\d+)\](?:\.(\w+))?", key, re.ASCII)
    if found is None:
        return "" if key == "readings" else None
    name = outline.readings[int(found[1])]["name"]
    field = "source" if found[2] == "source" else "value"
    return f"{field}_{name.replace('.', '_')}" if name in Readings.choices() else ""


def _write_once(text: str, typed: dict[str, Any], outline: Outline) -> str:
    form = OnceForm(outline=outline)
    groups = [typed.get(name, "") for name in form.groups]
    rows = [{name: typed.get(field) for name, field in names.items()} for names in form.lines]
    text = editing.with_head(text, {"source": typed.get("source") or None}, "once")
    text = editing.with_list(text, ["once", "across"], [{"sections": _names(one)} for one in groups if one])
    return editing.with_list(text, ["once", "precedence"], [
        {"rule": one["rule"] or None, "over": _names(one["over"]), "always": one["always"] or None,
         "source": one["source"] or None} for one in rows if one["rule"] or one["over"]
    ])  # fmt: skip


def _names(text: str) -> list[str]:
    return [one for one in re.split(r"[\s,，、;；]+", text) if one]


def _once_field(key: str, outline: Outline) -> str | None:
    found = re.fullmatch(r"once\.precedence\[(\d+)\](?:\.(\w+))?", key, re.ASCII)
    if found:
        return f"{found[2] or 'rule'}_{found[1]}"
    found = re.match(r"once\.across\[(\d+)\]", key, re.ASCII)
    return f"group_{found[1]}" if found else "source" if key == "once.source" else "" if key[:4] == "once" else None


def row(section: int, place: int | None) -> Editor:
    """A row of a section, counted from 0; without a place a new one at its end."""

    def form(posted: Mapping[str, str] | None, outline: Outline) -> Part:
        found = outline.row(section, place) if place is not None else None
        return RowForm(posted, initial=found.values if found else {"id": following(outline, section)})

    def write(text: str, typed: dict[str, Any], outline: Outline) -> str:
        values = row_values({name: typed.get(name, "") for name in RowForm.base_fields})
        if place is None:
            return editing.with_new_row(text, section, values)
        return editing.with_row(text, section, place, values)

    def field_of(key: str, outline: Outline) -> str | None:
        here = len(outline.sections[section].rows) - 1 if place is None else place
        start = f"sections[{section}].rules[{here}]."
        if not key.startswith(start):
            return None
        name = key[len(start) :]
        return _FIELD.get(name, name if name in RowForm.base_fields else "")

    title = N_("New rule") if place is None else N_("Rule")
    return Editor("row", title, f"s{section + 1}", form, write, field_of)


def following(outline: Outline, section: int) -> str:
    """The number a new row of a section would have: the one after the last."""
    part = outline.sections[section]
    numbers = [int(one["id"].partition(".")[2].rstrip("abcdefghijklmnopqrstuvwxyz")) for one in part.rows
               if re.fullmatch(r"\d{1,4}\.\d{1,4}[a-z]?", one["id"], re.ASCII)]  # fmt: skip
    return f"{part.id}.{max(numbers, default=0) + 1}"


def _by_outline(form: type[Part]) -> Callable[[Mapping[str, str] | None, Outline], Part]:
    return lambda posted, outline: form(posted, outline=outline, initial=_initial(outline))


def _initial(outline: Outline) -> dict[str, str]:
    return {"total": outline.head["total"], "pass_mark": outline.head["pass_mark"], "source": outline.once_source}


PARTS: Sequence[Editor] = (
    Editor("head", N_("Heading"), "head", _head_form, _write_head, _head_field),
    Editor("bases", N_("Bases"), "bases", _by_outline(BasesForm), _write_bases, _base_field),
    Editor("readings", N_("Readings"), "readings", _by_outline(ReadingsForm), _write_readings, _reading_field),
    Editor("once", N_("One fact once"), "once", _by_outline(OnceForm), _write_once, _once_field),
)  # fmt: skip
