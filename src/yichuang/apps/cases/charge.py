"""Who reviews and who approves a case at this instant: one rule, from which permissions and work lists both follow.

A review belongs to the head of the case's window, an approval to the head of the item's department. Somebody is free
for it when he is at work, the case is neither his own matter nor one in which he is the agent (D4.4.4), and he has done
no earlier stage of this round himself: four eyes see every case, save the instant one, which its handler closes in one
act (D1.7).

While no head of the window is free, the head of the hall office (HO and WH) reviews; while he is not free either, the
leader in charge (FG) does. While no head of the department is free, the leader in charge approves (D5.1.6).
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from yichuang.apps.cases.agency import by_agent
from yichuang.apps.cases.models import Agency, Case, StageStamp
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.lifecycle import Action, Stage

EARLIER = {
    Action.REVIEW: (Stage.HANDLING.value,),
    Action.APPROVE: (Stage.HANDLING.value, Stage.REVIEW.value),
}
ROLES = {
    Action.REVIEW: (Role.WINDOW_HEAD, Role.LEADER_IN_CHARGE),
    Action.APPROVE: (Role.DEPARTMENT_HEAD, Role.LEADER_IN_CHARGE),
}


def cases_of(staff: Staff, action: Action) -> QuerySet[Case]:
    """The cases of any state whose review or approval is this person's at this instant."""
    if staff.absent or not staff.is_active or not staff.has(*ROLES[action]):
        return Case.objects.none()
    found = Case.objects.filter(_review_by(staff) if action is Action.REVIEW else _approval_by(staff))
    if staff.identity_index:
        found = found.exclude(applicant__identity_index=staff.identity_index)
    agent = Agency.objects.filter(by_agent(staff, staff.identity_index), case=OuterRef("pk"))
    done_by_him = _stamps(action, OuterRef("pk"), OuterRef("round")).filter(by=staff)
    return found.filter(~Exists(done_by_him), ~Exists(agent), hall=staff.hall_id)


def may(staff: Staff, action: Action, case: Case) -> bool:
    """Whether the review or approval of this case is this person's, whatever state it is in."""
    return cases_of(staff, action).filter(pk=case.pk).exists()


def is_second_time(staff: Staff, action: Action, case: Case) -> bool:
    """Whether the person who would be in charge has done an earlier stage of this round himself."""
    if action not in EARLIER or not staff.has(*ROLES[action]):
        return False
    return _stamps(action, case.pk, case.round).filter(by=staff).exists()


def _review_by(staff: Staff) -> Q:
    mine = Q(pk=None)
    if staff.has(Role.WINDOW_HEAD):
        mine |= Q(front_window=staff.window_id)
        if staff.has(Role.HALL_OFFICE):
            mine |= _no_head_reviews()
    if staff.has(Role.LEADER_IN_CHARGE):
        office = _free(Action.REVIEW, Role.WINDOW_HEAD, Role.HALL_OFFICE)
        mine |= _no_head_reviews() & ~Q(Exists(office))
    return mine


def _no_head_reviews() -> Q:
    return ~Q(Exists(_free(Action.REVIEW, Role.WINDOW_HEAD).filter(window=OuterRef("front_window"))))


def _approval_by(staff: Staff) -> Q:
    mine = Q(pk=None)
    if staff.has(Role.DEPARTMENT_HEAD) and staff.department_id is not None:
        mine |= Q(item__department=staff.department_id)
    if staff.has(Role.LEADER_IN_CHARGE):
        heads = _free(Action.APPROVE, Role.DEPARTMENT_HEAD).filter(department=OuterRef("item__department"))
        mine |= ~Q(Exists(heads))
    return mine


def _free(action: Action, *roles: Role) -> QuerySet[Staff]:
    """People of the case's hall with these roles who are free for the act; to be asked inside a query on cases."""
    people = Staff.objects.filter(hall=OuterRef("hall"), is_active=True, absent=False)
    for role in roles:
        people = people.filter(roles__contains=role.value)
    own = Q(identity_index=OuterRef("applicant__identity_index"))
    stamps = _stamps(action, OuterRef(OuterRef("pk")), OuterRef(OuterRef("round"))).filter(by=OuterRef("pk"))
    agents = Agency.objects.filter(by_agent(OuterRef("pk"), OuterRef("identity_index")), case=OuterRef(OuterRef("pk")))
    return people.filter(~own, ~Exists(stamps), ~Exists(agents))


def _stamps(action: Action, case: object, round_now: object) -> QuerySet[StageStamp]:
    return StageStamp.objects.filter(case=case, round=round_now, stage__in=EARLIER[action])
