"""Section 4: charged above the standard, without a standard in force, or below it without consent (D2.4.1 to 2.4.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from yichuang.core.detection.detection import Detection, Reason


@dataclass(frozen=True, slots=True)
class FeeFact:
    """A charge as it was made. Money is whole fen. standard_fen: what the catalogue asks for this quantity.

    known: the item ever had a fee of this name; in_force: on the day of the charge. standard_fen is None for a fee that
    is assessed case by case, or where none is in force. consented_fen: what the township government let off.
    """

    fee: str
    case: str
    name: str
    window: int
    person: int | None
    at: datetime
    amount_fen: int
    standard_fen: int | None
    known: bool = True
    in_force: bool = True
    consented_fen: int = 0


def fee_above_standard(fact: FeeFact) -> Iterator[Detection]:
    """4.1 (D2.4.1): more than standard times quantity; a proposal, since it counts only when verified (经查实)."""
    if fact.in_force and fact.standard_fen is not None and fact.amount_fen > fact.standard_fen:
        yield _fee(fact, "4.1", Reason.FEE_RAISED)


def fee_not_in_force(fact: FeeFact) -> Iterator[Detection]:
    """4.2 (D2.4.2): a fee the item does not have, or one that was abolished or not yet in force that day."""
    if not fact.known:
        yield _fee(fact, "4.2", Reason.FEE_UNKNOWN)
    elif not fact.in_force:
        yield _fee(fact, "4.2", Reason.FEE_ABOLISHED)


def fee_below_standard(fact: FeeFact) -> Iterator[Detection]:
    """4.3 (D2.4.3): less than the standard by more than was consented to."""
    if fact.in_force and fact.standard_fen is not None and fact.amount_fen < fact.standard_fen - fact.consented_fen:
        yield _fee(fact, "4.3", Reason.FEE_LESS)


def _fee(fact: FeeFact, rule: str, why: Reason) -> Detection:
    standard = () if fact.standard_fen is None else (("standard", fact.standard_fen),)
    said = (("name", fact.name), ("amount", fact.amount_fen), *standard)
    proofs = (fact.fee, fact.case) if fact.case else (fact.fee,)
    return Detection(rule, fact.fee, fact.window, fact.at, why, proofs, said, fact.person)


@dataclass(frozen=True, slots=True)
class WaiverFact:
    """That a fee was let off or put off. consented: True, False, or None while nobody has decided.

    let_off: the case ended with the fee unpaid, so that the waiver was in fact granted.
    """

    waiver: str
    case: str
    name: str
    window: int
    person: int | None
    at: datetime
    amount_fen: int
    consented: bool | None
    let_off: bool


def waived_without_consent(fact: WaiverFact) -> Iterator[Detection]:
    """4.3 (D2.4.3): let off or put off in fact without the consent of the township government."""
    if fact.let_off and fact.consented is not True:
        said = (("name", fact.name), ("amount", fact.amount_fen))
        proofs = (fact.waiver, fact.case) if fact.case else (fact.waiver,)
        yield Detection("4.3", fact.waiver, fact.window, fact.at, Reason.FEE_WAIVED, proofs, said, fact.person)


IRREGULAR = {
    "raised": ("4.1", Reason.FEE_RAISED), "abolished": ("4.2", Reason.FEE_ABOLISHED),
    "unknown": ("4.2", Reason.FEE_UNKNOWN), "waived_without_consent": ("4.3", Reason.FEE_WAIVED),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class IrregularityFact:
    """What somebody noted that was charged or let off outside the register; `kind` is a key of IRREGULAR."""

    ref: str
    case: str
    kind: str
    name: str
    window: int
    at: datetime
    amount_fen: int


def noted_irregularity(fact: IrregularityFact) -> Iterator[Detection]:
    """4.1, 4.2 or 4.3 (D2.4): as noted; a proposal that takes the noted evidence with it."""
    rule, why = IRREGULAR[fact.kind]
    proofs = (fact.ref, fact.case) if fact.case else (fact.ref,)
    said = (("name", fact.name), ("amount", fact.amount_fen))
    yield Detection(rule, fact.ref, fact.window, fact.at, why, proofs, said)
