"""What a hall is, as read from `rules/halls/<slug>.toml`. Values only; `halls.py` reads and checks them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yichuang.rulebook.booking_values import BookingRules, RosterRules


class HallLevel(StrEnum):
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


class Role(StrEnum):
    """Roles that sign in. Citizens are no accounts. Names and powers are in `rules/texts/roles.toml`."""

    CLERK = "CLK"
    WINDOW_HEAD = "WH"
    DEPARTMENT_HEAD = "DEPT"
    HALL_OFFICE = "HO"
    DUTY = "DUTY"
    LEADER_ON_DUTY = "DZ"
    LEADER_IN_CHARGE = "FG"
    ASSESSOR = "INSP"
    PARTY_GOVERNMENT_OFFICE = "PO"
    PRINCIPAL_LEADER = "PT"
    JOINT_MEETING = "JOINT"
    HALL_LEADING_GROUP = "HLG"
    SUPERIOR = "SUP"
    SYSTEM_ADMINISTRATOR = "sysadmin"
    SECURITY_ADMINISTRATOR = "secadmin"
    AUDIT_ADMINISTRATOR = "auditadmin"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})


class PointKind(StrEnum):
    WINDOW = "window"
    OFFICE = "office"


class StaffLine(StrEnum):
    """Who manages the person: only township staff take part in two-way selection (D5.6.2)."""

    COUNTY = "county"
    TOWNSHIP = "township"


@dataclass(frozen=True)
class PhoneRules:
    code: str  # "report" 举报电话 or "complaint" 投诉电话
    name: str
    number: str
    source: str


@dataclass(frozen=True)
class SloganRules:
    placement: str  # "indoor" or "outdoor"
    text: str
    source: str


@dataclass(frozen=True)
class WindowRules:
    """A service point. The hall office is one too (`kind` OFFICE), but is not counted among the windows."""

    code: str
    number: int
    name: str
    english: str
    kind: PointKind
    department: str  # DepartmentRules.code
    head: str  # StaffRules.username, holds WH
    queue: str  # letters before a ticket number
    kiosk_label: str
    direction: str  # where to go, as the call display says it; "" when the number says enough
    source: str
    sample: bool


@dataclass(frozen=True)
class DutyRules:
    text: str
    source: str


@dataclass(frozen=True)
class DepartmentRules:
    code: str
    name: str
    english: str
    head: str  # StaffRules.username, holds DEPT
    duties: tuple[DutyRules, ...]
    source: str
    sample: bool


@dataclass(frozen=True)
class GroupRules:
    """How this hall serves one function group of the catalogue: by which window (None: not yet) and department."""

    code: str
    window: str | None
    department: str
    source: str


@dataclass(frozen=True)
class PostRules:
    """A post 岗位: who does the items of these groups (A) and who stands in (B, None is reported as a defect)."""

    code: str
    name: str
    window: str
    groups: tuple[str, ...]
    a: str
    b: str | None
    quota: int
    duties: str
    source: str


@dataclass(frozen=True)
class StaffRules:
    username: str
    name: str
    title: str
    department: str | None
    window: str | None
    roles: tuple[Role, ...]
    phone: str
    line: StaffLine
    counted: bool  # counts towards HallRules.established_staff
    sample: bool


@dataclass(frozen=True)
class PriorityClassRules:
    code: str  # "normal", "priority", "appointment"
    name: str
    english: str
    grounds: tuple[str, ...]  # who may take it; empty for everyone
    source: str


@dataclass(frozen=True)
class QueueRules:
    """After `priority_ratio` calls out of turn one ordinary ticket is called; nobody waits longer than the maximum."""

    priority_ratio: int
    normal_max_wait_minutes: int
    classes: tuple[PriorityClassRules, ...]
    source: str


@dataclass(frozen=True)
class SiteRules:
    """How this hall is equipped and how it reads the clock; every figure here is the hall's own choice."""

    kiosk_printer: bool
    kiosk_closed_outside_hours: bool
    yellow_percent: int  # share of a case's time left when its light turns yellow
    readings: Mapping[str, bool | str]  # see core.worktime.Readings
    source: str


@dataclass(frozen=True)
class RatingGradeRules:
    code: str
    name: str
    english: str
    favourable: bool
    source: str


@dataclass(frozen=True)
class TeamRules:
    code: str
    name: str
    services: tuple[str, ...]
    leader: str  # StaffRules.username
    source: str
    sample: bool


@dataclass(frozen=True)
class VillageAgentRules:
    """Somebody of a village who carries its people's matters to the hall (D1.11, D4.4.2)."""

    code: str
    village: str
    name: str
    phone: str
    source: str
    sample: bool


@dataclass(frozen=True)
class BaselineRules:
    """Opening balances of the statistics since opening (D1.24-D1.26)."""

    visits: int
    approvals: int
    mediations: int
    source: str


@dataclass(frozen=True)
class HallRules:
    slug: str
    version: str
    effective: date
    source: str
    name: str
    english: str
    level: HallLevel
    document_prefix: str
    address: str
    opened: date
    area_m2: int | None
    established_staff: int
    phones: tuple[PhoneRules, ...]
    slogans: tuple[SloganRules, ...]
    points: tuple[WindowRules, ...]  # windows, then the hall office
    departments: tuple[DepartmentRules, ...]
    groups: tuple[GroupRules, ...]
    posts: tuple[PostRules, ...]
    staff: tuple[StaffRules, ...]
    queue: QueueRules
    site: SiteRules
    rating_grades: tuple[RatingGradeRules, ...]
    teams: tuple[TeamRules, ...]
    village_agents: tuple[VillageAgentRules, ...]
    baseline: BaselineRules | None
    booking: BookingRules | None  # None: this hall takes no bookings
    roster: RosterRules

    @property
    def windows(self) -> tuple[WindowRules, ...]:
        """The windows of the hall, without the hall office."""
        return tuple(each for each in self.points if each.kind is PointKind.WINDOW)

    @property
    def office(self) -> WindowRules:
        """The hall office as a service point (petitions, advice, who does not know where to go)."""
        return next(each for each in self.points if each.kind is PointKind.OFFICE)

    def point(self, code: str) -> WindowRules:
        """Find a window or the office by its code. Raises KeyError for an unknown code."""
        return {each.code: each for each in self.points}[code]

    def department(self, code: str) -> DepartmentRules:
        """Find a department by its code. Raises KeyError for an unknown code."""
        return {each.code: each for each in self.departments}[code]

    def person(self, username: str) -> StaffRules:
        """Find a member of the staff by user name. Raises KeyError for an unknown one."""
        return {each.username: each for each in self.staff}[username]

    def group(self, code: str) -> GroupRules | None:
        """How this hall serves a function group; None when it does not."""
        return next((each for each in self.groups if each.code == code), None)

    def post_for(self, group: str) -> PostRules | None:
        """Find the post that does the items of a function group (its A and B); None when no post does."""
        return next((each for each in self.posts if group in each.groups), None)

    def phone(self, code: str) -> str:
        """Tell a phone number by its setting: "report" or "complaint"."""
        return {each.code: each.number for each in self.phones}[code]

    def with_role(self, role: Role) -> tuple[StaffRules, ...]:
        """List the staff who hold a role."""
        return tuple(each for each in self.staff if role in each.roles)
