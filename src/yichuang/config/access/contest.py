"""The monthly contest and the years: read by everybody who works in the hall, each as far as it is his."""

from yichuang.config.access.rules import CASEWORK, Rule, staff
from yichuang.rulebook.hall_values import Role

SCORERS = frozenset({Role.ASSESSOR, Role.LEADER_IN_CHARGE})
LEADER = frozenset({Role.LEADER_IN_CHARGE})

ROUTES: dict[str, Rule] = {
    "desk:contest": staff(CASEWORK),
    "desk:contest_xlsx": staff(CASEWORK),
    "desk:contest_settle": staff(None, SCORERS),
    "desk:contest_revise": staff(None, SCORERS),
    "desk:contest_signs": staff(CASEWORK),
    "desk:contest_sign": staff(CASEWORK),
    "desk:statement": staff(CASEWORK),
    "desk:statement_pdf": staff(CASEWORK),
    "desk:years": staff(CASEWORK),
    "desk:years_xlsx": staff(CASEWORK),
    "desk:year": staff(CASEWORK, LEADER),
}
