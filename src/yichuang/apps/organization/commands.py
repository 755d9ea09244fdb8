"""Changes to halls, accounts and roles. Passwords are never part of an audit entry."""

import secrets
from datetime import datetime
from typing import Any

from yichuang.apps.audit import command, record
from yichuang.apps.organization import loading, policies
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.roles import Role, joined
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer
from yichuang.rulebook.halls import HallRules

SIGNS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def one_time_password() -> str:
    """A password to be told once and changed at first use; no letters that look alike."""
    return "".join(secrets.choice(SIGNS) for _ in range(12)) + "-" + str(secrets.randbelow(90) + 10)


@command
def load_hall(*, rules: HallRules, now: datetime) -> Hall:
    """Brings a hall into line with its rule file: windows, departments, queues, posts, people. Deletes nobody.

    New people get no usable password; `set_password` or the demo gives them one.
    """
    hall = loading.bring_into_line(rules)
    record(hall=hall.slug, verb="hall.loaded", by="system", subject=f"hall:{hall.slug}", now=now,
           detail={"version": rules.version, "effective": rules.effective.isoformat()})  # fmt: skip
    return hall


@command
def create_staff(*, hall: Hall, username: str, name: str, roles: frozenset[Role], by: str, now: datetime,
                 **places: Any) -> tuple[Staff, str]:  # fmt: skip
    """Opens an account and returns it with a one-time password, which is shown once and kept nowhere.

    `places` may name `window`, `department` and `phone`.
    """
    policies.require_new_username(username)
    policies.require_roles_fit(roles)
    staff = Staff(hall=hall, username=username, name=policies.require_name(name), roles=joined(roles), **places)
    password = one_time_password()
    staff.set_password(password)
    staff.save(force_insert=True)
    record(hall=hall.slug, verb="staff.created", by=by, subject=staff.ref, now=now, detail={"roles": staff.roles})
    return staff, password


@command
def reset_password(*, staff: Staff, by: Staff, now: datetime) -> str:
    """Gives a new one-time password; the old one and its sessions end at once. Who may: `account_refusal`."""
    policies.require_account_keeper(staff, by)
    password = one_time_password()
    staff.set_password(password)
    staff.must_change_password = True
    staff.save(update_fields=["password", "must_change_password"])
    record(hall=staff.hall.slug, verb="staff.password_reset", by=by.ref, subject=staff.ref, now=now)
    return password


@command
def change_password(*, staff: Staff, password: str, now: datetime) -> None:
    """Sets the person's own new password. Refused when it is too weak."""
    policies.require_password(staff, password)
    staff.set_password(password)
    staff.must_change_password = False
    staff.save(update_fields=["password", "must_change_password"])
    record(hall=staff.hall.slug, verb="staff.password_changed", by=staff.ref, subject=staff.ref, now=now)


@command
def grant_roles(*, staff: Staff, roles: frozenset[Role], by: Staff, now: datetime) -> None:
    """Replaces the roles of a person. The three administrator roles exclude each other and every other role."""
    policies.require_not_self(staff, by)
    policies.require_roles_fit(roles)
    before, after = staff.roles, joined(roles)
    policies.require_changed(Staff.objects.filter(pk=staff.pk, roles=before).update(roles=after))
    staff.roles = after
    record(hall=staff.hall.slug, verb="staff.roles_changed", by=by.ref, subject=staff.ref, now=now,
           detail={"before": before, "after": staff.roles})  # fmt: skip


@command
def set_active(*, staff: Staff, active: bool, by: Staff, now: datetime) -> None:
    """Closes or reopens an account; a closed one keeps its name in every record. Who may: `account_refusal`."""
    policies.require_not_self(staff, by)
    policies.require_account_keeper(staff, by)
    as_read = Staff.objects.filter(pk=staff.pk, is_active=staff.is_active)
    policies.require_changed(as_read.update(is_active=active))
    staff.is_active = active
    verb = "staff.reopened" if active else "staff.closed"
    record(hall=staff.hall.slug, verb=verb, by=by.ref, subject=staff.ref, now=now)


@command
def set_identity(*, staff: Staff, identity: str, by: Staff, now: datetime) -> None:
    """Stores the blind index of a person's own identity number, which keeps him from his own matter (D4.4.4).

    Empty text clears it. The number itself is kept nowhere. Refused when it is not a number, as at intake.
    """
    policies.require_account_keeper(staff, by)
    given = identity.strip()
    number = policies.checked_identity(given, now.astimezone(SHANGHAI).date()) if given else ""
    staff.identity_index = sealer().blind_index("identity", number) if number else ""
    staff.save(update_fields=["identity_index"])
    verb = "staff.identity_set" if number else "staff.identity_cleared"
    record(hall=staff.hall.slug, verb=verb, by=by.ref, subject=staff.ref, now=now)


@command
def set_absent(*, staff: Staff, absent: bool, by: Staff, now: datetime) -> list[str]:
    """Marks a person absent or back; while A is absent B handles (D5.1.6). Returns posts left empty (C-15)."""
    staff.absent = absent
    staff.save(update_fields=["absent"])
    uncovered = policies.uncovered_posts(staff) if absent else []
    verb = "staff.absent" if absent else "staff.back"
    record(hall=staff.hall.slug, verb=verb, by=by.ref, subject=staff.ref, now=now, detail={"uncovered": len(uncovered)})
    return uncovered


__all__ = [
    "change_password", "create_staff", "grant_roles", "load_hall", "one_time_password", "reset_password",
    "set_absent", "set_active", "set_identity",
]  # fmt: skip
