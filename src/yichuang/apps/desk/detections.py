"""Findings that wait because the records changed."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from yichuang.apps.assessments import queries
from yichuang.apps.assessments.policies import SCORERS
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_


def _doubted(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    place = f"{reverse('desk:detections')}#doubts"
    return [
        Owed(place, f"{one.finding.rule} · {one.finding.reason}", one.at)
        for one in queries.doubted(staff.hall)[:most]
    ]


DUTIES = (
    Duty("doubts", N_("Findings the records no longer show"), SCORERS, _doubted, "desk:detections",
         N_("When a record changes after a finding rested on it, the finding stands here."),
         lambda staff, now: queries.doubted(staff.hall)),
)  # fmt: skip
