"""What every page knows: the hall, who is signed in, and where he may go."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import only_hall
from yichuang.config.access import ROUTES, allows
from yichuang.core.identity import N_
from yichuang.rulebook.hall_values import Role
from yichuang.ui.page import csrf_field

NAVIGATION = (
    ("desk:home", N_("Desk")),
    ("desk:todo", N_("To do")),
    ("desk:cases", N_("Cases")),
    ("desk:registers", N_("Registers")),
    ("oversight:ledger", N_("Ledger")),
    ("desk:hand_overs", N_("Hand-overs")),
    ("desk:items", N_("Service items")),
    ("desk:notices", N_("Notices")),
    ("organization:absences", N_("Absences")),
    ("organization:people", N_("People")),
    ("desk:recalculations", N_("Recalculations")),
    ("audit:trail", N_("Audit trail")),
)

# Said in the navigation only to those who have no page of registers to find it on.
AMONG_REGISTERS = ("desk:recalculations",)


def page(request: HttpRequest) -> dict[str, Any]:
    """The names the base templates ask for; `staff` is None for a citizen."""
    person = getattr(request, "user", None)
    staff = person if person is not None and person.is_authenticated else None
    field = SimpleLazyObject(lambda: csrf_field(request))
    shared = {"staff": staff, "now": getattr(request, "now", None), "csrf_input": field}
    return shared | (_for_staff(request, staff) if staff is not None else _for_public(request))


def _for_staff(request: HttpRequest, staff: Staff) -> dict[str, Any]:
    roles, here = staff.role_set, getattr(request.resolver_match, "view_name", "")
    own = staff.has(Role.CLERK)  # the desk is for those who sit at a window
    registers = allows(ROUTES["desk:registers"].get, roles, signed_in=True)
    nav = [
        {"url": _url(route), "label": _(label), "current": route == here}
        for route, label in NAVIGATION
        if allows(ROUTES[route].get, roles, signed_in=True) and (own or route != "desk:home")
        and not (registers and route in AMONG_REGISTERS)
    ]
    return _of_hall(staff.hall) | {
        "hall": staff.hall,
        "window_name": str(staff.window) if staff.window else "",
        "person_name": staff.name,
        "nav": [entry for entry in nav if entry["url"]],
        "home_url": next((entry["url"] for entry in nav), ""),
        "search_url": _url("desk:find") if allows(ROUTES["desk:find"].get, roles, signed_in=True) else "",
        "sign_out_url": _url("organization:sign_out"),
    }


def _for_public(request: HttpRequest) -> dict[str, Any]:
    """Looked up only when a template asks, once a page, and not again when the view has done so."""
    hall = SimpleLazyObject(lambda: getattr(request, "hall", None) or only_hall())
    told = SimpleLazyObject(lambda: _of_hall(hall))
    names = ("hall_name", "hall_address", "hotlines")
    later = {name: SimpleLazyObject(lambda name=name: told.get(name, "")) for name in names}
    return {"hall": hall, "home_url": _url("portal:home"), **later}


def _of_hall(hall: Hall | None) -> dict[str, Any]:
    if not hall:
        return {}
    lines = [(_("Report staff conduct"), hall.report_phone), (_("Complaints"), hall.complaint_phone)]
    return {
        "hall_name": hall.name,
        "hall_address": hall.settings.get("address", ""),
        "hotlines": [{"label": label, "number": number} for label, number in lines],
    }


def _url(route: str) -> str:
    """The address of a route, empty on a face that does not serve it."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
