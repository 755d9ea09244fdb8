"""What a fee comes to and which numbers of a ticket book are where: exact, with the working (D2.4, D5.6.14)."""

from yichuang.core.fees.amounts import (
    FEN,
    MOST_DECIMALS,
    Charge,
    Standard,
    Wrong,
    WrongCode,
    charge,
    in_fen,
    read_money,
    read_quantity,
    standard_on,
)
from yichuang.core.fees.tickets import Tally, TicketNumber, read_ticket, tally

__all__ = [
    "FEN", "MOST_DECIMALS", "Charge", "Standard", "Tally", "TicketNumber", "Wrong", "WrongCode", "charge", "in_fen",
    "read_money", "read_quantity", "read_ticket", "standard_on", "tally",
]  # fmt: skip
