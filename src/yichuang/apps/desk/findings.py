"""Findings at the desk: what their states and origins are called, and whose turn they are."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.assessments import queries
from yichuang.apps.assessments.models import Finding
from yichuang.apps.assessments.policies import SETTLERS
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI

STATES = {
    "draft": (N_("to be confirmed"), "warn"),
    "confirmed": (N_("confirmed"), "bad"),
    "rejected": (N_("rejected"), "quiet"),
    "contested": (N_("contested"), "warn"),
    "upheld": (N_("upheld"), "bad"),
    "withdrawn": (N_("withdrawn"), "quiet"),
    "corrected": (N_("corrected"), "quiet"),
}
ORIGINS = {
    "automatic": N_("Proved by the records"), "proposed": N_("Suggested by the records"),
    "entered": N_("Entered by an assessor"),
}  # fmt: skip
ACTS = {
    "found": N_("found"), "verified": N_("verified"), "confirmed": N_("confirmed"), "rejected": N_("rejected"),
    "contested": N_("contested"), "upheld": N_("upheld"), "withdrawn": N_("withdrawn"),
    "acknowledged": N_("acknowledged"), "questioned": N_("correction proposed"), "kept": N_("kept as it is"),
    "corrected": N_("corrected"), "taken_back": N_("correction taken back"),
}  # fmt: skip
# How a correction ended that nobody decided on.
ENDINGS = {"taken_back": N_("taken back"), "withdrawn": N_("ended: a contest withdrew the finding")}
LEVELS = {"county": N_("County"), "city": N_("City"), "province": N_("Province or nation")}


def _decide(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    return [_of(one) for one in queries.findings_to_decide(staff, now)[:most]]


def _answer(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    return [_told(one, staff, now) for one in queries.findings_to_answer(staff, now)[:most]]


def _told(one: Finding, staff: Staff, now: datetime) -> Owed:
    """What is left to do with it: once the last day to contest is over, to take note and nothing else."""
    owed = _of(one)
    if one.state != "confirmed":
        return owed
    until = queries.last_day_to_contest(one.told_at or one.happened_at, staff.hall.slug)
    open_still = now.astimezone(SHANGHAI).date() <= until
    left = _("may be contested until %(day)s") if open_still else _("no more contested since %(day)s, only to be noted")
    return replace(owed, what=f"{owed.what} · {left % {'day': until}}")


def _correct(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    found = queries.corrections_to_decide(staff, now)[:most]
    return [Owed(f"{reverse('desk:finding', args=[one.finding_id])}#corrections",
                 f"{one.finding.rule} · {one.finding.window} · {one.why}", one.at) for one in found]  # fmt: skip


def _of(one: Finding) -> Owed:
    return Owed(reverse("desk:finding", args=[one.pk]), f"{one.rule} · {one.window} · {one.reason or one.fact}",
                one.happened_at)  # fmt: skip


DUTIES = (
    Duty("findings_decide", N_("Findings to decide on"), SETTLERS, _decide, "desk:findings",
         N_("What the records suggest or a window contests stands here until an assessor decides."),
         queries.findings_to_decide),
    Duty("corrections", N_("Corrections to decide on"), SETTLERS, _correct, "desk:findings",
         N_("What another person proposes instead of a finding stands here until a second one decides."),
         queries.corrections_to_decide),
    Duty("findings_told", N_("Findings about me or my window"), (Role.CLERK, Role.WINDOW_HEAD), _answer,
         "desk:findings",
         N_("A finding stands here until you have taken note; until its last day it can be contested."),
         queries.findings_to_answer),
)  # fmt: skip
