"""Did the person a finding names serve its window on the day of the matter (R26, C-34)?"""

from datetime import datetime, time, timedelta

from yichuang.apps.attendance.models import OffPost
from yichuang.apps.audit import refuse
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.organization.queries import windows_served_by
from yichuang.apps.reception.models import Visit
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI


def served_on(person: Staff, window: Window, moment: datetime) -> bool:
    """Whether he serves there, as A or as the stand-in B, or the records of that day show him there.

    Posts are kept as they are now. Who has moved since, or stood in without holding the post, is known by whom he
    received at the window that day, or by being noted off post there.
    """
    if windows_served_by(person).filter(pk=window.pk).exists():
        return True
    begins = datetime.combine(moment.astimezone(SHANGHAI).date(), time(), SHANGHAI)
    day = (begins, begins + timedelta(days=1))
    there = {"hall": window.hall_id, "window": window}
    received = Visit.objects.filter(staff=person, opened_at__gte=day[0], opened_at__lt=day[1], **there)
    away = OffPost.objects.filter(person=person, begins__gte=day[0], begins__lt=day[1], withdrawal=None, **there)
    return received.exists() or away.exists()


def require_served(person: Staff | None, window: Window, moment: datetime) -> None:
    if person is not None and not served_on(person, window, moment):
        refuse("not_served", N_("On %(day)s %(person)s did not serve at %(window)s, as far as the records show."),
               N_("Choose who served there that day, or nobody."), "person", "C-34", person=person.name,
               day=moment.astimezone(SHANGHAI).date().isoformat(), window=str(window))  # fmt: skip
