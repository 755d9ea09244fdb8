"""Keep the translations with the texts: `python -m tools.messages [PART ...]`.

Collects the English texts of the code and the templates, folder by folder, into locale/zh_Hans/parts/<folder>.po:
keeps what is translated, fills in what another part has already translated, drops what no longer stands in the code,
lists what is missing, and compiles. With names of parts (`desk ui`) only those files are written.
See docs/domain/languages.md.
"""

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
    """List the texts without a Chinese translation in their own part."""
    done = {name: {key_of(m) for m in entries(catalog) if is_translated(m)} for name, catalog in parts.items()}
    return [(part, key) for part, keys in found.items() for key in keys if key not in done.get(f"{part}.po", set())]


def obsolete(found: Found, parts: dict[str, Catalog]) -> list[tuple[str, Key]]:
    """List the entries whose text no longer stands in the folder of their part."""
    here = {f"{part}.po": keys for part, keys in found.items()}
    return [
        (name, key_of(message))
        for name, catalog in parts.items()
        for message in [*entries(catalog), *catalog.obsolete.values()]
        if key_of(message) not in here.get(name, {})
    ]


def _updated(keys: dict[Key, Message], own: Catalog | None, known: dict[Key, Message]) -> Catalog:
    old = {key_of(message): message for message in entries(own)} if own else {}
    catalog = Catalog(locale="zh_Hans_CN")
    for key, message in sorted(keys.items(), key=lambda pair: (pair[0][1], pair[0][0] or "")):
        kept = old.get(key)
        source = kept if kept and is_translated(kept) else known.get(key)
        fits = source is not None and source.pluralizable == message.pluralizable
        catalog.add(message.id, source.string if fits else None, message.locations, context=message.context)
    return catalog


def update(only: list[str], locale: Path = LOCALE, source: Path = SOURCE) -> list[tuple[str, Key]]:
    """Rewrite the parts named (all when none is) and return what is still untranslated in them."""
    found, parts = found_texts(source), read_parts(locale)
    known = {key_of(m): m for catalog in parts.values() for m in entries(catalog) if is_translated(m)}
    wanted = set(only) or {*found, *(name.removesuffix(".po") for name in parts)}
    folder = locale / "zh_Hans" / "parts"
    for part in sorted(wanted):
        path = folder / f"{part}.po"
        if not found.get(part):
            path.unlink(missing_ok=True)
            continue
        buffer = BytesIO()
        catalog = _updated(found[part], parts.get(path.name), known)
        write_po(buffer, catalog, width=0, omit_header=True, include_lineno=False)
        path.write_bytes(buffer.getvalue().strip() + b"\n")
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
