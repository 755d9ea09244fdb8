"""Everything that may be done at the reception of the hall. Doors of the app; the parts are split by subject."""

from yichuang.apps.reception.commands.counter import (
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
    "Handing", "Question", "answer_consultation", "close_visit", "confirm_hand_over", "consult", "hand_over",
    "note_first_contact", "open_visit",
]  # fmt: skip
