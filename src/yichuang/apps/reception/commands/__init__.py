"""Everything that may be done around a visit or a call. Doors of the app, split by subject."""

from yichuang.apps.reception.commands.calls import Call, pass_call, register_call, reveal_contact, settle_call
from yichuang.apps.reception.commands.overtime import note_overtime
from yichuang.apps.reception.commands.visits import (
    Handing,
    Question,
    answer_consultation,
    close_visit,
    confirm_hand_over,
    consult,
    hand_over,
    note_first_contact,
    open_visit,
)

__all__ = [
    "Call", "Handing", "Question", "answer_consultation", "close_visit", "confirm_hand_over", "consult",
    "hand_over", "note_first_contact", "note_overtime", "open_visit", "pass_call", "register_call",
    "reveal_contact", "settle_call",
]  # fmt: skip
