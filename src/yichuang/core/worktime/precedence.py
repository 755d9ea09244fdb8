"""Which limit rules a case (C-03), and whether it may be extended (D5.2.3, D4.7.2, C-17)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yichuang.core.worktime.errors import Refusal
from yichuang.core.worktime.limits import Limit


class Ground(StrEnum):
    """Where the limit of a case comes from, the strongest first."""

    STATUTE = "statute"
    ITEM = "item"
    PROMISE = "promise"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class ChosenLimit:
    """The limit in force, its ground and the text it rests on."""

    limit: Limit
    ground: Ground
    source: str


def choose_limit(
    *,
    general: tuple[Limit, str],
    statute: tuple[Limit, str] | None = None,
    item: tuple[Limit, str] | None = None,
    promise: tuple[Limit, str] | None = None,
    maximum: Limit | None = None,
) -> ChosenLimit | Refusal:
    """Take the strongest of the limits given, each with its source: statute › item › promise › general (C-03).

    `maximum` is the longest promise allowed; None means the general limit. A promise above it, or in another unit
    (which could not be compared), is refused even when a stronger limit rules (D3.4.7).
    """
    longest = maximum or general[0]
    if promise and (promise[0].unit is not longest.unit or promise[0].amount > longest.amount):
        return Refusal(
            "promise_too_long",
            f"The promised limit of {promise[0].amount} {promise[0].unit} is not within {longest.amount} "
            f"{longest.unit}.",
            "Promise no more than the longest limit allowed, in the same unit.",
            "D3.4.7",
        )
    ranked = ((Ground.STATUTE, statute), (Ground.ITEM, item), (Ground.PROMISE, promise))
    ground, (limit, source) = next(((g, given) for g, given in ranked if given), (Ground.GENERAL, general))
    if ground is Ground.STATUTE and not source.strip():
        return Refusal(
            "statute_without_basis", "A statutory limit has no legal basis.", "Name the law and article.", "D5.2.2"
        )
    return ChosenLimit(limit, ground, source)


def refuse_extension(
    *,
    extension: Limit,
    longest: Limit,
    already: int,
    times: int,
    by_principal_leader: bool,
    due_now: datetime,
    now: datetime,
) -> Refusal | None:
    """Return why an extension is not allowed, or None when it is.

    `longest` and `times` come from the rules (10 days, once); `due_now` is the due time it would replace. The notice
    to the citizen (N06) is the caller's: without it the old due time stands (D4.7.2).
    """
    checks = (
        (not by_principal_leader, "not_principal", "Only the principal leaders may extend a limit.",
         "Ask the principal leaders of the township for approval."),
        (extension.amount > longest.amount or extension.unit is not longest.unit, "too_long",
         f"An extension may be {longest.amount} {longest.unit} at most.", "Choose a shorter extension."),
        (already >= times, "already_extended", "The limit has been extended before.",
         "Finish within the extended limit."),
        (now > due_now, "after_due", "The due time has passed.", "Apologise and finish at once (D5.2.4)."),
    )  # fmt: skip
    for refused, code, sentence, remedy in checks:
        if refused:
            return Refusal(code, sentence, remedy, "D5.2.3")
    return None
