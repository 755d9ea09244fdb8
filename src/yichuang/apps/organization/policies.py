"""May this happen to this account or post now?"""

from typing import NoReturn

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from yichuang.apps.audit import Refusal, Refused
from yichuang.apps.organization.models import Post, Staff
from yichuang.apps.organization.roles import ADMINISTRATORS, Role
from yichuang.core.identity import N_, Fault, check_name


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
