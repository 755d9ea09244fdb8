"""Which faces print, and which characters they have. A box on an official paper is never printed silently."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn as noto
from fontTools.ttLib import TTCollection, TTFont

SHIPPED = Path(__file__).parent / "fonts"
SITE_FOLDER = "YICHUANG_FONTS"
_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_SONG = ("Noto Serif SC", "Yichuang Rare Han", "Noto Sans SC")
_FANGSONG = ("fangsong", "仿宋")
_HEAD = ("xiaobiaosong", "小标宋")


class MissingGlyphs(ValueError):
    """No face has some characters. `characters` are they, in order; the message tells what to do."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        self.characters = characters
        names = ", ".join(f"{char} (U+{ord(char):04X})" for char in characters)
        super().__init__(
            f"no installed font can print {names}; put a font that has them into the folder named by {SITE_FOLDER}"
        )


@lru_cache(maxsize=1)
def folders() -> tuple[Path, ...]:
    """The folders of faces: the package's, the shipped one, and the site's own when YICHUANG_FONTS names it."""
    site = os.environ.get(SITE_FOLDER, "").strip()
    if site and not Path(site).is_dir():
        raise NotADirectoryError(f"{SITE_FOLDER} names {site}, which is not a folder; correct or remove it")
    return (noto.serif_path().parent, SHIPPED, *((Path(site),) if site else ()))


@lru_cache(maxsize=1)
def _faces() -> tuple[tuple[str, frozenset[int]], ...]:
    """(family, characters) of every face; read once a process."""
    found: list[tuple[str, frozenset[int]]] = []
    for folder in folders():
        for path in sorted(file for file in folder.iterdir() if file.suffix.lower() in _SUFFIXES):
            for font in _open(path):
                names = font["name"]
                family = names.getDebugName(16) or names.getDebugName(1) or path.stem
                found.append((family, frozenset(font.getBestCmap() or ())))
    return tuple(found)


def _open(path: Path) -> list[TTFont]:
    if path.suffix.lower() in (".ttc", ".otc"):
        return list(TTCollection(path, lazy=True).fonts)
    return [TTFont(path, lazy=True)]


@lru_cache(maxsize=1)
def stacks() -> dict[str, list[str]]:
    """The order of families for body, head and sans; the site's faces come first where they fit, else last."""
    shipped = {"Yichuang Head", *_SONG}
    site = [family for family in dict.fromkeys(name for name, _ in _faces()) if family not in shipped]
    body = [family for family in site if any(mark in family.lower() for mark in _FANGSONG)]
    head = [family for family in site if any(mark in family.lower() for mark in _HEAD)]
    return {
        "body": [*body, *_SONG, *site],
        "head": [*head, "Yichuang Head", *_SONG, *site],
        "sans": ["Noto Sans SC", *_SONG, *site],
    }


@lru_cache(maxsize=1)
def _covered() -> frozenset[int]:
    return frozenset().union(*(characters for _, characters in _faces()))


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The distinct characters of `text` that no face can print, in order of appearance; newlines are no characters."""
    return tuple(char for char in dict.fromkeys(text) if char != "\n" and ord(char) not in _covered())


def require_glyphs(text: str) -> None:
    """Raise MissingGlyphs unless every character of `text` can be printed."""
    missing = missing_glyphs(text)
    if missing:
        raise MissingGlyphs(missing)
