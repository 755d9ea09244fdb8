"""Joint cases: the hall office coordinates, departments do their parts."""

from yichuang.config.access.rules import CASEWORK, WINDOW, Rule, staff
from yichuang.rulebook.hall_values import Role

OFFICE = frozenset({Role.HALL_OFFICE})

ROUTES: dict[str, Rule] = {
    "desk:joint_cases": staff(CASEWORK),
    "desk:joint_cases_xlsx": staff(CASEWORK),
    "desk:joint_open": staff(None, WINDOW | OFFICE),
    "desk:joint_add": staff(None, OFFICE),
    "desk:joint_coordinate": staff(None, OFFICE),
    "desk:joint_explain": staff(None, WINDOW | OFFICE),
    "desk:joint_contact": staff(None, OFFICE),
    "desk:joint_begin": staff(None, WINDOW | {Role.DEPARTMENT_HEAD}),
    "desk:joint_finish": staff(None, WINDOW | {Role.DEPARTMENT_HEAD}),
}
