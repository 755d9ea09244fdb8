"""Agencies at the desk: what things are called, and the list of a clerk who acts for citizens."""

from datetime import datetime

from django.urls import reverse

from yichuang.apps.cases import queries
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_


def my_agencies(staff: Staff, now: datetime, most: int) -> list[Owed]:
    """The open cases in which this person is the agent (D1.11)."""
    share = queries.share_of(staff.hall)
    return [
        Owed(reverse("desk:case", args=[case.pk]) + "#agency", f"{case} {case.item_name} · {case.applicant_masked}",
             case.due_at, queries.light_of(case, now, share))
        for case in queries.acting_for(staff)[:most]
    ]  # fmt: skip


MINE = Duty(
    "agencies", N_("Citizens I act for"), (Role.CLERK,), my_agencies, "desk:agencies",
    N_("Cases appear here in which you are the agent of the citizen, until their results are handed over."),
    found=lambda staff, now: queries.acting_for(staff),
)  # fmt: skip
