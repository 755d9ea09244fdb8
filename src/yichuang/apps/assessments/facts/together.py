"""Facts on joint cases: who was told by when, and which departments waited for which (section 3)."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from yichuang.apps.assessments.facts.period import Period
from yichuang.apps.cases.models import OPEN, JointCase
from yichuang.apps.cases.queries import began, joints_of, reading_of
from yichuang.apps.organization.queries import windows_of
from yichuang.core.detection import JointFact, PartFact
from yichuang.core.worktime.opening import closing_of
from yichuang.rulebook.worktime import load_calendar


def joints(period: Period) -> Iterator[JointFact]:
    """Joint cases opened before the period's end and not ended before it began; three queries.

    A part for which no window was named is its department's only window's, where it has just one.
    """
    calendar, only = load_calendar(period.hall.slug), _only_windows(period)
    alive = Q(case__state__in=OPEN) | Q(case__ended_at__gte=period.begin)
    for joint in joints_of(period.hall).filter(alive, opened_at__lt=period.end).order_by("pk"):
        case = joint.case
        parts = tuple(
            PartFact(one.department.name, one.window_id or only.get(one.department_id), one.contacted_at)
            for one in joint.parts.all()
        )
        yield JointFact(case.ref, str(case), case.front_window_id, joint.opened_by_id,
                        closing_of(calendar, joint.opened_at), joint.explained_at, parts, _serial(joint))  # fmt: skip


def _only_windows(period: Period) -> dict[int, int]:
    windows: dict[int, list[int]] = {}
    for one in windows_of(period.hall):
        windows.setdefault(one.department_id, []).append(one.pk)
    return {department: found[0] for department, found in windows.items() if department and len(found) == 1}


def _serial(joint: JointCase) -> tuple[tuple[str, str, datetime], ...]:
    starts = {one.department.name: began(joint, one) for one in joint.parts.all()}
    return tuple((before.name, part.name, starts[part.name]) for before, part in reading_of(joint).because)
