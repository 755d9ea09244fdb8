"""QR codes as SVG, drawn on the machine itself; for pages and for printed documents."""

from __future__ import annotations

import io
from functools import lru_cache
from xml.sax.saxutils import escape

import segno

_QUIET = 4  # modules of white border the standard asks for


def _code(text: str) -> segno.QRCode:
    """Level M, never a micro code: every phone reads it, also from a worn print."""
    if not text:
        raise ValueError("a QR code needs a text; got an empty one")
    try:
        return segno.make(text, error="m", micro=False)
    except (segno.DataOverflowError, UnicodeEncodeError) as error:
        raise ValueError(f"this text cannot be put into a QR code: {error}") from error


@lru_cache(maxsize=256)
def _path(text: str) -> tuple[int, str]:
    """(side in modules with the border, path data); one horizontal stroke a run of dark modules."""
    matrix = _code(text).matrix
    strokes: list[str] = []
    for y, row in enumerate(matrix):
        line = bytes(row)
        x = line.find(1)
        while x >= 0:
            end = line.find(0, x)
            end = len(line) if end < 0 else end
            strokes.append(f"M{x + _QUIET} {y + _QUIET}h{end - x}v1h{x - end}z")
            x = line.find(1, end)
    return len(matrix) + 2 * _QUIET, "".join(strokes)


def qr_svg(text: str, *, title: str = "") -> str:
    """An SVG element for a page: scales with its box, black on white, named `title` (or the text) for screen readers.

    Raises ValueError for an empty text, or one too long for a QR code.
    """
    side, path = _path(text)
    name = escape(title or text, {'"': "&quot;"})
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" aria-label="{name}" '
        f'shape-rendering="crispEdges"><title>{name}</title>'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{path}"/></svg>'
    )


def qr_drawing(text: str) -> str:
    """The bare SVG document for a printed page: no title, no white ground."""
    side, path = _path(text)
    box, size = f"{_QUIET} {_QUIET} {side - 2 * _QUIET} {side - 2 * _QUIET}", side - 2 * _QUIET
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="{box}">'
    return f'{head}<path d="{path}"/></svg>'


def qr_png(text: str, *, scale: int = 8) -> bytes:
    """A PNG with `scale` pixels a module, for programs that take no SVG."""
    out = io.BytesIO()
    _code(text).save(out, kind="png", scale=scale, border=_QUIET)
    return out.getvalue()
