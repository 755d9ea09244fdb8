"""Slips, whereabouts, off-post records. Whose they are is decided by the object's rules."""

from yichuang.config.access.rules import PEOPLE, Rule, staff
from yichuang.rulebook.hall_values import Role

DECIDERS = frozenset({Role.LEADER_IN_CHARGE, Role.LEADER_ON_DUTY, Role.PRINCIPAL_LEADER})
NOTERS = frozenset({Role.ASSESSOR, Role.PARTY_GOVERNMENT_OFFICE, Role.WINDOW_HEAD})

ROUTES: dict[str, Rule] = {
    "desk:slips": staff(PEOPLE),
    "desk:slips_xlsx": staff(PEOPLE),
    "desk:slip_new": staff(PEOPLE, PEOPLE),
    "desk:slip": staff(PEOPLE),
    "desk:slip_approve": staff(None, DECIDERS),
    "desk:slip_refuse": staff(None, DECIDERS),
    "desk:slip_withdraw": staff(None, PEOPLE),
    "desk:slip_return": staff(None, PEOPLE),
    "desk:whereabouts": staff(PEOPLE),
    "desk:off_post": staff(PEOPLE),
    "desk:off_post_xlsx": staff(PEOPLE),
    "desk:off_post_new": staff(NOTERS, NOTERS, files=True),
    "desk:off_post_record": staff(PEOPLE),
    "desk:off_post_seen_back": staff(None, NOTERS),
    "desk:off_post_withdraw": staff(None, NOTERS - {Role.WINDOW_HEAD} | {Role.LEADER_IN_CHARGE}),
}
