"""The hall, its windows and departments, kept in the process: they change only when a hall is loaded anew.

Every request needs them; reading and decoding them each time would cost a third of a short request.
"""

from dataclasses import dataclass

from yichuang.apps.organization.models import Department, Hall, Window
from yichuang.rulebook.worktime import forget


@dataclass(frozen=True)
class Places:
    """A hall as of one catalogue stamp, with its windows and departments by key; windows know their hall."""

    stamp: str
    hall: Hall
    windows: dict[int, Window]
    departments: dict[int, Department]


_kept: dict[int, Places] = {}


def places_of(hall_id: int, stamp: str) -> Places:
    """The places of a hall; read again when `stamp` (its `catalog_stamp`) is not the one they were read under."""
    kept = _kept.get(hall_id)
    if kept is None or kept.stamp != stamp:
        kept = _kept[hall_id] = _read(hall_id)
    return kept


def _read(hall_id: int) -> Places:
    # A hall is loaded anew when its rules have changed, a new holiday notice among them.
    forget()
    hall = Hall.objects.get(pk=hall_id)
    departments = {one.pk: one for one in Department.objects.filter(hall=hall)}
    windows = {one.pk: one for one in Window.objects.filter(hall=hall)}
    for window in windows.values():
        window.hall = hall
        window.department = departments.get(window.department_id)
    return Places(hall.catalog_stamp, hall, windows, departments)
