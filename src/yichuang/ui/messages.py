"""Make the language catalogs: Chinese from the parts in locale/zh_Hans/parts, Traditional derived from it.

The compiled files are not kept in the repository; `yichuang run` and the tests call `compile_catalogs()` first.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from opencc import OpenCC

LOCALE = Path(__file__).resolve().parent / "locale"
# Standard traditional forms as most readers know them (裡, 為); the words stay those of the regulations.
TO_TRADITIONAL = "s2tw"
Key = tuple[str | None, str]
Texts = str | tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """Two parts that translate one text differently."""

    key: Key
    first: str
    second: str

    def __str__(self) -> str:
        return f"{self.key[1]!r} is translated differently in {self.first} and {self.second}"


def key_of(message: Message) -> Key:
    """Return what identifies a message: its context and its (singular) text."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return message.context, text


def entries(catalog: Catalog) -> Iterator[Message]:
    """Yield the messages of a catalog without its header."""
    return (message for message in catalog if message.id)


def is_translated(message: Message) -> bool:
    """Tell whether every form of the message has a translation."""
    texts = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return not message.fuzzy and all(texts)


def read_parts(locale: Path = LOCALE) -> dict[str, Catalog]:
    """Read the Chinese parts, one a folder of code: file name → catalog."""
    parts = {}
    for path in sorted((locale / "zh_Hans" / "parts").glob("*.po")):
        with path.open("rb") as file:
            parts[path.name] = read_po(file, locale="zh_Hans_CN", abort_invalid=True)
    return parts


def merge(parts: dict[str, Catalog]) -> tuple[dict[Key, Message], list[Conflict]]:
    """Merge parts into one table; of two different translations the first part's stands and the conflict is told."""
    merged: dict[Key, Message] = {}
    origin: dict[Key, str] = {}
    conflicts = []
    for name, catalog in parts.items():
        for message in entries(catalog):
            key = key_of(message)
            if key not in merged or not is_translated(merged[key]):
                merged[key], origin[key] = message, name
            elif is_translated(message) and message.string != merged[key].string:
                conflicts.append(Conflict(key, origin[key], name))
    return merged, conflicts


def _converted(text: Texts, converter: OpenCC | None) -> Texts:
    if converter is None:
        return text
    if isinstance(text, str):
        return converter.convert(text)
    return tuple(converter.convert(one) for one in text)


def _catalog(merged: dict[Key, Message], code: str, converter: OpenCC | None) -> Catalog:
    catalog = Catalog(locale=code, charset="utf-8")
    for message in merged.values():
        if is_translated(message):
            catalog.add(message.id, _converted(message.string, converter), flags=message.flags, context=message.context)
    return catalog


def _write(catalog: Catalog, path: Path) -> None:
    """Replace the file in one step, for several workers may compile at the same time."""
    buffer = BytesIO()
    write_mo(buffer, catalog)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(buffer.getvalue())
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path)


def _targets(locale: Path) -> dict[str, tuple[Path, str, Any]]:
    """List the languages to write: file, locale code, converter."""
    simplified, traditional = (locale / name / "LC_MESSAGES" / "django.mo" for name in ("zh_Hans", "zh_Hant"))
    return {
        "zh-hans": (simplified, "zh_Hans_CN", None),
        "zh-hant": (traditional, "zh_Hant_TW", OpenCC(TO_TRADITIONAL)),
    }


def is_current(locale: Path = LOCALE) -> bool:
    """Tell whether the compiled catalogs are newer than every part and than the list of parts itself."""
    folder = locale / "zh_Hans" / "parts"
    newest = max(path.stat().st_mtime_ns for path in (folder, *folder.glob("*.po"), Path(__file__)))
    compiled = [locale / name / "LC_MESSAGES" / "django.mo" for name in ("zh_Hans", "zh_Hant")]
    return all(path.exists() and path.stat().st_mtime_ns > newest for path in compiled)


def compile_catalogs(locale: Path = LOCALE) -> bool:
    """Write the .mo files when they are older than the parts; return whether anything was written.

    Untranslated entries are left out, so their English shows. Raises PoFileError for a part that cannot be read.
    """
    if is_current(locale):
        return False
    merged, _ = merge(read_parts(locale))
    for path, code, converter in _targets(locale).values():
        _write(_catalog(merged, code, converter), path)
    return True
