"""The monthly contest at the desk: a month as it stands or as it was settled, and the month that waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from yichuang.apps.assessments import queries
from yichuang.apps.assessments.contest import contest_again, contest_of
from yichuang.apps.assessments.documents import Document, canonical, read
from yichuang.apps.assessments.models import MonthlyContest
from yichuang.apps.assessments.policies import SCORERS, SEES_ALL
from yichuang.apps.assessments.quarters import has_ended
from yichuang.apps.assessments.texts import month_words
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Hall, Staff
from yichuang.core.assessment import Month
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Light


@dataclass(frozen=True)
class Shown:
    """A month as a page shows it: a settled ranking of it, or the live one for those who may see it, or neither."""

    month: Month
    versions: Sequence[MonthlyContest]
    kept: MonthlyContest | None
    ranking: Document | None

    @property
    def newest(self) -> bool:
        return self.kept is not None and self.kept.pk == self.versions[-1].pk


def shown(staff: Staff, month: Month, now: datetime, version: str = "") -> Shown | None:
    """The month for a person: the version asked for, the newest one, or the live standings; None for no such version.

    Settled standings are for everybody (R28); live ones only for those who assess or lead.
    """
    hall = staff.hall
    versions = queries.contest_versions(hall, month)
    if versions:
        kept = next((one for one in versions if str(one.number) == version), None) if version else versions[-1]
        return None if kept is None else Shown(month, versions, kept, read(kept.ranking))
    if version:
        return None
    live = contest_of(hall, month, now=now).ranking if staff.has(*SEES_ALL) else None
    return Shown(month, versions, None, live)


def outdated(hall: Hall, kept: MonthlyContest) -> bool:
    """Whether the month would come out otherwise now; six queries and one for the statements."""
    return canonical(contest_again(hall, kept).ranking) != kept.ranking


def months_ended(hall: Hall, now: datetime) -> list[Month]:
    return [one for one in queries.months_known(hall, now) if has_ended(one, now)]


def _unsettled(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    """Every month that has ended and is not settled, the oldest first."""
    address, months = reverse("desk:contest"), queries.months_unsettled(staff.hall, now)
    return [Owed(f"{address}?month={one}", month_words(str(one)), None, Light.YELLOW) for one in months[:most]]


DUTIES = (
    Duty("contest", N_("Monthly contest to settle"), SCORERS, _unsettled, "desk:contest",
         N_("When a month has ended, its contest stands here until it is settled."),
         lambda staff, now: queries.unsettled(staff.hall, now)),
)  # fmt: skip
