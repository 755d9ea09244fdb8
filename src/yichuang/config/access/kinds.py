"""Kinds of cases, calls by telephone, service past closing time."""

from yichuang.config.access.rules import CASEWORK, WINDOW, Rule, staff

ROUTES: dict[str, Rule] = {
    "desk:countdown": staff(CASEWORK),
    "desk:promise_instead": staff(None, WINDOW),
    "desk:overtime": staff(CASEWORK),
}
