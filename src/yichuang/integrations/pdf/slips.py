"""The queue slip a visitor takes from the kiosk."""

from __future__ import annotations

from dataclasses import dataclass

from yichuang.integrations.pdf.engine import render
from yichuang.integrations.qr import qr_drawing

_SCAN = "扫码查看排队进度"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketSlip:
    """What a slip says. `ahead` counts the people waiting before this one; texts are Chinese and ready to print.

    `time_range` is the expected time of the call, such as "预计10:20—10:40"; empty when there is no estimate.
    `taken_at` is the printed moment of taking, local time, such as "2026年7月1日9时26分". `notes` are small lines.
    """

    hall_name: str
    number: str
    business: str
    ahead: int
    taken_at: str
    time_range: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()


def render_ticket_slip(slip: TicketSlip) -> bytes:
    """The slip as a PDF page 80 mm wide and as long as needed. Raises MissingGlyphs; same slip, same bytes."""
    return render(
        "slip.typ",
        {
            "title": f"{slip.hall_name} {slip.number}",
            "hall": slip.hall_name,
            "number": slip.number,
            "business": slip.business,
            "lines": [line for line in (f"前面等候：{slip.ahead}人", slip.time_range) if line],
            "svg": qr_drawing(slip.url) if slip.url else "",
            "scan": _SCAN if slip.url else "",
            "small": [f"取号时间：{slip.taken_at}", *slip.notes],
        },
    )
