"""Findings: read by those they concern, entered and decided by those who assess, contested by the scored."""

from yichuang.config.access.rules import CASEWORK, Rule, staff
from yichuang.config.access.sheets import SCORERS
from yichuang.rulebook.hall_values import Role

SETTLERS = SCORERS | {Role.PRINCIPAL_LEADER}
SCORED = frozenset({Role.CLERK, Role.WINDOW_HEAD})

ROUTES: dict[str, Rule] = {
    "desk:findings": staff(CASEWORK),
    "desk:findings_xlsx": staff(CASEWORK),
    "desk:finding": staff(CASEWORK),
    "desk:finding_new": staff(SCORERS, SCORERS, files=True),
    "desk:finding_confirm": staff(None, SCORERS),
    "desk:finding_reject": staff(None, SCORERS),
    "desk:finding_contest": staff(None, SCORED),
    "desk:finding_settle": staff(None, SETTLERS),
    "desk:finding_acknowledge": staff(None, SCORED),
    "desk:finding_correct": staff(None, SCORERS),
    "desk:finding_second": staff(None, SETTLERS),
    "desk:finding_take_back": staff(None, SCORERS),
}
