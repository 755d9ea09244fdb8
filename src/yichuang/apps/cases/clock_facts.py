"""What is on record about the clock of a case: steps, lists after acceptance, every value of its due time."""

from datetime import date

from django.db.models import QuerySet

from yichuang.apps.cases.models import OPEN, Case, DueChange, Recalculation, SpecialStep, SupplementList
from yichuang.apps.cases.worklists import my_open_cases, untold
from yichuang.apps.organization.models import Hall, Staff


def special_steps(case: Case) -> list[SpecialStep]:
    """The special steps of a case in their order, each with its end if it has one."""
    found = SpecialStep.objects.filter(case=case).select_related("by", "end__by")
    return list(found.order_by("first_day", "id"))


def steps_beyond_plan(staff: Staff, today: date) -> QuerySet[SpecialStep]:
    """Open steps of the cases this person handles now that should have ended before today."""
    mine = my_open_cases(staff).order_by().values("pk")
    found = SpecialStep.objects.filter(case__in=mine, end=None, planned_last_day__lt=today).select_related("case")
    return found.order_by("planned_last_day", "id")


def further_lists(case: Case) -> list[SupplementList]:
    """What was asked for after acceptance, each with what became of it."""
    if case.accepted_at is None:
        return []
    found = SupplementList.objects.filter(case=case, at__gte=case.accepted_at).select_related("by", "supply")
    return list(found.order_by("round"))


def changes_of(case: Case) -> list[DueChange]:
    """Every change of the due time, the first one first."""
    return list(DueChange.objects.filter(case=case).order_by("id"))


def untold_changes(case: Case) -> list[DueChange]:
    """What recalculations did to the due time of an open case and the citizen has had no paper of, the first first."""
    if case.state not in OPEN:
        return []
    return list(untold().filter(case=case).order_by("id"))


def recalculations_of(hall: Hall) -> QuerySet[Recalculation]:
    """Every recalculation proposed in a hall."""
    return Recalculation.objects.filter(hall=hall).select_related("hall", "proposed_by", "decided_by")
