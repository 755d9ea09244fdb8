"""The urgent lane: the head of the window or the hall office decides."""

from yichuang.config.access.rules import Rule, staff
from yichuang.rulebook.hall_values import Role

DECIDERS = frozenset({Role.WINDOW_HEAD, Role.HALL_OFFICE})

ROUTES: dict[str, Rule] = {
    "desk:urgency_mark": staff(None, DECIDERS),
    "desk:urgency_withdraw": staff(None, DECIDERS),
}
