"""At which step of sizes a notice fits its page: reckoned here, so that the page is hardly ever laid out twice.

GB/T 9704-2012 sets margins of 37/35/28/26 mm and size 3 (16 pt), 22 lines a page; the later steps are for long texts.
The typesetter has the last word: where the reckoning leaves a doubt it measures, and it says when a page overflows.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any, NamedTuple

MM = 72 / 25.4


class Step(NamedTuple):
    """Sizes in points, margins and the seal in millimetres, the pitch of lines as a multiple of the size."""

    size: float
    pitch: float
    top: float
    bottom: float
    left: float
    right: float
    head: float
    title: float
    seal: float

    @property
    def small(self) -> float:
        """The size of forms and tables."""
        return max(9.0, self.size * 0.84)

    @property
    def gap(self) -> float:
        """Between lines and between paragraphs."""
        return self.size * (self.pitch - 1)

    @property
    def room(self) -> tuple[float, float]:
        """Width and height inside the margins, in points."""
        return (210 - self.left - self.right) * MM, (297 - self.top - self.bottom) * MM


STEPS = (
    Step(16, 1.75, 37, 22, 28, 26, 40, 22, 36),
    Step(15, 1.65, 33, 20, 28, 26, 38, 22, 34),
    Step(14, 1.6, 28, 18, 27, 25, 36, 20, 32),
    Step(13, 1.55, 26, 17, 26, 24, 34, 19, 30),
    Step(12, 1.55, 24, 16, 25, 23, 32, 18, 28),
    Step(10.5, 1.5, 18, 14, 23, 21, 28, 16, 24),
    Step(9, 1.4, 14, 11, 20, 18, 24, 15, 20),
    Step(9, 1.25, 12, 10, 20, 18, 22, 14, 20),
)
# What a letter or digit takes of a Chinese character's width, about; as a share of the size.
LETTER = 0.6
CLOSING = ("。", "，", "、", "；", "：", "！", "？", "）", "》", "”")
# How far the reckoning may be off, in lines of the text: nearly always none, now and then one.
DOUBT = 1.25


def begin(page: dict[str, Any]) -> tuple[int, bool]:
    """The step at which a page, as the template takes it, should fit; whether no larger one could, beyond doubt."""
    fitting = (at for at, step in enumerate(STEPS) if _height(page, step) <= step.room[1])
    at = next(fitting, len(STEPS) - 1)
    if at == 0:
        return at, True
    larger = STEPS[at - 1]
    return at, _height(page, larger) - DOUBT * larger.size * larger.pitch > larger.room[1]


def _height(page: dict[str, Any], step: Step) -> float:
    """Points from the top of the head to the end of the foot."""
    width, gap = step.room[0], step.gap
    head = min(step.head, width / max(1.0, _ems(page["hall"])))  # a long name is set smaller
    seal = step.seal * MM if page["seal"] else step.size * 2 + gap
    code = (24 if step.size >= 11 else 21) * MM if page["verify"]["svg"] else 0
    around = head + step.title + seal + code + 4 * MM + step.size * 4.85 + gap * 7.9
    signed = step.small + step.size * 1.8 if page["signature"] else 0
    addressed = _text(page["addressee"], width, step.size, gap) if page["addressee"] else 0
    return around + signed + addressed + sum(_block(block, step) + gap for block in page["blocks"])


def _block(block: dict[str, Any], step: Step) -> float:
    width, kind = step.room[0], block["block"]
    if kind == "fields":
        longest = max((_ems(row[0]) for row in block["rows"]), default=0)
        label = min(longest * step.small + step.size * 1.2, 48 * MM)
        return _table(block["rows"], (label, width - label), step)
    if kind == "table":
        shares = block["widths"] or [1] * len(block["header"])
        return _table((block["header"], *block["rows"]), [width * one / sum(shares) for one in shares], step)
    said = block["items"] if kind == "numbered" else block["lines"]
    # Notes are smaller; all else is set in by two characters.
    size, indent = (max(9.0, step.size * 0.8), 0) if kind == "notes" else (step.size, step.size * 2)
    return sum(_text(words, width, size, step.gap, indent) + step.gap for words in said) - step.gap


def _table(rows: Sequence[Sequence[str]], widths: Sequence[float], step: Step) -> float:
    size, gap = step.small, max(0.2, step.pitch - 1.15) * step.small
    inset = (step.pitch - 0.9) * size
    return sum(
        max(_text(words, max(size, width - size), size, gap) for words, width in zip(row, widths, strict=True)) + inset
        for row in rows
    )


def _text(words: str, width: float, size: float, gap: float, indent: float = 0) -> float:
    count = sum(max(1, ceil((_ems(line) * size + indent) / width)) for line in words.split("\n"))
    return count * size + (count - 1) * gap


def _ems(words: str) -> float:
    """The width of a line of `words` in characters: a Chinese one has three bytes, a letter has one."""
    wide = (len(words.encode("utf-8", "surrogatepass")) - len(words)) / 2
    # At the end of a line a full stop takes half its place.
    return wide + (len(words) - wide) * LETTER - (0.5 if words.endswith(CLOSING) else 0)
