"""Pages for signing in, the own password, people and roles, absences."""

from yichuang.apps.organization.views.absences import absences
from yichuang.apps.organization.views.people import (
    people,
    person,
    person_active,
    person_identity,
    person_new,
    person_reset,
    person_roles,
    person_unlock,
)
from yichuang.apps.organization.views.signing import locked_out, password, sign_in, sign_out

__all__ = [
    "absences", "locked_out", "password", "people", "person", "person_active", "person_identity",
    "person_new", "person_reset",
    "person_roles", "person_unlock", "sign_in", "sign_out",
]  # fmt: skip
