"""What moves due times: special steps, materials after acceptance, recalculations."""

from yichuang.config.access.rules import SYSTEM, WINDOW, Rule, staff
from yichuang.rulebook.hall_values import Role

LEADER = frozenset({Role.LEADER_IN_CHARGE})
PROPOSERS = SYSTEM | {Role.HALL_OFFICE}
READERS = PROPOSERS | LEADER | {Role.PRINCIPAL_LEADER, Role.PARTY_GOVERNMENT_OFFICE, Role.ASSESSOR}

ROUTES: dict[str, Rule] = {
    "desk:begin_step": staff(None, WINDOW),
    "desk:end_step": staff(None, WINDOW),
    "desk:ask_more": staff(WINDOW, WINDOW),
    "desk:supply": staff(None, WINDOW),
    "desk:tell_due": staff(None, WINDOW),
    "desk:recalculations": staff(READERS, PROPOSERS),
    "desk:recalculation": staff(READERS),
    "desk:recalculation_approve": staff(None, LEADER),
    "desk:recalculation_reject": staff(None, LEADER),
}
