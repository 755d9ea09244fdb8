"""Joint cases at the desk: what waits for the hall office and for the departments, and what things are called."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.cases import queries
from yichuang.apps.cases.models import JointCase, JointPart
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Light, Order, State

HOWS = {"phone": N_("By telephone"), "in_person": N_("In person"), "letter": N_("By letter")}
ORDERS: Mapping[Order, tuple[str, str]] = {
    Order.OPEN: (N_("Too early to say"), "quiet"),
    Order.PARALLEL: (N_("Handled side by side"), "good"),
    Order.SERIAL: (N_("Handled one after the other"), "bad"),
}


def owed_words(joint: JointCase) -> list[str]:
    """What the hall office still owes a joint case, in words."""
    missing = queries.missing_in(joint)
    said = [_("not taken over by the hall office")] if missing.unassigned else []
    said += [_("not explained to the citizen")] if missing.unexplained else []
    if missing.uncontacted:
        said.append(_("not contacted: %(names)s") % {"names": "、".join(missing.uncontacted)})
    return said


def why_serial(joint: JointCase) -> list[str]:
    """Which department waited for which, a sentence each; empty unless they worked one after the other."""
    sentence = _("%(part)s began only after %(before)s had finished.")
    return [sentence % {"part": part.name, "before": before.name} for before, part in queries.reading_of(joint).because]


def to_coordinate(staff: Staff, now: datetime, most: int) -> list[Owed]:
    """Joint items nobody has led to the hall office, then what is missing in joint cases, the earliest first."""
    said = _("not led to the hall office")
    owed = [
        Owed(_place(case.pk), f"{case} {case.item_name} · {said}", case.accepted_at, Light.RED)
        for case in queries.to_lead_to_the_office(staff.hall)[:most]
    ]
    for joint in queries.owing(staff.hall)[: most - len(owed)]:
        by = queries.missing_in(joint).by
        light = Light.RED if now > by else Light.GREEN
        what = f"{joint.case} {joint.case.item_name} · {'; '.join(owed_words(joint))}"
        owed.append(Owed(_place(joint.case_id), what, by, light))
    return owed


def my_parts(staff: Staff, now: datetime, most: int) -> list[Owed]:
    """Parts of joint cases that this person's department or window has not finished, by the due time of the case."""
    share = queries.share_of(staff.hall)
    return [
        Owed(_place(one.joint.case_id), f"{one.joint.case} {one.joint.case.item_name} · {one.department}",
             one.joint.case.due_at, queries.light_of(one.joint.case, now, share))
        for one in _unfinished(staff, now)[:most]
    ]  # fmt: skip


def _unfinished(staff: Staff, now: datetime) -> QuerySet[JointPart]:
    mine = queries.parts_of(staff).filter(finished_at=None, joint__case__state=State.ACCEPTED.value)
    return mine.select_related("joint__case", "department").order_by("joint__case__due_at", "id")


def _place(pk: int) -> str:
    return reverse("desk:case", args=[pk]) + "#joint"


COORDINATION = Duty(
    "joint", N_("Joint cases to coordinate"), (Role.HALL_OFFICE,), to_coordinate, "desk:joint_cases",
    N_("Joint cases appear here until they are taken over, explained to the citizen, and every department contacted."),
    lambda staff, now: queries.to_coordinate(staff.hall),
)  # fmt: skip
PARTS = Duty(
    "joint-parts", N_("Parts of joint cases"), (Role.CLERK, Role.DEPARTMENT_HEAD), my_parts, "desk:joint_cases",
    N_("What your department has to do in a joint case appears here until it is finished."), _unfinished,
)  # fmt: skip
