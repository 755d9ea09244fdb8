from yichuang.apps.keeping.commands.archives import (
    Paper,
    archive_cases,
    archive_paper,
    note_lost,
    rearrange,
    refuse_reading,
)
from yichuang.apps.keeping.commands.loans import LoanAsked, ask_loan, decide_loan, hand_out, take_back
from yichuang.apps.keeping.commands.stock import Card, move_stock, open_card, retire_card, set_low_water

__all__ = [
    "Card", "LoanAsked", "Paper", "archive_cases", "archive_paper", "ask_loan", "decide_loan", "hand_out",
    "move_stock", "note_lost", "open_card", "rearrange", "refuse_reading", "retire_card", "set_low_water", "take_back",
]  # fmt: skip
