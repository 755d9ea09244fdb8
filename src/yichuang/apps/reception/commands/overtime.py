"""Service that went on past closing time, written down with the act that ended it (延时服务, D1.13)."""

from datetime import datetime

from yichuang.apps.audit import step
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.reception.models import OvertimeEntry
from yichuang.core.worktime.overtime import overtime
from yichuang.rulebook.worktime import load_calendar


@step
def note_overtime(
    *, window: Window, subject: str, label: str, begun: datetime, by: Staff, now: datetime
) -> OvertimeEntry | None:
    """Records how long past closing a visit or an instant case was served, if it was (D1.13).

    It gives no right to come late (C-16): nothing reads the entry as a credit.
    """
    past = overtime(load_calendar(window.hall.slug), begun, now)
    if past is None:
        return None
    return OvertimeEntry.objects.create(
        hall=window.hall, window=window, staff=by, subject=subject, label=label, begun_at=begun,
        closed_at=past.closed_at, finished_at=now, minutes=past.minutes,
    )  # fmt: skip
