"""Score sheets: read by everybody who works in the hall, each as far as it is his; made by those who assess."""

from yichuang.config.access.rules import CASEWORK, Rule, staff
from yichuang.rulebook.hall_values import Role

SCORERS = frozenset({Role.ASSESSOR, Role.LEADER_IN_CHARGE})
WINDOW_HEADS = frozenset({Role.WINDOW_HEAD})

ROUTES: dict[str, Rule] = {
    "desk:sheets": staff(CASEWORK),
    "desk:sheets_xlsx": staff(CASEWORK),
    "desk:sheets_pdf": staff(CASEWORK),
    "desk:sheets_finalise": staff(None, SCORERS),
    "desk:sheets_publish": staff(None, SCORERS),
    "desk:sheet": staff(CASEWORK),
    "desk:sheet_json": staff(CASEWORK),
    "desk:sheet_pdf": staff(CASEWORK),
    "desk:sheet_difference": staff(CASEWORK),
    "desk:sheet_object": staff(None, WINDOW_HEADS),
    "desk:sheet_answer": staff(None, SCORERS),
    "desk:sheet_rescore": staff(None, SCORERS),
}
