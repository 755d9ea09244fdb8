"""Replay: for those who assess, keep the hall or lead; it shows every window before publication."""

from yichuang.config.access.rules import Rule, staff
from yichuang.rulebook.hall_values import Role

PLANNERS = frozenset({Role.ASSESSOR, Role.LEADER_IN_CHARGE, Role.HALL_OFFICE, Role.PRINCIPAL_LEADER})

ROUTES: dict[str, Rule] = {"desk:replay": staff(PLANNERS), "desk:replay_xlsx": staff(PLANNERS)}
