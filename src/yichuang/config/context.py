"""What every page knows: the hall, who is signed in, and where he may go."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from yichuang.apps.organization.queries import only_hall
from yichuang.config.access import ROUTES, allows
from yichuang.core.identity import N_

NAVIGATION = (
    ("desk:home", N_("Desk")),
    ("desk:todo", N_("To do")),
    ("desk:cases", N_("Cases")),
    ("oversight:ledger", N_("Ledger")),
    ("desk:first_contacts", N_("First contacts")),
    ("desk:hand_overs", N_("Hand-overs")),
    ("desk:consultations", N_("Consultations")),
    ("desk:items", N_("Service items")),
    ("desk:notices", N_("Notices")),
    ("organization:absences", N_("Absences")),
    ("organization:people", N_("People")),
    ("audit:trail", N_("Audit trail")),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """`hall`, `staff` (None for a citizen) and `nav`: (route, msgid) pairs this person may open."""
    person = getattr(request, "user", None)
    staff = person if person is not None and person.is_authenticated else None
    if staff is None:
        return {"hall": SimpleLazyObject(only_hall), "staff": None, "nav": (), "now": request.now}  # type: ignore[attr-defined]
    roles = staff.role_set
    return {
        "hall": staff.hall,
        "staff": staff,
        "nav": [entry for entry in NAVIGATION if allows(ROUTES[entry[0]].get, roles, signed_in=True)],
        "now": request.now,  # type: ignore[attr-defined]
    }
