"""Kinds of cases, calls by telephone, service past closing time."""

from yichuang.config.access.rules import CASEWORK, REVIEWERS, WINDOW, Rule, staff
from yichuang.rulebook.hall_values import Role

# Whoever answers a telephone, at night the person on duty (C-43).
PHONE = CASEWORK | {Role.DUTY, Role.LEADER_ON_DUTY}

ROUTES: dict[str, Rule] = {
    "desk:countdown": staff(CASEWORK),
    "desk:promise_instead": staff(None, WINDOW),
    "desk:forward": staff(None, REVIEWERS),
    "desk:take_back": staff(None, WINDOW | REVIEWERS),
    "desk:forwardings": staff(CASEWORK),
    "desk:forwardings_xlsx": staff(CASEWORK),
    "desk:petition_new": staff(WINDOW, WINDOW),
    "desk:assess_petition": staff(None, WINDOW),
    "desk:decide_petition": staff(None, WINDOW),
    "desk:note_disturbance": staff(None, WINDOW),
    "desk:verify_disturbance": staff(None, frozenset({Role.ASSESSOR})),
    "desk:petitions": staff(CASEWORK),
    "desk:petitions_xlsx": staff(CASEWORK),
    "desk:phone_entries": staff(PHONE),
    "desk:phone_entries_xlsx": staff(PHONE),
    "desk:phone_new": staff(PHONE, PHONE),
    "desk:phone_entry": staff(PHONE),
    "desk:phone_pass": staff(None, PHONE),
    "desk:phone_settle": staff(None, PHONE),
    "desk:phone_contact": staff(None, PHONE),
    "desk:overtime": staff(CASEWORK),
    "desk:overtime_xlsx": staff(CASEWORK),
}
