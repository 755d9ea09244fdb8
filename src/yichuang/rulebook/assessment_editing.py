"""Changes the text of a rulebook at one place and keeps the rest of it, comments and all, as somebody wrote it.

What a text says is a mapping as TOML has it: sections with their rules, readings, once. A place is the number of a
section, or of a section and of a row in it, from 0 on. Nothing is judged here: `examine_rulebook` tells what is wrong.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, InlineTable

from yichuang.core.identity import N_
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.toml_reader import read_text

ROW_KEYS = ("id", "title", "text", "unit", "direction", "measure", "target", "step", "points", "levels", "cap",
            "verified", "once", "clause")  # fmt: skip
Values = Mapping[str, Any]


def said(text: str) -> dict[str, Any]:
    """What a text says; RulebookError when it is no TOML."""
    return read_text(text.encode(), "text").values


def with_head(text: str, values: Values, table: str = "") -> str:
    """The text with these values of its head, or of a table of it, begun where it is missing; None takes one out."""

    def change(document: Any) -> None:
        if table and table not in document:
            document[table] = tomlkit.table()
        _put(document[table] if table else document, values)

    return _changed(text, change)


def with_sections(text: str, values: Sequence[Values]) -> str:
    """The text with these values of its sections, in their order: title, base (None: without one), clause."""

    def change(document: Any) -> None:
        for section, one in zip(document["sections"], values, strict=True):
            _put(section, one)

    return _changed(text, change)


def with_row(text: str, section: int, row: int, values: Values) -> str:
    """The text with all that a row says; where its number changes, what names it under “one fact once” follows."""

    def change(document: Any) -> None:
        rows = document["sections"][section]["rules"]
        before = rows[row].unwrap()
        _set(rows, row, values)
        if all(one.get("id") != before.get("id") for one in _rows(document)):
            _renamed(document, _rules(before), _rules(values))

    return _changed(text, change)


def with_new_row(text: str, section: int, values: Values) -> str:
    """The text with one more row at the end of a section."""

    def change(document: Any) -> None:
        part = document["sections"][section]
        if "rules" not in part:
            part["rules"] = tomlkit.array()
        _add(part["rules"], values)

    return _changed(text, change)


def without_row(text: str, section: int, row: int) -> str:
    """The text without a row, and without what names it under “one fact once”."""

    def change(document: Any) -> None:
        rows = document["sections"][section]["rules"]
        before = rows[row].unwrap()
        del rows[row]
        if all(one.get("id") != before.get("id") for one in _rows(document)):
            _renamed(document, _rules(before), ())

    return _changed(text, change)


def with_list(text: str, path: Sequence[str], values: Sequence[Values]) -> str:
    """The text with these tables at `path`, such as readings or once.precedence; those that stay are left as they are.

    A list that is missing is begun.
    """

    def change(document: Any) -> None:
        for name in path[:-1]:
            document = document[name]
        if path[-1] not in document:
            document[path[-1]] = tomlkit.array()
        rows = document[path[-1]]
        for place, one in enumerate(values[: len(rows)]):
            _set(rows, place, one)
        while len(rows) > len(values):
            del rows[len(rows) - 1]
        for one in values[len(rows) :]:
            _add(rows, one)

    return _changed(text, change)


def _changed(text: str, change: Callable[[Any], None]) -> str:
    said(text)
    try:
        document = tomlkit.parse(text)
        change(document)
        new = document.as_string()
        # What is written must say what was meant, or nothing is written at all.
        faithful = tomllib.loads(new) == document.unwrap()
    except (
        TOMLKitError,
        tomllib.TOMLDecodeError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        ValueError,
        RecursionError,
    ) as error:
        raise _unfit() from error
    if not faithful:
        raise _unfit()
    return new


def _unfit() -> RulebookError:
    return RulebookError("text", "file", N_("cannot be changed at this place"), N_("Change it in the text"))


def _put(table: Any, values: Values) -> None:
    for name, value in values.items():
        if value is None:
            table.pop(name, None)
        elif table.get(name) != value or type(table.get(name)) is bool:  # True == 1
            table[name] = value


def _set(rows: Any, place: int, values: Values) -> None:
    old = rows[place].unwrap()
    # What this house does not know of is kept, so that it is told as a defect and not lost.
    kept = {name: value for name, value in old.items() if name not in ROW_KEYS and name not in values}
    wanted = {name: value for name, value in {**kept, **values}.items() if value is not None}
    if wanted == old:
        return
    if isinstance(rows[place], InlineTable):
        rows[place] = _inline(wanted)
    else:
        _put(rows[place], dict.fromkeys(old.keys() - wanted.keys()) | wanted)


def _add(rows: Any, values: Values) -> None:
    written = {name: value for name, value in values.items() if value is not None}
    if isinstance(rows, AoT):
        table = tomlkit.table()
        table.update(written)
        rows.append(table)
    else:
        rows.insert(len(rows), _inline(written))


def _inline(values: Values) -> InlineTable:
    """As the rulebooks on file write a row: { id = "1.1", … }."""
    return tomlkit.parse(f"row = {_written(values)}\n")["row"]


def _written(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{tomlkit.key(key).as_string()} = {_written(one)}" for key, one in value.items())
        return f"{{ {', '.join(pairs)} }}"
    return tomlkit.item(value).as_string()


def _rows(document: Any) -> list[Any]:
    return [row for section in document["sections"] for row in section.get("rules", ())]


def _rules(row: Values) -> tuple[str, ...]:
    name = row.get("id", "")
    return (f"{name}+", f"{name}-") if row.get("direction") == "both" else (name,)


def _renamed(document: Any, old: Sequence[str], new: Sequence[str]) -> None:
    """Every mention of the old rules under “one fact once” names the new one; without new ones it is taken out."""
    if len(old) != len(new) and new or old == new:
        return
    names = dict(zip(old, new, strict=True)) if new else dict.fromkeys(old)
    entries = document.get("once", {}).get("precedence", [])
    for place in reversed(range(len(entries))):
        entry = entries[place]
        over = [names.get(one, one) for one in entry["over"]]
        if names.get(entry["rule"], entry["rule"]) is None or not any(over):
            del entries[place]
            continue
        _put(entry, {"rule": names.get(entry["rule"], entry["rule"]), "over": [one for one in over if one]})
