"""What the pages of rulebooks call things, and drafts that wait for a second person."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from yichuang.apps.assessments import queries
from yichuang.apps.assessments.policies.rulebooks import DECIDERS
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.core.assessment import Measured, Unit
from yichuang.core.identity import N_

UNITS = {
    Unit.PERSON_TIME.value: N_("per person and time"), Unit.PERSON_HALF_DAY.value: N_("per person and half day"),
    Unit.TIME.value: N_("per time"), Unit.ITEM_TIME.value: N_("per case and time"), Unit.ITEM.value: N_("per case"),
    Unit.IMPROVEMENT.value: N_("per improvement"), Unit.PERCENT_STEP.value: N_("per step of the share"),
}  # fmt: skip
DIRECTIONS = {"add": N_("adds points"), "both": N_("adds or takes off, as it was")}
MEASURES = {Measured.ON_TIME.value: N_("cases done on time"), Measured.SATISFACTION.value: N_("good ratings")}
READINGS = {
    "score.dedupe": N_("One fact is scored once"), "score.step": N_("How a started step of a share counts"),
    "score.total_floor": N_("What a total cannot fall below"),
    "score.other_deducts": N_("The section without a base lowers the total"),
    "feedback.cap": N_("Another cap on praise and criticism"),
    "feedback.cap_mode": N_("The cap on praise and criticism is taken"),
    "rate.basis": N_("The on-time share is of the cases"), "rating.min_sample": N_("Ratings from which on they count"),
}  # fmt: skip
STATES = {
    "on_file": (N_("on file"), "good"), "in_force": (N_("in force"), "good"), "draft": (N_("draft"), "warn"),
    "discarded": (N_("discarded"), "quiet"),
}  # fmt: skip
KINDS = {
    "head": N_("Heading"), "base": N_("Section"), "rule": N_("Rule"), "once": N_("One fact once"),
    "reading": N_("Reading"),
}  # fmt: skip


def _waiting(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    drafts = queries.drafts_waiting(staff.hall).exclude(author=staff)
    return [Owed(reverse("desk:rulebook_version", args=[one.pk]), f"{one.number} · {one.author.name}", one.written_at)
            for one in drafts[:most]]  # fmt: skip


DUTIES = (
    Duty("rulebook_drafts", N_("Drafts of rulebooks to be put in force"), DECIDERS, _waiting, "desk:rulebooks",
         N_("When an assessor writes a draft of the rulebook, it stands here for a second person."),
         lambda staff, now: queries.drafts_waiting(staff.hall).exclude(author=staff)),
)  # fmt: skip
