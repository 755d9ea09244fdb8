"""Everything that may be done at the reception of the hall. Doors of the app; the parts are split by subject."""

from yichuang.apps.reception.commands.appointments import (
    Arrangement,
    Reached,
    Wish,
    arrange,
    book,
    cancel,
    confirm,
    note_outcome,
    show_contact,
)
from yichuang.apps.reception.commands.arrivals import check_in, give_up_places
from yichuang.apps.reception.commands.away import Absent, register_absent
from yichuang.apps.reception.commands.calls import PhoneCall, pass_call, register_call, reveal_contact, settle_call
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
from yichuang.apps.reception.commands.overtime import note_overtime
from yichuang.apps.reception.commands.roster import (
    Call,
    call_out,
    close_callout,
    note_there,
    put_on_duty,
    take_off_duty,
)

__all__ = [
    "Absent", "Arrangement", "Call", "Handing", "PhoneCall", "Question", "Reached", "Wish", "answer_consultation",
    "arrange", "book", "call_out", "cancel", "check_in", "close_callout", "close_visit", "confirm",
    "confirm_hand_over", "consult", "give_up_places", "hand_over", "note_first_contact", "note_outcome",
    "note_overtime", "note_there", "open_visit", "pass_call", "put_on_duty", "register_absent", "register_call",
    "reveal_contact", "settle_call", "show_contact", "take_off_duty",
]  # fmt: skip
