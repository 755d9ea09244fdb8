"""Keep the translations with the texts: `python -m tools.messages [PART ...]`.

Collects the English texts of the code and the templates. A text that no part holds yet goes into the part of its
folder, locale/zh_Hans/parts/<folder>.po; what is translated stays where it is; what no longer stands in the code is
dropped; what is missing is listed; the catalogs are compiled. With names of parts (`desk ui`) only those files are
written. See docs/domain/languages.md.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import write_po

from yichuang.ui.messages import LOCALE, Key, compile_catalogs, entries, is_translated, key_of, read_parts

SOURCE = Path(__file__).resolve().parents[1] / "src/yichuang"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
JINJA = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false", "encoding": "utf-8"}
Found = dict[str, dict[Key, Message]]


def part_of(path: Path, source: Path = SOURCE) -> str:
    """Name the part a file belongs to: the app's name, or the top folder's outside the apps."""
    folders = path.relative_to(source).parts
    return folders[1] if folders[0] == "apps" and len(folders) > 2 else folders[0]


def sources(source: Path = SOURCE) -> Iterator[tuple[Path, str]]:
    """Yield every file that may hold texts, with the extractor that reads it."""
    for path in sorted(source.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, "python"
    for path in sorted(source.rglob("templates/**/*")):
        if path.suffix in (".html", ".txt"):
            yield path, "jinja2.ext:babel_extract"


def _messages(path: Path, method: str) -> Iterator[Message]:
    with path.open("rb") as file:
        options = JINJA if method.startswith("jinja2") else None
        for line, text, _, context in extract(method, file, KEYWORDS, (), options):
            yield Message(text, context=context, locations=[(path.name, line)])
    if options is None:
        yield from _in_f_strings(path)


def _in_f_strings(path: Path) -> Iterator[Message]:
    """Yield the texts translated inside an f-string, which the extractor reads as one plain string before 3.12."""
    for outer in ast.walk(ast.parse(path.read_bytes())):
        if not isinstance(outer, ast.JoinedStr):
            continue
        for call in ast.walk(outer):
            match call:
                case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(text))]) if name in KEYWORDS:
                    yield Message(text, locations=[(path.name, call.lineno)])


def found_texts(source: Path = SOURCE) -> Found:
    """Collect the texts of the house: part → key → message, with the names of the files it stands in."""
    found: Found = defaultdict(dict)
    for path, method in sources(source):
        part = found[part_of(path, source)]
        for message in _messages(path, method):
            place = (path.relative_to(source).as_posix(), 0)
            known = part.setdefault(key_of(message), Message(message.id, context=message.context))
            if place not in known.locations:
                known.locations.append(place)
            if message.pluralizable and not known.pluralizable:
                known.id = message.id
    return {name: messages for name, messages in found.items() if messages}


def missing(found: Found, parts: dict[str, Catalog]) -> list[tuple[str, Key]]:
    """List the texts that no part translates, with the folder they stand in."""
    done = {key_of(m) for catalog in parts.values() for m in entries(catalog) if is_translated(m)}
    return [(part, key) for part, keys in found.items() for key in keys if key not in done]


def obsolete(found: Found, parts: dict[str, Catalog]) -> list[tuple[str, Key]]:
    """List the entries whose text no longer stands anywhere in the house."""
    here = {key for keys in found.values() for key in keys}
    return [
        (name, key_of(message))
        for name, catalog in parts.items()
        for message in [*entries(catalog), *catalog.obsolete.values()]
        if key_of(message) not in here
    ]


def _updated(own: Catalog | None, fresh: dict[Key, Message], here: dict[Key, Message]) -> Catalog:
    """Rebuild one part: its entries that still stand in the house, and the fresh texts of its folder."""
    old = {key_of(message): message for message in entries(own)} if own else {}
    catalog = Catalog(locale="zh_Hans_CN")
    for key in sorted({*(old.keys() & here.keys()), *fresh}, key=lambda key: (key[1], key[0] or "")):
        message, kept = here[key], old.get(key)
        fits = kept is not None and is_translated(kept) and bool(kept.pluralizable) == bool(message.pluralizable)
        catalog.add(message.id, kept.string if kept and fits else None, message.locations, context=message.context)
    return catalog


def _everywhere(found: Found) -> dict[Key, Message]:
    """Join the folders: key → message with every place it stands in."""
    here: dict[Key, Message] = {}
    for keys in found.values():
        for key, message in keys.items():
            known = here.setdefault(key, Message(message.id, context=message.context))
            known.locations.extend(message.locations)
            known.id = message.id if message.pluralizable else known.id
    return here


def update(only: list[str], locale: Path = LOCALE, source: Path = SOURCE) -> list[tuple[str, Key]]:
    """Rewrite the parts named (all when none is) and return what no part translates yet of their folders."""
    found, parts = found_texts(source), read_parts(locale)
    here, kept = _everywhere(found), {key_of(m) for catalog in parts.values() for m in entries(catalog)}
    wanted = set(only) or {*found, *(name.removesuffix(".po") for name in parts)}
    for part in sorted(wanted):
        path = locale / "zh_Hans" / "parts" / f"{part}.po"
        fresh = {key: message for key, message in found.get(part, {}).items() if key not in kept}
        kept |= fresh.keys()
        buffer = BytesIO()
        catalog = _updated(parts.get(path.name), fresh, here)
        write_po(buffer, catalog, width=0, omit_header=True, include_lineno=False)
        if text := buffer.getvalue().strip():
            path.write_bytes(text + b"\n")
        else:
            path.unlink(missing_ok=True)
    return [(part, key) for part, key in missing(found, read_parts(locale)) if part in wanted]


def main(only: list[str]) -> int:
    untranslated = update(only)
    for part, (context, text) in untranslated:
        print(f"{part}.po: no Chinese yet for {text!r}" + (f" ({context})" if context else ""))
    compile_catalogs()
    print(f"{len(untranslated)} texts to translate in {LOCALE / 'zh_Hans' / 'parts'}")
    return 0


if __name__ == "__main__":
    sys.exit(main([name.removesuffix(".po") for name in sys.argv[1:] if name not in ("extract", "compile")]))
