"""The register of what was sent up (R13), and what is still out, for a person."""

from django.db.models import Q, QuerySet

from yichuang.apps.cases.models import Forwarding
from yichuang.apps.cases.permissions import visible_to
from yichuang.apps.cases.worklists import my_open_cases
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role

RELATED = ("case__hall", "case__front_window", "sent_by", "returned_by")


def forwardings_for(staff: Staff) -> QuerySet[Forwarding]:
    """The forwardings of cases this person may see, newest first."""
    seen = visible_to(staff).order_by().values("pk")
    found = Forwarding.objects.filter(case__in=seen).select_related(*RELATED)
    return found.order_by("-sent_at", "-id")


def out_above(staff: Staff) -> QuerySet[Forwarding]:
    """What is out at an upper body and this person has to follow, the nearest due first.

    He does as handler of the case, or as head of the department that sent it.
    """
    mine = Q(case__in=my_open_cases(staff).order_by().values("pk"))
    if staff.has(Role.DEPARTMENT_HEAD) and staff.department_id is not None:
        mine |= Q(case__item__department=staff.department_id)
    found = Forwarding.objects.filter(mine, case__hall=staff.hall_id, returned_at=None)
    return found.select_related(*RELATED).order_by("upper_due_at", "id")
