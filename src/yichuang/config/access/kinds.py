"""Kinds of cases, calls by telephone, service past closing time."""

from yichuang.config.access.rules import CASEWORK, REVIEWERS, WINDOW, Rule, staff

ROUTES: dict[str, Rule] = {
    "desk:countdown": staff(CASEWORK),
    "desk:promise_instead": staff(None, WINDOW),
    "desk:forward": staff(None, REVIEWERS),
    "desk:take_back": staff(None, WINDOW | REVIEWERS),
    "desk:forwardings": staff(CASEWORK),
    "desk:overtime": staff(CASEWORK),
}
