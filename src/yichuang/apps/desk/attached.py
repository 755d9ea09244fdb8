"""Whose attachments are shown at the desk, and to whom: each subject asks its own app. A new subject is a line here."""

from collections.abc import Callable, Mapping

from django.urls import reverse

from yichuang.apps.assessments.queries import finding_for
from yichuang.apps.attachments.models import Attachment
from yichuang.apps.attachments.queries import attachment_of_hall
from yichuang.apps.attendance.queries import off_post_for
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.queries import case_for, case_of_survey
from yichuang.apps.organization.models import Staff

# By the kind of subject: the address of the page it stands on, or None for whom that page does not exist.
Page = Callable[[Staff, int], str | None]


def _of_case(case: Case | None) -> str | None:
    return reverse("desk:case", args=[case.pk]) if case is not None else None


def _of_record(staff: Staff, pk: int) -> str | None:
    return reverse("desk:off_post_record", args=[pk]) if off_post_for(staff, pk) is not None else None


def _of_finding(staff: Staff, pk: int) -> str | None:
    return reverse("desk:finding", args=[pk]) if finding_for(staff, pk) is not None else None


SUBJECTS: Mapping[str, Page] = {
    "case": lambda staff, pk: _of_case(case_for(staff, pk)),
    "finding": _of_finding,
    "off_post": _of_record,
    "survey": lambda staff, pk: _of_case(case_of_survey(staff, pk)),
}


def attachment_for(staff: Staff, pk: int) -> tuple[Attachment, str] | None:
    """An attachment this person may see with the page it stands on; None when there is none for him."""
    found = attachment_of_hall(staff.hall, pk)
    if found is None:
        return None
    kind, _, key = found.subject.partition(":")
    page = SUBJECTS[kind](staff, int(key)) if kind in SUBJECTS else None
    return (found, page) if page is not None else None
