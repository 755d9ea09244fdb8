"""What follows from the materials a citizen brought, and why (D3.4.2, D3.4.4, D3.4.5, D4.6.3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    PRESENT = "present"
    MISSING = "missing"
    UNACCEPTABLE = "unacceptable"
    UNMARKED = "unmarked"


class Decision(StrEnum):
    ACCEPT = "accept"
    SUPPLEMENT = "supplement"
    RETURN = "return"
    CONSULT = "consult"
    CHECK = "check"


@dataclass(frozen=True)
class Checked:
    """One material of the item and how it was found."""

    id: str
    name: str
    required: bool
    main: bool
    mark: Mark
    note: str = ""

    @property
    def lacking(self) -> bool:
        return self.required and self.mark in (Mark.MISSING, Mark.UNACCEPTABLE)


@dataclass(frozen=True)
class Proposal:
    """What the system says follows; `because` are the materials that decided, `clause` the rule."""

    decision: Decision
    code: str
    clause: str
    because: tuple[Checked, ...] = ()

    @property
    def may_accept(self) -> bool:
        return self.decision is Decision.ACCEPT


def decide(materials: Sequence[Checked], *, consultation_only: bool = False) -> Proposal:
    """Accept, supplement, return or consult; CHECK while a required material is still unmarked.

    A missing main document proposes a return (D3.4.5). One that was brought but is not acceptable, or any
    other lacking material, proposes a supplement (D3.4.4). Nothing lacking: accept (D3.4.2).
    """
    if consultation_only:
        return Proposal(Decision.CONSULT, "item_is_consultation", "D3.4.3")
    if unmarked := _of(materials, lambda one: one.required and one.mark is Mark.UNMARKED):
        return Proposal(Decision.CHECK, "not_all_marked", "D4.6.3", unmarked)
    if gone := _of(materials, lambda one: one.main and one.required and one.mark is Mark.MISSING):
        return Proposal(Decision.RETURN, "main_document_missing", "D3.4.5", gone)
    if lacking := _of(materials, lambda one: one.lacking):
        return Proposal(Decision.SUPPLEMENT, "materials_lacking", "D3.4.4", lacking)
    return Proposal(Decision.ACCEPT, "materials_complete", "D3.4.2")


def _of(materials: Sequence[Checked], test: Callable[[Checked], bool]) -> tuple[Checked, ...]:
    return tuple(one for one in materials if test(one))
