"""May this person do this to this case, and who sees it? A case one may not see does not exist for him (404)."""

from django.db.models import Q, QuerySet

from yichuang.apps.attachments.models import Attachment
from yichuang.apps.audit import Refusal, Refused
from yichuang.apps.cases import agency, charge
from yichuang.apps.cases.models import Case, JointPart, Recalculation
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import windows_served_by
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Action

SEES_ALL = (
    Role.HALL_OFFICE, Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER, Role.PARTY_GOVERNMENT_OFFICE, Role.ASSESSOR,
)  # fmt: skip
ATTACHES = (Role.CLERK, Role.WINDOW_HEAD, Role.DEPARTMENT_HEAD)
AT_THE_WINDOW = (Action.ACCEPT, Action.ASK_SUPPLEMENT, Action.RETURN, Action.REFUSE, Action.COMPLETE)
# What decides a case or its limit; the work and the handing over do not (D4.4.4).
DECIDING = frozenset(Action) - {Action.HANDLE, Action.COMPLETE}

PROPOSERS = (Role.HALL_OFFICE, Role.SYSTEM_ADMINISTRATOR)
DECIDER = Role.LEADER_IN_CHARGE
BY_HANDLER = (Action.HANDLE, Action.ASK_MORE, Action.BEGIN_STEP, Action.END_STEP)

NOT_YOURS = {
    Action.HANDLE: N_("Only the handler of this post, or the stand-in while he is absent, handles the case."),
    Action.REVIEW: N_("The review belongs to the head of the window."),
    Action.SEND_BACK: N_("Only who reviews or approves sends a case back."),
    Action.FORWARD: N_("Who approves cases of the department signs them and sends them up."),
    Action.TAKE_BACK: N_("The answer is recorded by the handler or by who approves cases of the department."),
    Action.APPROVE: N_("The approval belongs to the head of the department."),
    Action.EXTEND: N_("Only the principal leaders extend a limit."),
    Action.DEEM: N_("The law itself accepts what was not decided in time; nobody does."),
    **dict.fromkeys(
        (Action.ASK_MORE, Action.BEGIN_STEP, Action.END_STEP),
        N_("This belongs to the handler of the case, or the stand-in while he is absent."),
    ),
}


def visible_to(staff: Staff) -> QuerySet[Case]:
    """The cases a person may open: all of the hall for those who lead or assess it, else those of his windows."""
    cases = Case.objects.filter(hall=staff.hall_id)
    if staff.has(*SEES_ALL):
        return cases
    mine = Q(handler=staff) | Q(item__post__a=staff) | Q(item__post__b=staff) | Q(agency__staff=staff)
    if staff.has(Role.CLERK, Role.WINDOW_HEAD):
        mine |= Q(front_window__in=windows_served_by(staff).order_by().values("pk"))
    if staff.has(Role.DEPARTMENT_HEAD):
        mine |= Q(item__department=staff.department_id)
    return cases.filter(mine | Q(pk__in=parts_of(staff).values("joint__case")))


def parts_of(staff: Staff) -> QuerySet[JointPart]:
    """The parts of joint cases this person may do: head of the department, or clerk of it or of the part's window."""
    mine = Q(pk=None)
    if staff.has(Role.CLERK):
        served = windows_served_by(staff).order_by().values("pk")
        mine |= Q(window=None, department=staff.department_id) | Q(window__in=served)
    if staff.has(Role.DEPARTMENT_HEAD):
        mine |= Q(department=staff.department_id)
    return JointPart.objects.filter(mine, joint__case__hall=staff.hall_id)


def may_open_joint(staff: Staff, case: Case) -> bool:
    """The hall office declares any case joint; the window that took it in, one whose item is (D3.2.7)."""
    if staff.has(Role.HALL_OFFICE):
        return True
    return bool(case.item.rules["joint"]) and staff.has(Role.CLERK) and serves(staff, case)


def keeps_agency(staff: Staff, case: Case) -> bool:
    """Who writes down and ends an agency: the hall office, or a clerk of the window that took the case in (D1.11)."""
    return staff.has(Role.HALL_OFFICE) or (staff.has(Role.CLERK) and serves(staff, case))


def require_not_agent(staff: Staff, case: Case) -> None:
    """Whoever closes a case in one act decides it, so he is not its agent (D4.4.4)."""
    refusal = agency.refusal_for(staff, case)
    if refusal is not None:
        raise Refused(refusal)


