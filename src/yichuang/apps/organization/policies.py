"""May this happen to this account or post now?"""

from datetime import date
from typing import NoReturn

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from yichuang.apps.audit import Refusal, Refused
from yichuang.apps.organization.models import Post, Staff
from yichuang.apps.organization.roles import ADMINISTRATORS, Role
from yichuang.core.identity import N_, Fault, check_identity, check_name


def _refuse(
    code: str, sentence: str, remedy: str = "", field: str = "", clause: str = "", **values: object
) -> NoReturn:
    raise Refused(Refusal(code, sentence, remedy, field=field, clause=clause, values=values))


def require_roles_fit(roles: frozenset[Role]) -> None:
    """The three administrators are three people, and none of them serves citizens."""
    if roles & ADMINISTRATORS and len(roles) > 1:
        _refuse("roles_exclude", N_("An administrator role goes with no other role."),
                N_("Give the other duties to another person."), field="roles")  # fmt: skip


def require_not_self(staff: Staff, by: Staff) -> None:
    if staff.pk == by.pk:
        _refuse("own_account", N_("Nobody changes the roles or the state of the own account."),
                N_("Ask another administrator."))  # fmt: skip


def account_refusal(staff: Staff, by: Staff) -> Refusal | None:
    """Why this person may not reset the password or change the state of an account; None when he may.

    Nobody becomes the one who watches him: the system administrator keeps the accounts of the hall; the security
    administrator those of the other two administrators; the own one of the security administrator is kept by nobody
    in the hall, but by the keeper of the server.
    """
    if staff.has(Role.SECURITY_ADMINISTRATOR):
        return Refusal("keeper_only", N_("Nobody in the hall changes the account of the security administrator."),
                       N_("The keeper of the server opens a new one: %(command)s"),
                       values={"command": f"yichuang create-admin {staff.hall.slug} NAME ... --role secadmin"},
                       )  # fmt: skip
    if staff.has(*ADMINISTRATORS):
        needed, said = Role.SECURITY_ADMINISTRATOR, N_("The security administrator keeps the administrators' accounts.")
    else:
        needed, said = Role.SYSTEM_ADMINISTRATOR, N_("The system administrator keeps the accounts of the hall.")
    return None if by.has(needed) else Refusal("not_account_keeper", said, N_("Leave it to the person in charge."))


def require_account_keeper(staff: Staff, by: Staff) -> None:
    refusal = account_refusal(staff, by)
    if refusal is not None:
        raise Refused(refusal)


def require_changed(count: int) -> None:
    if count != 1:
        _refuse("account_moved", N_("Somebody else has just changed this account."),
                N_("Reload the page to see how it stands."))  # fmt: skip


def checked_identity(identity: str, on: date) -> str:
    """The number in its normal form; refused when it is not one."""
    checked = check_identity(identity, on=on)
    if isinstance(checked, Fault):
        raise Refused(Refusal(checked.code, checked.sentence, checked.remedy, field="identity", values=checked.values))
    return checked.number


def require_password(staff: Staff, password: str) -> None:
    try:
        validate_password(password, staff)
    except ValidationError as error:
        _refuse("password_weak", N_("The password is not strong enough: %(why)s"), N_("Choose another one."),
                field="new_password", why=" ".join(error.messages))  # fmt: skip


def require_new_username(username: str) -> None:
    if Staff.objects.filter(username=username).exists():
        _refuse("username_taken", N_("This user name is taken."), N_("Choose another one."), field="username")


def require_name(name: str) -> str:
    checked = check_name(name)
    if isinstance(checked, Fault):
        raise Refused(Refusal("name_wrong", checked.sentence, checked.remedy, field="name", values=checked.values))
    return checked


def uncovered_posts(staff: Staff) -> list[str]:
    """Posts that nobody would handle if this person were away (C-15): said as a warning, not refused."""
    held = Post.objects.filter(hall=staff.hall_id).select_related("a", "b")
    return [post.name for post in held if staff in (post.a, post.b) and all(
        person is None or person == staff or person.absent or not person.is_active for person in (post.a, post.b)
    )]  # fmt: skip
