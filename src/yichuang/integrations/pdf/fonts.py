"""Which faces print, and which characters they have. A box on an official paper is never printed silently."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn as noto
import typst
from fontTools.ttLib import TTFont

SHIPPED = Path(__file__).parent / "fonts"
SITE_FOLDER = "YICHUANG_FONTS"
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
    """(family, characters) of every face; read once a process.

    The typesetter itself is asked for its faces: it passes over a damaged file without a word, and a character that
    only such a file has would be a box on paper.
    """
    known = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders()],
    )
    faces = [(face.family, Path(face.path), face.index) for face in known.fonts() if face.path]
    return tuple((family, _characters(path, index)) for family, path, index in sorted(faces, key=lambda face: face[1:]))


def _characters(path: Path, index: int) -> frozenset[int]:
    with TTFont(path, lazy=True, fontNumber=index) as font:
        return frozenset(font.getBestCmap() or ())


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
def _covered() -> frozenset[str]:
    return frozenset(chr(code) for _, characters in _faces() for code in characters) | {"\n"}


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The distinct characters of `text` that no face can print, in order of appearance; newlines are no characters."""
    missing = set(text) - _covered()
    return tuple(char for char in dict.fromkeys(text) if char in missing) if missing else ()


def require_glyphs(text: str) -> None:
    """Raise MissingGlyphs unless every character of `text` can be printed."""
    missing = missing_glyphs(text)
    if missing:
        raise MissingGlyphs(missing)
