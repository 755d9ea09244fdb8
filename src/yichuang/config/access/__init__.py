"""One table gives every address and role its answer. A route that is not in it fails the build (tests/architecture)."""

from yichuang.config.access import (
    agency,
    attachments,
    bookings,
    cases,
    clock,
    contest,
    desk,
    detections,
    fees,
    findings,
    instructions,
    joint,
    keeping,
    kinds,
    lights,
    presence,
    public,
    registers,
    replay,
    rulebooks,
    sheets,
    staff,
    urgency,
)
from yichuang.config.access.rules import ANYONE, METHODS, SIGNED_IN, Rule, Who, allows

__all__ = ["ANYONE", "METHODS", "PARTS", "ROUTES", "SIGNED_IN", "Rule", "Who", "allows"]

PARTS = (
    public,
    staff,
    desk,
    cases,
    clock,
    attachments,
    registers,
    lights,
    joint,
    agency,
    urgency,
    bookings,
    kinds,
    fees,
    findings,
    instructions,
    sheets,
    contest,
    detections,
    replay,
    rulebooks,
    presence,
    keeping,
)
ROUTES: dict[str, Rule] = {name: rule for part in PARTS for name, rule in part.ROUTES.items()}
