"""One warm Typst compiler for the process: fonts are read once, data goes in as JSON and is never read as markup."""

from __future__ import annotations

import json
import re
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from yichuang.integrations.pdf import fonts

_TEMPLATES = Path(__file__).parent / "templates"
_LOCK = threading.Lock()
_OVERFULL = "yichuang: does not fit"
_TOO_LARGE = re.compile(r"yichuang: too large a step (\d+)")


class DoesNotFit(ValueError):
    """The text is too long for one legible page; the message says what to shorten."""


class TooLarge(Exception):
    """The text ran onto a second page at `step`, the step of sizes it was thought to fit; the next one may do."""

    def __init__(self, step: int) -> None:
        self.step = step
        super().__init__(f"the text runs onto a second page at step {step}")


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=[str(folder) for folder in fonts.folders()], ignore_system_fonts=True)


@lru_cache(maxsize=8)
def _sources(main: str) -> dict[str, bytes]:
    files = {path.name: path.read_bytes() for path in _TEMPLATES.glob("*.typ")}
    return files | {"main.typ": files[main]}


def render(template: str, data: dict[str, Any]) -> bytes:
    """PDF bytes of a template with `data`; the same data gives the same bytes. Safe to call from many threads.

    Raises MissingGlyphs for characters no face has, DoesNotFit when a one-page template has too much text, TooLarge
    when it has too much for the step of sizes it began with.
    """
    fonts.require_glyphs("".join(_printed(data)))
    inputs = {"data": json.dumps(data | {"fonts": fonts.stacks()}, ensure_ascii=False)}
    # Two threads inside one compiler would raise; a page takes milliseconds, so they wait for each other.
    with _LOCK:
        try:
            return _compiler().compile(input=_sources(template), format="pdf", sys_inputs=inputs)
        except typst.TypstError as error:
            if _OVERFULL in str(error):
                raise DoesNotFit("the text is too long for one page at the smallest legible size; shorten it") from None
            if found := _TOO_LARGE.search(str(error)):
                raise TooLarge(int(found[1])) from None
            raise


def _printed(value: Any) -> list[str]:
    """Every string that reaches the page; `svg` holds drawings, not text."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, one in value.items() if key != "svg" for text in _printed(one)]
    if isinstance(value, (list, tuple)):
        return [text for one in value for text in _printed(one)]
    return []
