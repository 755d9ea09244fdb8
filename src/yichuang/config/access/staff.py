"""Signing in, people and roles, the audit trail."""

from yichuang.config.access.rules import ABSENCES, ANYONE, AUDIT, SECURITY, SIGNED_IN, SYSTEM, Rule, staff

ROUTES: dict[str, Rule] = {
    # signing in, the own password
    "organization:sign_in": staff(ANYONE, ANYONE),
    "organization:sign_out": staff(None, SIGNED_IN),
    "organization:password": staff(SIGNED_IN, SIGNED_IN),
    # people and roles
    "organization:people": staff(SYSTEM | SECURITY),
    "organization:person": staff(SYSTEM | SECURITY),
    "organization:person_new": staff(SYSTEM, SYSTEM),
    "organization:person_reset": staff(None, SYSTEM | SECURITY),
    "organization:person_active": staff(None, SYSTEM | SECURITY),
    "organization:person_identity": staff(None, SYSTEM),
    "organization:person_roles": staff(None, SECURITY),
    "organization:person_unlock": staff(None, SECURITY),
    "organization:absences": staff(ABSENCES, ABSENCES),
    "audit:trail": staff(AUDIT),
    "audit:check": staff(None, AUDIT),
}
