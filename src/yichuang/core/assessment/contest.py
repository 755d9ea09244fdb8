"""The monthly contest 月度评比: the first three windows become model windows 党员示范窗口 (D1.28, R28, C-13)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from yichuang.core.assessment.errors import AssessmentError
from yichuang.core.assessment.findings import Share
from yichuang.core.sentences import N_

_NOTHING = Fraction(-1)


class By(StrEnum):
    """What windows are compared by, in this order; what is equal in all of them shares a rank."""

    TOTAL = "total"
    SATISFACTION = "satisfaction"
    ON_TIME = "on_time"
    CASES = "cases"


@dataclass(frozen=True, slots=True)
class Terms:
    """The hall's terms. places: how many ranks become model windows. most: how many windows at the utmost when a tie
    goes across the last of them. cases, ratings: the sample below which a window is shown, not ranked."""

    places: int
    most: int
    cases: int
    ratings: int

    def __post_init__(self) -> None:
        """Refuse terms by which nobody could become a model window, or fewer with a tie than without."""
        if not 1 <= self.places <= self.most:
            raise AssessmentError(
                "bad_terms", N_("%(places)s places and %(most)s at the utmost do not go together"),
                places=self.places, most=self.most,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entrant:
    """A window's month: its total and the two shares. order: where it stands among equals in a list, nothing else."""

    window: str
    order: int
    total: Fraction
    satisfaction: Share
    on_time: Share

    @property
    def cases(self) -> int:
        """The cases the on-time share is asked of."""
        return self.on_time.den

    def by(self, what: By) -> Fraction:
        """What is compared, more is better; a share without data comes after every share there is."""
        if what is By.TOTAL:
            return self.total
        if what is By.CASES:
            return Fraction(self.cases)
        share = self.satisfaction if what is By.SATISFACTION else self.on_time
        return share.percent if share.den else _NOTHING


@dataclass(frozen=True, slots=True)
class Place:
    """Where a window came. rank: none under the minimum sample; windows alike in all share one, the next is skipped.

    model: whether it becomes a model window. behind: in what it is behind the window listed before it; none for the
    first and for equals. lacks: of what it had too little to be ranked.
    """

    entrant: Entrant
    rank: int | None
    model: bool = False
    behind: By | None = None
    lacks: tuple[By, ...] = ()


@dataclass(frozen=True, slots=True)
class Standings:
    """All windows, the ranked ones first. tied: those alike across the last place, model windows or none of them."""

    terms: Terms
    places: tuple[Place, ...]
    tied: tuple[str, ...] = ()

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(one.entrant.window for one in self.places if one.model)


def rank(entrants: Collection[Entrant], terms: Terms) -> Standings:
    """The standings of a month; the same for the same windows in any order."""
    able = [one for one in entrants if not _lacks(one, terms)]
    short = [one for one in entrants if _lacks(one, terms)]
    listed = _ranked(sorted(able, key=_worth))
    last = _last_model(listed, terms)
    tied = _tied(listed, terms)
    places = [Place(one.entrant, one.rank, (one.rank or 0) <= last, one.behind) for one in listed]
    left = [Place(one, None, lacks=_lacks(one, terms)) for one in sorted(short, key=_worth)]
    return Standings(terms, (*places, *left), tied)


def _worth(one: Entrant) -> tuple[Fraction | int | str, ...]:
    return (*(-one.by(what) for what in By), one.order, one.window)


def _lacks(one: Entrant, terms: Terms) -> tuple[By, ...]:
    few = {By.SATISFACTION: one.satisfaction.den < terms.ratings, By.CASES: one.cases < terms.cases}
    return tuple(what for what, missing in few.items() if missing)


def _ranked(able: Sequence[Entrant]) -> list[Place]:
    made = [Place(one, 1) for one in able[:1]]
    for place, (before, one) in enumerate(pairwise(able), start=2):
        behind = next((what for what in By if one.by(what) != before.by(what)), None)
        made.append(Place(one, place if behind else made[-1].rank, behind=behind))
    return made


def _tied(listed: Sequence[Place], terms: Terms) -> tuple[str, ...]:
    """The windows of one rank that begins within the places and ends after them."""
    if len(listed) <= terms.places:
        return ()
    edge = listed[terms.places - 1].rank
    alike = tuple(one.entrant.window for one in listed if one.rank == edge)
    return alike if listed[terms.places].rank == edge else ()


def _last_model(listed: Sequence[Place], terms: Terms) -> int:
    """The last rank that becomes a model window: that of the last place, unless too many share it."""
    if not _tied(listed, terms):
        return terms.places
    edge = listed[terms.places - 1].rank or 0
    within = sum((one.rank or 0) <= edge for one in listed)
    return edge if within <= terms.most else edge - 1
