"""What a service item is, as read from `rules/catalog/*.toml`. Values only; `catalog.py` reads and checks them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from yichuang.core.lifecycle import SpanUnit
from yichuang.rulebook.hall_values import HallLevel, Role


class ItemKind(StrEnum):
    INSTANT = "instant"  # 即办件
    PROMISED = "promised"  # 承诺件
    FORWARDED = "forwarded"  # 上报件
    CONSULTATION = "consultation"  # 咨询件
    PETITION = "petition"  # 信访件
    INTERNAL = "internal"  # 内部职责, no case at the counter


class LimitRef(StrEnum):
    """Which limit holds: one of the general ones of `rules/limits/`, one of the item's own, or the upper body's."""

    INSTANT = "instant"
    GENERAL = "general"
    CONSULTATION = "consultation"
    PETITION = "petition"
    COMPLAINT = "complaint"
    UPPER = "upper"
    OWN = "own"
    NONE = "none"


class LimitUnit(StrEnum):
    MINUTE = "minute"
    WORKING_DAY = "working_day"
    DAY = "day"


class LimitStart(StrEnum):
    RECEIPT = "receipt"
    ACCEPTANCE = "acceptance"


@dataclass(frozen=True)
class OtherLimit:
    """A limit that stands beside an item's own: one of a law, or one the hall promises; `source` is its basis."""

    length: int
    unit: LimitUnit
    source: str


@dataclass(frozen=True)
class LimitRules:
    """`length` and `unit` are set only for OWN. With `then_upper` the own limit covers the local part alone.

    `statute` beats them all, longer or shorter; `promise` holds where neither it nor an own limit does (C-03).
    """

    ref: LimitRef
    length: int | None
    unit: LimitUnit | None
    starts: LimitStart
    then_upper: bool
    source: str
    statute: OtherLimit | None = None
    promise: OtherLimit | None = None


@dataclass(frozen=True)
class BasisRules:
    name: str  # the law, regulation or system, without book-title marks
    article: str  # article or chapter; "" for a whole text
    clause: str  # clause id of the hall's own regulations; "" for a law of the land


@dataclass(frozen=True)
class MaterialRules:
    id: str  # stable within the whole catalogue, e.g. "MZ-04.1"
    name: str
    originals: int
    copies: int
    required: bool
    main: bool  # lack of it proposes a return (D3.4.5)
    note: str
    obtain: str  # where the citizen gets it


@dataclass(frozen=True)
class FeeRules:
    """A fee standard while it holds. `amount` is yuan per `unit`; None means assessed case by case under `standard`."""

    name: str
    amount: Decimal | None
    unit: str
    standard: str
    basis: str
    valid_from: date
    valid_to: date | None  # last day included
    divisible: bool = False  # whether parts of a unit are charged, as for 2.5 square metres


@dataclass(frozen=True)
class StageRules:
    """Which role does each of the five stages (D1.7)."""

    acceptance: Role
    handling: Role
    review: Role
    approval: Role
    completion: Role


@dataclass(frozen=True)
class FollowUpRules:
    """When the holder of a certificate is visited after it was given (D3.3.2)."""

    amount: int
    unit: SpanUnit
    source: str


@dataclass(frozen=True)
class ValidityRules:
    """How long a certificate holds, and how many days before its end the holder is told (D3.3.2)."""

    amount: int
    unit: SpanUnit
    remind_days: int
    source: str


@dataclass(frozen=True)
class FunctionGroup:
    """A group of items (C-02); each hall says in its own file which window and department serve it."""

    code: str
    name: str
    english: str
    source: str


@dataclass(frozen=True)
class ServiceItemRules:
    code: str
    family: str  # the letters before the hyphen
    name: str
    aliases: tuple[str, ...]
    english: str
    kind: ItemKind
    group: str  # FunctionGroup.code
    levels: tuple[HallLevel, ...]  # halls that offer it
    limit: LimitRules
    bases: tuple[BasisRules, ...]
    conditions: tuple[str, ...]
    procedure: tuple[str, ...]
    materials: tuple[MaterialRules, ...]
    fees: tuple[FeeRules, ...]
    result: str
    stages: StageRules | None  # None for consultation and internal items
    upper_body: str | None
    must_announce: bool
    announce_ground: str
    joint: bool
    agency: bool
    home_visit: bool
    follow_up: FollowUpRules | None  # None: nobody comes back
    validity: ValidityRules | None  # None: the result does not end
    deemed_acceptance: bool  # a licence: undecided for too long, it counts as accepted (行政许可法第三十二条)
    active: bool
    valid_from: date
    valid_to: date | None  # last day included
    note: str
    source: str  # clause ids

    def in_force(self, on: date) -> bool:
        """Tell whether the law offers the item on a day (C-37); a hall may still have retired it (`active`)."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def fees_on(self, on: date) -> tuple[FeeRules, ...]:
        """List the fee standards in force on a day (D2.4.2)."""
        return tuple(fee for fee in self.fees if fee.valid_from <= on and (fee.valid_to is None or on <= fee.valid_to))


@dataclass(frozen=True)
class Catalog:
    version: str  # date of the newest file and a digest of all
    effective: date
    groups: tuple[FunctionGroup, ...]
    items: tuple[ServiceItemRules, ...]  # in the order of their codes

    def item(self, code: str) -> ServiceItemRules:
        """Find an item by its code. Raises KeyError for an unknown code."""
        return {each.code: each for each in self.items}[code]

    def for_level(self, level: HallLevel) -> tuple[ServiceItemRules, ...]:
        """List the items that halls of a level offer, counter or not."""
        return tuple(each for each in self.items if level in each.levels)


@dataclass(frozen=True)
class Defect:
    """Something the hall still has to settle, as the defect page shows it."""

    code: str  # e.g. "no_window"
    subject: str  # item, post, department or staff code
    sentence: str
    remedy: str
    source: str
