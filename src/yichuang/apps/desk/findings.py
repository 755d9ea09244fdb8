"""Findings at the desk: what their states and origins are called, and whose turn they are."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from yichuang.apps.assessments import queries
from yichuang.apps.assessments.models import Finding
from yichuang.apps.assessments.policies import SCORERS
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_

STATES = {
    "draft": (N_("to be confirmed"), "warn"),
    "confirmed": (N_("confirmed"), "bad"),
    "rejected": (N_("rejected"), "quiet"),
    "contested": (N_("contested"), "warn"),
    "upheld": (N_("upheld"), "bad"),
    "withdrawn": (N_("withdrawn"), "quiet"),
}
ORIGINS = {
    "automatic": N_("Proved by the records"), "proposed": N_("Suggested by the records"),
    "entered": N_("Entered by an assessor"),
}  # fmt: skip
ACTS = {
    "found": N_("found"), "verified": N_("verified"), "confirmed": N_("confirmed"), "rejected": N_("rejected"),
    "contested": N_("contested"), "upheld": N_("upheld"), "withdrawn": N_("withdrawn"),
    "acknowledged": N_("acknowledged"),
}  # fmt: skip
LEVELS = {"county": N_("County"), "city": N_("City"), "province": N_("Province or nation")}


def _decide(staff: Staff, now: datetime) -> Sequence[Owed]:
    return [_of(one) for one in queries.findings_to_decide(staff, now)]


def _answer(staff: Staff, now: datetime) -> Sequence[Owed]:
    return [_of(one) for one in queries.findings_to_answer(staff, now)]


def _of(one: Finding) -> Owed:
    return Owed(reverse("desk:finding", args=[one.pk]), f"{one.rule} · {one.window} · {one.reason or one.fact}",
                one.happened_at)  # fmt: skip


DUTIES = (
    Duty("findings_decide", N_("Findings to decide on"), SCORERS, _decide, "desk:findings",
         N_("What the records suggest or a window contests stands here until an assessor decides."),
         queries.findings_to_decide),
    Duty("findings_told", N_("Findings about me or my window"), (Role.CLERK, Role.WINDOW_HEAD), _answer,
         "desk:findings", N_("A finding that costs points stands here; it can be contested while there is time."),
         queries.findings_to_answer),
)  # fmt: skip