def urgency_refusal(staff: Staff, case: Case) -> Refusal | None:
    """Why this person may not decide what is urgent: the head of the window and the hall office may (D3.1.4)."""
    office = staff.has(Role.HALL_OFFICE) or (staff.has(Role.WINDOW_HEAD) and serves(staff, case))
    if staff.hall_id != case.hall_id or not office:
        return Refusal("not_yours", N_("The head of the window or the hall office decides what is urgent."),
                       N_("Leave it to the person in charge."), clause="D3.1.4")  # fmt: skip
    return agency.refusal_for(staff, case)


def explains(staff: Staff, case: Case) -> bool:
    """Who tells the citizen how a joint case goes: the hall office, or a clerk of the window that leads (D2.3.4)."""
    return staff.has(Role.HALL_OFFICE) or (staff.has(Role.CLERK) and serves(staff, case))


def own_matter(staff: Staff, case: Case) -> Refusal | None:
    """Nobody handles his own matter (D4.4.4)."""
    if staff.identity_index and staff.identity_index == case.applicant.identity_index:
        sentence, remedy = N_("This is your own matter."), N_("A colleague must deal with it.")
        return Refusal("own_matter", sentence, remedy, clause="D4.4.4")
    return None


def refusal_for(staff: Staff, action: Action, case: Case) -> Refusal | None:
    """Why this person may not do this to this case, or None when he may."""
    if (own := own_matter(staff, case)) is not None:
        return own
    if action in DECIDING and (agent := agency.refusal_for(staff, case)) is not None:
        return agent
    if _may(staff, action, case):
        return None
    if charge.is_second_time(staff, action, case):
        return Refusal("second_time", N_("You have done an earlier stage of this case yourself."),
                       N_("Whoever stands in for you finds it among his work."), clause="D1.7")  # fmt: skip
    sentence = NOT_YOURS.get(action, N_("This belongs to the window that took the case in."))
    return Refusal("not_yours", sentence, N_("Leave it to the person in charge."), clause="D1.7")


def require(staff: Staff, action: Action, case: Case) -> None:
    refusal = refusal_for(staff, action, case)
    if refusal is not None:
        raise Refused(refusal)


def handler_refusal(staff: Staff, case: Case) -> Refusal | None:
    """Why this person may not do the handler's work on this case, or None when he may (D1.7, D5.1.6)."""
    if (own := own_matter(staff, case)) is not None:
        return own
    if _is_handler(staff, case):
        return None
    return Refusal("not_yours", NOT_YOURS[Action.HANDLE], N_("Leave it to the person in charge."), clause="D1.7")


def require_handler(staff: Staff, case: Case) -> None:
    refusal = handler_refusal(staff, case)
    if refusal is not None:
        raise Refused(refusal)


def attaching_refusal(staff: Staff, case: Case) -> Refusal | None:
    """Why this person may not add scans to this case: he works on it, so he serves, heads or handles and sees it."""
    if (own := own_matter(staff, case)) is not None:
        return own
    if staff.has(*ATTACHES) and visible_to(staff).filter(pk=case.pk).exists():
        return None
    return Refusal("not_yours", N_("Only who works on this case adds scans to it."),
                   N_("Leave it to the person in charge."), clause="D1.7")  # fmt: skip


def require_attaching(staff: Staff, case: Case) -> None:
    refusal = attaching_refusal(staff, case)
    if refusal is not None:
        raise Refused(refusal)


def may_withdraw(staff: Staff, attachment: Attachment) -> bool:
    """Among those who work on the case: who added it, and the heads."""
    return attachment.by_id == staff.pk or staff.has(Role.WINDOW_HEAD, Role.DEPARTMENT_HEAD)


def require_withdrawing(staff: Staff, case: Case, attachment: Attachment) -> None:
    require_attaching(staff, case)
    if attachment.subject not in (case.ref, *(one.ref for one in case.surveys.all())):
        raise Refused(Refusal("not_of_case", N_("This attachment belongs to something else.")))
    if not may_withdraw(staff, attachment):
        raise Refused(Refusal(
            "not_yours", N_("Only who added it, or the head of window or department, withdraws it."),
            N_("Leave it to the person in charge."), clause="D1.7",
        ))  # fmt: skip


