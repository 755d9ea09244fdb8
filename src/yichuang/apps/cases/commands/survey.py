"""Going to see the place a case is about (D3.4.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yichuang.apps.attachments import commands as attachments
from yichuang.apps.attachments.intake import Upload
from yichuang.apps.attachments.models import Kind
from yichuang.apps.audit import command, free_text, record, refuse
from yichuang.apps.cases import permissions, policies
from yichuang.apps.cases.models import Case, Survey
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_

PHOTO = "踏勘照片"


@dataclass(frozen=True)
class Seen:
    """What was seen on the spot: where, when, who was there, what was found, and which rule asks for the survey."""

    place: str
    at: datetime
    present: str
    findings: str
    ground: str = ""


@command
def record_survey(*, case: Case, seen: Seen, by: Staff, now: datetime, photos: Sequence[Upload] = ()) -> Survey:
    """Writes down a survey of an accepted case with its photos, by its handler, before the result (D3.4.7)."""
    permissions.require_handler(by, case)
    policies.require_under_way(case)
    if not case.received_at <= seen.at <= now:
        refuse("survey_time", N_("The survey lies between the receipt of the application and now."),
               N_("Correct day and time."), "at", "D3.4.7")  # fmt: skip
    survey = Survey.objects.create(
        case=case, at=seen.at, recorded_at=now, by=by,
        place=free_text(seen.place, "place", most=200, clause="D3.4.7"),
        present=free_text(seen.present, "present", most=200, clause="D3.4.7"),
        findings=free_text(seen.findings, "findings", most=1000, clause="D3.4.7"),
        ground=free_text(seen.ground, "ground", most=300, needed=False),
    )  # fmt: skip
    for number, photo in enumerate(photos, start=1):
        attachments.keep(hall=case.hall, subject=survey.ref, kind=Kind.PHOTO, title=f"{PHOTO}{number}", upload=photo,
                         by=by, now=now)  # fmt: skip
    record(hall=case.hall.slug, verb="case.surveyed", by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "survey": survey.pk, "photos": len(photos)})  # fmt: skip
    return survey
