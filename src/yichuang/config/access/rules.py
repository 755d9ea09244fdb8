"""What a line of the access table is made of, and the groups of roles its lines name."""

from dataclasses import dataclass

from yichuang.rulebook.hall_values import ADMINISTRATORS, Role

ANYONE = "anyone"
SIGNED_IN = "signed-in"
METHODS = ("GET", "HEAD", "POST")
Who = frozenset[Role] | str

BUSINESS = frozenset(Role) - ADMINISTRATORS
# Who works for the hall; an upper body is none of them.
PEOPLE = BUSINESS - {Role.SUPERIOR}
WINDOW = frozenset({Role.CLERK})
CASEWORK = frozenset({
    Role.CLERK, Role.WINDOW_HEAD, Role.DEPARTMENT_HEAD, Role.HALL_OFFICE, Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER,
    Role.PARTY_GOVERNMENT_OFFICE, Role.ASSESSOR,
})  # fmt: skip
SYSTEM = frozenset({Role.SYSTEM_ADMINISTRATOR})
SECURITY = frozenset({Role.SECURITY_ADMINISTRATOR})
AUDIT = frozenset({Role.AUDIT_ADMINISTRATOR})


@dataclass(frozen=True)
class Rule:
    """Who may read a route and who may post to it; None: the route does not answer that method.

    `files`: posts bring or fetch files. Only there are uploads let in, and the post waits for its turn to change
    something only when its command begins, not while a file travels or is made anew.
    """

    face: str
    get: Who | None = None
    post: Who | None = None
    files: bool = False

    def answer(self, method: str) -> Who | None:
        return self.post if method == "POST" else self.get if method in ("GET", "HEAD") else None

    @property
    def methods(self) -> tuple[str, ...]:
        return tuple(one for one in METHODS if self.answer(one) is not None)


def public(get: Who | None = ANYONE, post: Who | None = None) -> Rule:
    return Rule("public", get, post)


def staff(get: Who | None = None, post: Who | None = None, *, files: bool = False) -> Rule:
    return Rule("staff", get, post, files)


HEADS = frozenset({Role.WINDOW_HEAD, Role.DEPARTMENT_HEAD})
# The leader in charge stands in where no head is free.
REVIEWERS = HEADS | {Role.LEADER_IN_CHARGE}
ABSENCES = frozenset({Role.WINDOW_HEAD, Role.HALL_OFFICE, Role.LEADER_IN_CHARGE})
REVOKERS = frozenset({Role.WINDOW_HEAD, Role.HALL_OFFICE})


def allows(who: Who | None, roles: frozenset[Role], signed_in: bool) -> bool:
    """Whether somebody with these roles is among those the table names."""
    if who is None or who == ANYONE:
        return who == ANYONE
    if not signed_in:
        return False
    return who == SIGNED_IN or not roles.isdisjoint(who)  # type: ignore[arg-type]
