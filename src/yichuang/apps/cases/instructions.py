"""Who may be asked for an instruction, who sees one, and which wait for whom."""

from django.db.models import Q, QuerySet

from yichuang.apps.cases import permissions
from yichuang.apps.cases.models import Case, Instruction
from yichuang.apps.cases.permissions import SEES_ALL
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.organization.roles import Role

# Those who lead, decide or answer for a department.
ANSWER = (
    Role.PRINCIPAL_LEADER, Role.LEADER_IN_CHARGE, Role.DEPARTMENT_HEAD, Role.HALL_OFFICE, Role.PARTY_GOVERNMENT_OFFICE,
)  # fmt: skip
RELATED = ("hall", "case", "visit", "to_staff", "asked_by", "replied_by", "told_by")


def visible_to(staff: Staff) -> QuerySet[Instruction]:
    """Instructions this person may open: his own, those asked of him, those of cases he may open; leaders see all."""
    found = Instruction.objects.filter(hall=staff.hall_id).select_related(*RELATED)
    if staff.has(*SEES_ALL):
        return found
    cases = permissions.visible_to(staff).order_by().values("pk")
    return found.filter(Q(asked_by=staff) | Q(to_staff=staff) | Q(case__in=cases))


def to_answer(staff: Staff) -> QuerySet[Instruction]:
    """Asked of this person and not yet answered, the oldest first."""
    return Instruction.objects.filter(to_staff=staff, replied_at=None).order_by("asked_at", "id")


def to_see_to(staff: Staff) -> QuerySet[Instruction]:
    """Asked by this person and not closed: those answered first, whose citizen must be told."""
    return Instruction.objects.filter(asked_by=staff, told_at=None).order_by("replied_at", "asked_at", "id")


def open_for(staff: Staff) -> QuerySet[Instruction]:
    """Everything of `to_answer` and `to_see_to` in one query."""
    return Instruction.objects.filter(
        Q(to_staff=staff, replied_at=None) | Q(asked_by=staff, told_at=None), hall=staff.hall_id
    )


def answerers(hall: Hall) -> list[Staff]:
    """The people of a hall who may be asked."""
    return [one for one in staff_of(hall).filter(is_active=True) if one.has(*ANSWER)]


def may_ask(staff: Staff, case: Case) -> bool:
    """Whoever has the case asks about it; a department that only has a part of a joint case asks who leads it.

    Costs queries for joint cases alone.
    """
    if not hasattr(case, "joint") or not permissions.parts_of(staff).filter(joint__case=case).exists():
        return True
    heads = staff.has(Role.DEPARTMENT_HEAD) and staff.department_id == case.item.department_id
    leads = staff.has(*SEES_ALL) or heads or permissions.handler_refusal(staff, case) is None
    return leads or permissions.serves(staff, case)


def may_reply(staff: Staff, instruction: Instruction) -> bool:
    """Who was asked; for an upper body, who asked it writes its reply down."""
    asked = instruction.to_staff_id or instruction.asked_by_id
    return staff.pk == asked
