"""Score sheets at the desk: the rows of a quarter as one person may see them, and what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from statistics import median

from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.assessments import queries
from yichuang.apps.assessments.documents import Document, canonical, digest_of, document_of, read
from yichuang.apps.assessments.models import Sheet, SheetVersion
from yichuang.apps.assessments.policies import SCORERS, SEES_ALL, windows_of_own
from yichuang.apps.assessments.quarters import before, quarter_at
from yichuang.apps.assessments.scoring import sheets_of
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.queries import windows_of
from yichuang.apps.organization.roles import Role
from yichuang.core.assessment import Quarter, figure
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Light
from yichuang.core.worktime import SHANGHAI


@dataclass(frozen=True)
class Row:
    """A window's sheet as a list or a page shows it: its document, live or of its newest frozen version."""

    window: Window
    quarter: Quarter
    told: Document
    standing: str
    version: SheetVersion | None

    @property
    def sheet(self) -> Sheet | None:
        return self.version.sheet if self.version else None

    @property
    def number(self) -> int:
        return self.version.number if self.version else 0

    @property
    def digest(self) -> str:
        return self.version.digest if self.version else digest_of(canonical(self.told))

    @property
    def total(self) -> Fraction:
        return Fraction(self.told["total"])

    @property
    def url(self) -> str:
        return reverse("desk:sheet", args=[str(self.quarter), self.window.code])


def rows_of(hall: Hall, quarter: Quarter, now: datetime) -> list[Row]:
    """Every window's sheet by window number; frozen where it is finalised, else live. At most seven queries."""
    today, frozen = now.astimezone(SHANGHAI).date(), queries.latest_versions(hall, quarter)
    windows = list(windows_of(hall))
    missing = any(one.pk not in frozen for one in windows)
    live = {one.window.pk: one for one in sheets_of(hall, quarter, now=now)} if missing else {}
    rows = []
    for window in windows:
        version = frozen.get(window.pk)
        if version is None:
            rows.append(Row(window, quarter, document_of(live[window.pk]), "live", None))
        else:
            rows.append(Row(window, quarter, read(version.document), version.sheet.standing(today), version))
    return rows


def seen_by(staff: Staff, rows: Sequence[Row]) -> list[Row]:
    """The rows this person may see: all, or those of the own windows and what is published."""
    if staff.has(*SEES_ALL):
        return list(rows)
    own = windows_of_own(staff)
    return [row for row in rows if row.standing == "published" or row.window.pk in own]


def median_of(rows: Sequence[Row]) -> str:
    """The middle total of the hall's windows."""
    return figure(median(row.total for row in rows)) if rows else ""


def _unscored(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    quarter = before(quarter_at(now))
    return [
        Owed(reverse("desk:sheet", args=[str(quarter), one.code]), f"{one} {quarter}", None, Light.YELLOW)
        for one in queries.unscored(staff.hall, now)[:most]
    ]


def _objections(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    return [
        Owed(_place(one.sheet, "objections"), str(one.sheet), one.at)
        for one in queries.unanswered(staff.hall)[:most]
    ]


def _to_publish(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    return [Owed(_place(one), str(one), one.finalised_at) for one in queries.ready_to_publish(staff.hall, now)[:most]]


def _mine(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    said = _("objections until %(day)s")
    return [
        Owed(_place(one), f"{one} · {said % {'day': one.objections_until.isoformat()}}", one.finalised_at)
        for one in queries.open_to_objection(staff, now)[:most]
    ]


def _place(sheet: Sheet, part: str = "") -> str:
    address = reverse("desk:sheet", args=[sheet.quarter, sheet.window.code])
    return f"{address}#{part}" if part else address


DUTIES = (
    Duty("unscored", N_("Sheets to finalise"), SCORERS, _unscored, "desk:sheets",
         N_("When a quarter has ended, every window without a finalised sheet stands here."),
         lambda staff, now: queries.unscored(staff.hall, now)),
    Duty("objections", N_("Objections to answer"), SCORERS, _objections, "desk:sheets",
         N_("What a window head says against a finalised sheet stands here until it is answered."),
         lambda staff, now: queries.unanswered(staff.hall)),
    Duty("to_publish", N_("Sheets to publish"), SCORERS, _to_publish, "desk:sheets",
         N_("Sheets appear here when their time for objections is over and every objection is answered."),
         lambda staff, now: queries.ready_to_publish(staff.hall, now)),
    Duty("my_sheet", N_("Sheets of my window"), (Role.WINDOW_HEAD,), _mine, "desk:sheets",
         N_("A finalised sheet of your window stands here while you may object to it."), queries.open_to_objection),
)  # fmt: skip
