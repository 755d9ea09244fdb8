"""One table gives every address and role its answer. A route that is not in it fails the build (tests/architecture)."""

from dataclasses import dataclass

from yichuang.rulebook.hall_values import ADMINISTRATORS, Role

ANYONE = "anyone"
SIGNED_IN = "signed-in"
Who = frozenset[Role] | str

BUSINESS = frozenset(Role) - ADMINISTRATORS
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
    """Who may read a route and who may post to it; None: the route does not answer that method."""

    face: str
    get: Who | None = None
    post: Who | None = None

    def answer(self, method: str) -> Who | None:
        return self.post if method == "POST" else self.get if method in ("GET", "HEAD") else None


def public(get: Who | None = ANYONE, post: Who | None = None) -> Rule:
    return Rule("public", get, post)


def staff(get: Who | None = None, post: Who | None = None) -> Rule:
    return Rule("staff", get, post)


HEADS = frozenset({Role.WINDOW_HEAD, Role.DEPARTMENT_HEAD})
# The leader in charge stands in where no head is free.
REVIEWERS = HEADS | {Role.LEADER_IN_CHARGE}
ABSENCES = frozenset({Role.WINDOW_HEAD, Role.HALL_OFFICE, Role.LEADER_IN_CHARGE})
REVOKERS = frozenset({Role.WINDOW_HEAD, Role.HALL_OFFICE})

ROUTES: dict[str, Rule] = {
    # choices of the reader
    "choose_language": public(None, ANYONE),
    "choose_large_type": public(None, ANYONE),
    # public pages
    "portal:home": public(),
    "portal:guide": public(),
    "portal:item": public(),
    "portal:progress": public(ANYONE, ANYONE),
    "portal:ledger": public(),
    "portal:verify": public(),
    "portal:verify_enter": public(),
    "portal:rate_enter": public(ANYONE, ANYONE),
    "portal:rate": public(ANYONE, ANYONE),
    "portal:ticket": public(),
    # kiosk and wall
    "screens:kiosk": public(),
    "screens:take": public(None, ANYONE),
    "screens:taken": public(),
    "screens:slip": public(),
    "screens:display": public(),
    "screens:display_feed": public(),
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
    # the window desk
    "desk:home": staff(BUSINESS),
    "desk:sit": staff(None, WINDOW),
    "desk:panel": staff(WINDOW),
    "desk:call": staff(None, WINDOW),
    "desk:recall": staff(None, WINDOW),
    "desk:no_show": staff(None, WINDOW),
    "desk:return_ticket": staff(None, WINDOW),
    "desk:hold": staff(None, WINDOW),
    "desk:resume": staff(None, WINDOW),
    "desk:transfer": staff(None, WINDOW),
    "desk:pause": staff(None, WINDOW),
    "desk:reopen": staff(None, WINDOW),
    "desk:open_visit": staff(None, WINDOW),
    "desk:outcome": staff(WINDOW),
    "desk:close_visit": staff(None, WINDOW),
    "desk:intake": staff(WINDOW, WINDOW),
    "desk:opinion": staff(None, WINDOW),
    "desk:consult": staff(WINDOW, WINDOW),
    "desk:hand_over": staff(WINDOW, WINDOW),
    "desk:hand_overs": staff(WINDOW),
    "desk:confirm_hand_over": staff(None, WINDOW),
    "desk:first_contacts": staff(CASEWORK),
    "desk:note_first_contact": staff(None, WINDOW),
    "desk:consultations": staff(CASEWORK),
    "desk:answer_consultation": staff(None, WINDOW),
    # cases
    "desk:cases": staff(CASEWORK),
    "desk:case": staff(CASEWORK),
    "desk:case_due": staff(CASEWORK),
    "desk:case_due_json": staff(CASEWORK),
    "desk:decide_again": staff(WINDOW, WINDOW),
    "desk:handle": staff(None, WINDOW),
    "desk:review": staff(None, REVIEWERS),
    "desk:approve": staff(None, REVIEWERS),
    "desk:send_back": staff(None, REVIEWERS),
    "desk:refuse": staff(None, REVIEWERS),
    "desk:extend": staff(None, frozenset({Role.PRINCIPAL_LEADER})),
    "desk:complete": staff(None, WINDOW),
    "desk:complete_instant": staff(None, WINDOW),
    "desk:reveal": staff(None, WINDOW | HEADS),
    "desk:todo": staff(CASEWORK),
    "desk:find": staff(CASEWORK, CASEWORK),
    # notices and sheets
    "desk:notices": staff(CASEWORK),
    "desk:notice": staff(CASEWORK),
    "desk:notice_pdf": staff(CASEWORK),
    "desk:notice_printed": staff(None, CASEWORK),
    "desk:notice_revoke": staff(None, REVOKERS),
    "desk:items": staff(CASEWORK),
    "desk:item_sheet": staff(None, WINDOW),
    # registers
    "oversight:ledger": staff(CASEWORK),
    "oversight:ledger_xlsx": staff(CASEWORK),
    "oversight:ledger_pdf": staff(CASEWORK),
}


def allows(who: Who | None, roles: frozenset[Role], signed_in: bool) -> bool:
    """Whether somebody with these roles is among those the table names."""
    if who is None or who == ANYONE:
        return who == ANYONE
    if not signed_in:
        return False
    return who == SIGNED_IN or not roles.isdisjoint(who)  # type: ignore[arg-type]
