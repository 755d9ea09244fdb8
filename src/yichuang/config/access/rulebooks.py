"""Rulebooks: read by everybody scored by them, written by the assessor, decided on by hall office and leader."""

from yichuang.config.access.rules import CASEWORK, Rule, staff
from yichuang.rulebook.hall_values import Role

WRITERS = frozenset({Role.ASSESSOR})
DECIDERS = frozenset({Role.HALL_OFFICE, Role.LEADER_IN_CHARGE})

ROUTES: dict[str, Rule] = {
    "desk:rulebooks": staff(CASEWORK),
    "desk:rulebooks_xlsx": staff(CASEWORK),
    "desk:rulebook_draft": staff(None, WRITERS, files=True),
    "desk:rulebook_adopt": staff(None, DECIDERS),
    "desk:rulebook": staff(CASEWORK),
    "desk:rulebook_toml": staff(CASEWORK),
    "desk:rulebook_version": staff(CASEWORK),
    "desk:rulebook_version_toml": staff(CASEWORK),
    "desk:rulebook_rewrite": staff(None, WRITERS),
    "desk:rulebook_head": staff(WRITERS, WRITERS),
    "desk:rulebook_bases": staff(WRITERS, WRITERS),
    "desk:rulebook_readings": staff(WRITERS, WRITERS),
    "desk:rulebook_once": staff(WRITERS, WRITERS),
    "desk:rulebook_row_new": staff(WRITERS, WRITERS),
    "desk:rulebook_row": staff(WRITERS, WRITERS),
    "desk:rulebook_row_remove": staff(None, WRITERS),
    "desk:rulebook_texts": staff(WRITERS | DECIDERS),
    "desk:rulebook_take_back": staff(None, WRITERS),
    "desk:rulebook_force": staff(None, DECIDERS),
    "desk:rulebook_discard": staff(None, WRITERS),
}
