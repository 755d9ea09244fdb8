"""Which limit rules a case (C-03), and whether it may be extended (D5.2.3, D4.7.2, C-17)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yichuang.core.sentences import N_, Sentence
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
            Sentence(N_("The promised limit of %(given)s is not within %(most)s."),
                     {"given": promise[0].words, "most": longest.words}),
            Sentence(N_("Promise no more than the longest limit allowed, in the same unit.")),
            "D3.4.7",
        )  # fmt: skip
    ranked = ((Ground.STATUTE, statute), (Ground.ITEM, item), (Ground.PROMISE, promise))
    ground, (limit, source) = next(((g, given) for g, given in ranked if given), (Ground.GENERAL, general))
    if ground is Ground.STATUTE and not source.strip():
        return Refusal(
            "statute_without_basis", Sentence(N_("A statutory limit has no legal basis.")),
            Sentence(N_("Name the law and article.")), "D5.2.2",
        )  # fmt: skip
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
        (not by_principal_leader, "not_principal", N_("Only the principal leaders may extend a limit."),
         N_("Ask the principal leaders of the township for approval.")),
        (extension.amount > longest.amount or extension.unit is not longest.unit, "too_long",
         N_("An extension may be %(most)s at most."), N_("Choose a shorter extension.")),
        (already >= times, "already_extended", N_("The limit has been extended before."),
         N_("Finish within the extended limit.")),
        (now > due_now, "after_due", N_("The due time has passed."), N_("Apologise and finish at once.")),
    )  # fmt: skip
    for refused, code, said, remedy in checks:
        if refused:
            return Refusal(code, Sentence(said, {"most": longest.words}), Sentence(remedy), "D5.2.3")
    return None
