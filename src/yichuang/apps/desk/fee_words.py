"""What fees, tickets, waivers and irregularities are called on the pages of the desk; English msgids."""

from decimal import Decimal

from yichuang.core.identity import N_

STANDINGS = {
    "due": (N_("to be paid"), "warn"),
    "paid": (N_("paid"), "good"),
    "waived": (N_("waived with consent"), "quiet"),
    "deferred": (N_("deferred with consent"), "info"),
    "asked": (N_("waiver waits for its decision"), "info"),
    "assessed": (N_("when it is assessed"), "quiet"),
}
WAIVERS = {"reduction": N_("Reduction"), "waiver": N_("Waiver"), "deferral": N_("Deferral")}
DECISIONS = {None: (N_("not yet decided"), "warn"), True: (N_("approved"), "good"), False: (N_("declined"), "quiet")}
IRREGULARITIES = {
    "raised": N_("Charged above the standard"),
    "abolished": N_("Abolished fee still charged"),
    "unknown": N_("Fee that is on no list"),
    "waived_without_consent": N_("Let off without consent"),
}


def plain(number: Decimal) -> str:
    """A quantity without needless noughts: 2, 12.5."""
    return f"{number.normalize():f}"


def thousandths(number: int) -> str:
    return plain(Decimal(number) / 1000)


def yuan(fen: int) -> Decimal:
    """Fen as yuan, exactly."""
    return Decimal(fen) / 100
