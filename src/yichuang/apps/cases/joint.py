"""What is still owed in joint cases, and in what order their parts were handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from yichuang.apps.audit import Refusal
from yichuang.apps.cases.models import OPEN, Case, JointCase, JointPart
from yichuang.apps.organization.models import Hall
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Reading, Span, State, order_of
from yichuang.core.worktime.opening import closing_of
from yichuang.rulebook.worktime import load_calendar


@dataclass(frozen=True)
class Missing:
    """What the hall office still owes a joint case, and by when: the end of the working day it was opened on."""

    unassigned: bool
    unexplained: bool
    uncontacted: tuple[str, ...]
    by: datetime

    @property
    def anything(self) -> bool:
        return self.unassigned or self.unexplained or bool(self.uncontacted)


def joints_of(hall: Hall) -> QuerySet[JointCase]:
    """The joint cases of a hall with all that a list of them shows (R12)."""
    parts = JointPart.objects.select_related("department", "window", "contacted_by").order_by("id")
    related = ("case__front_window", "case__hall", "coordinator", "opened_by", "explained_by")
    return JointCase.objects.filter(case__hall=hall).select_related(*related).prefetch_related(Prefetch("parts", parts))


def joint_of(case: Case) -> JointCase | None:
    """The joint case of a case with its parts; None when it is handled by one window alone."""
    return joints_of(case.hall).filter(case=case).first()


def to_lead_to_the_office(hall: Hall) -> QuerySet[Case]:
    """Accepted cases of joint items that nobody has opened as joint cases yet (D3.2.7)."""
    found = Case.objects.filter(hall=hall, state=State.ACCEPTED.value, joint=None, item__rules__joint=True)
    return found.order_by("due_at", "id")


def owing(hall: Hall) -> QuerySet[JointCase]:
    """Joint cases in hand in which the hall office still owes something (`missing_in`), the earliest first."""
    uncontacted = JointPart.objects.filter(joint=OuterRef("pk"), contacted_at=None)
    owed = Q(coordinator=None) | Q(explained_at=None) | Exists(uncontacted)
    return joints_of(hall).filter(owed, case__state=State.ACCEPTED.value).order_by("opened_at", "id")


def to_coordinate(hall: Hall) -> QuerySet[Case]:
    """The cases of `to_lead_to_the_office` and of `owing` in one query."""
    led, owed = to_lead_to_the_office(hall), owing(hall).order_by().values("case")
    return Case.objects.filter(Q(pk__in=led.order_by().values("pk")) | Q(pk__in=owed))


def missing_in(joint: JointCase) -> Missing:
    """What is not done yet of D3.2.7 and D2.3.4; nothing is owed any more once the case has ended."""
    by = closing_of(load_calendar(joint.case.hall.slug), joint.opened_at)
    if joint.case.state not in OPEN:
        return Missing(False, False, (), by)
    names = tuple(one.department.name for one in joint.parts.all() if one.contacted_at is None)
    return Missing(joint.coordinator_id is None, joint.explained_at is None, names, by)


def began(joint: JointCase, part: JointPart) -> datetime:
    """When a part began: as its department said, else with all the others."""
    return part.started_at or joint.opened_at


def reading_of(joint: JointCase) -> Reading:
    """Whether the parts ran side by side or one after the other, and which waited for which (D2.3.7)."""
    return order_of([Span(one.department.name, began(joint, one), one.finished_at) for one in joint.parts.all()])


def unfinished(case: Case) -> Refusal | None:
    """The window that leads finishes its work when every department has finished its part (D3.2.7)."""
    names: Sequence[str] = list(
        JointPart.objects.filter(joint__case=case.pk, finished_at=None).order_by("id").values_list(
            "department__name", flat=True
        )
    )  # fmt: skip
    if not names:
        return None
    return Refusal("part_unfinished", N_("The parts of these departments are not finished: %(names)s."),
                   N_("Finish the joint work first; the hall office coordinates it."), clause="D3.2.7",
                   values={"names": "、".join(names)})  # fmt: skip
