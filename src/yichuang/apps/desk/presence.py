"""Slips and off-post records at the desk: what their kinds and states are called, and whose turn they are."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from yichuang.apps.attendance import queries
from yichuang.apps.attendance.models import OffPost, Slip
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import BUSINESS_ROLES, Role
from yichuang.core.identity import N_
from yichuang.ui.filters import local

EVERYBODY = tuple(sorted(BUSINESS_ROLES - {Role.SUPERIOR}))
KINDS = {"business": N_("on business"), "illness": N_("illness"), "private": N_("private matter")}
STATES = {
    "waiting": (N_("waits for approval"), "warn"),
    "approved": (N_("slip approved"), "good"),
    "refused": (N_("slip refused"), "bad"),
    "withdrawn": (N_("slip withdrawn"), "quiet"),
}
STANDINGS = {
    "away": (N_("not seen back"), "warn"),
    "noted": (N_("noted"), "info"),
    "withdrawn": (N_("record withdrawn"), "quiet"),
}


def standing_of(record: OffPost) -> str:
    """Where an off-post record stands: withdrawn, away while nobody has seen him back, else noted."""
    if hasattr(record, "withdrawal"):
        return "withdrawn"
    return "noted" if record.until else "away"


def _decide(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    return [_of(one, one.begins) for one in queries.slips_to_decide(staff, now)[:most]]


def _see_to(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    return [_of(one, one.ends) for one in queries.slips_to_see_to(staff, now)[:most]]


def _of(one: Slip, at: datetime) -> Owed:
    return Owed(reverse("desk:slip", args=[one.pk]), f"{one} · {one.destination} · {local(one.begins)}", at)


DUTIES = (
    Duty("slips_decide", N_("Slips to approve"), (Role.LEADER_IN_CHARGE, Role.LEADER_ON_DUTY, Role.PRINCIPAL_LEADER),
         _decide, "desk:slips",
         N_("Slips for leave and going out stand here until the leader in charge, or on duty, has decided."),
         queries.slips_to_decide),
    Duty("slips_mine", N_("My slips to make up or returns to note"), EVERYBODY, _see_to, "desk:slips",
         N_("A slip nobody approved before you left stands here to be made up; so does a return to note."),
         queries.slips_to_see_to),
)  # fmt: skip
