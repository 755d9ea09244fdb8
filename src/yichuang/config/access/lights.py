"""Lights, words, reminders; overdue cases and apologies."""

from yichuang.config.access.rules import CASEWORK, WINDOW, Rule, staff
from yichuang.rulebook.hall_values import Role

HANDLERS = WINDOW | {Role.WINDOW_HEAD}

ROUTES: dict[str, Rule] = {
    "desk:lights": staff(CASEWORK),
    "desk:lights_xlsx": staff(CASEWORK),
    "desk:unexplained": staff(CASEWORK),
    "desk:say_word": staff(None, WINDOW),
    "desk:reminders": staff(HANDLERS, HANDLERS),
    "desk:overdue": staff(CASEWORK),
    "desk:overdue_xlsx": staff(CASEWORK),
    "desk:apologise": staff(None, HANDLERS),
    "desk:mark_serious": staff(None, frozenset({Role.HALL_OFFICE})),
}
