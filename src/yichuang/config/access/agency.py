"""Agencies: the window or the hall office keeps them."""

from yichuang.config.access.rules import CASEWORK, WINDOW, Rule, staff
from yichuang.rulebook.hall_values import Role

KEEPERS = WINDOW | {Role.HALL_OFFICE}

ROUTES: dict[str, Rule] = {
    "desk:agencies": staff(CASEWORK),
    "desk:agencies_xlsx": staff(CASEWORK),
    "desk:agency_appoint": staff(None, KEEPERS),
    "desk:agency_end": staff(None, KEEPERS),
}