def _may(staff: Staff, action: Action, case: Case) -> bool:
    if action is Action.EXTEND:
        return staff.has(Role.PRINCIPAL_LEADER)
    if action is Action.DEEM:
        return False
    if action in BY_HANDLER:
        return _is_handler(staff, case)
    if action is Action.SUPPLY and _is_handler(staff, case):
        return True
    if action in (Action.REVIEW, Action.APPROVE):
        return charge.may(staff, action, case)
    if action in (Action.FORWARD, Action.TAKE_BACK):
        return charge.may(staff, Action.APPROVE, case) or (action is Action.TAKE_BACK and _is_handler(staff, case))
    if action is Action.SEND_BACK or (action is Action.REFUSE and not case.state_before_acceptance):
        return charge.may(staff, Action.REVIEW, case) or charge.may(staff, Action.APPROVE, case)
    return staff.has(Role.CLERK) and serves(staff, case)


def decision_refusal(staff: Staff, recalculation: Recalculation) -> Refusal | None:
    """Why this person may not decide on a recalculation: the leader in charge does, and never on his own proposal."""
    if staff.hall_id != recalculation.hall_id or not staff.has(DECIDER):
        return Refusal("not_yours", N_("The leader in charge decides on recalculations."),
                       N_("Leave it to the person in charge."), clause="D4.11.2")  # fmt: skip
    if staff.pk == recalculation.proposed_by_id:
        return Refusal("own_proposal", N_("Nobody decides on his own proposal."),
                       N_("Another leader in charge decides."), clause="D4.11.2")  # fmt: skip
    return None


def require_decider(staff: Staff, recalculation: Recalculation) -> None:
    if (refusal := decision_refusal(staff, recalculation)) is not None:
        raise Refused(refusal)


def may_propose(staff: Staff) -> bool:
    """Whether this person has due times worked out anew: the hall office, or who keeps the system's data."""
    return staff.has(*PROPOSERS)


def require_proposer(staff: Staff, hall: Hall) -> None:
    if staff.hall_id != hall.pk or not may_propose(staff):
        raise Refused(Refusal("not_yours", N_("The hall office or the system administrator proposes recalculations."),
                              N_("Leave it to the person in charge."), clause="D4.11.2"))  # fmt: skip


def require_assessor(staff: Staff, case: Case) -> None:
    """Whether order was disturbed is for the assessor to say (D2.8.6)."""
    if staff.hall_id != case.hall_id or not staff.has(Role.ASSESSOR):
        raise Refused(Refusal("not_yours", N_("Whether it is so is judged by the assessor."),
                              N_("Leave it to the person in charge."), clause="D2.8.6"))  # fmt: skip


def serves(staff: Staff, case: Case) -> bool:
    """Whether the case's window is one this person serves."""
    return _serves(staff, case.front_window_id)


def require_follower(staff: Staff, case: Case) -> None:
    """Who serves the case's window, or holds its post, comes back to its applicant; never in his own matter."""
    if (own := own_matter(staff, case)) is not None:
        raise Refused(own)
    post = case.item.post
    holds = post is not None and staff.pk in (post.a_id, post.b_id)
    if not staff.has(Role.CLERK) or not (holds or serves(staff, case)):
        sentence, remedy = N_("This follow-up belongs to another window."), N_("Leave it to the person in charge.")
        raise Refused(Refusal("not_yours", sentence, remedy, clause="D3.3.2"))


def require_at_window(staff: Staff, hall_id: int, window_id: int) -> None:
    """Only a clerk of the window where the visit began takes its application in."""
    if staff.hall_id != hall_id or not staff.has(Role.CLERK) or not _serves(staff, window_id):
        sentence, remedy = (
            N_("This belongs to the window that took the case in."),
            N_("Leave it to the person in charge."),
        )
        raise Refused(Refusal("not_yours", sentence, remedy, clause="D1.7"))


def _serves(staff: Staff, window_id: int) -> bool:
    # The own window needs no query: nearly every intake happens there.
    return staff.window_id == window_id or windows_served_by(staff).filter(pk=window_id).exists()


def _is_handler(staff: Staff, case: Case) -> bool:
    """A while present, B while A is absent (D5.1.6) or the matter is A's own; without a post, who took it in."""
    if not staff.has(Role.CLERK) or staff.absent:
        return False
    post = case.item.post
    if post is None:
        return staff.pk == case.handler_id
    here = (one for one in (post.a, post.b) if one and one.is_active and not one.absent)
    present = next((one for one in here if own_matter(one, case) is None), None)
    return present is not None and present.pk == staff.pk
