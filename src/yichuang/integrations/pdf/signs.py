"""The sign of a model window 党员示范窗口: one A4 sheet across, to hang at the window (D1.22, D1.28)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from yichuang.integrations.pdf.engine import render


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSign:
    """What a sign says, ready to print: the honour, the window, the month, who awarded it when, what proves it."""

    title: str
    window: str
    month: str
    awarded: str
    proof: str


def render_model_signs(hall: str, signs: Sequence[ModelSign]) -> bytes:
    """Each sign on a page of its own; the same signs give the same bytes.

    Raises ValueError without any sign, MissingGlyphs for characters no face has.
    """
    if not signs:
        raise ValueError("no sign to print")
    title = f"{hall} {signs[0].title} {signs[0].month}"
    return render("sign.typ", {"title": title, "hall": hall, "signs": [asdict(one) for one in signs]})
