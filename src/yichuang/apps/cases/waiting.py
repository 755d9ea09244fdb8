"""What a case waits for that is outside the hall's hands: open special steps, materials asked for after acceptance."""

from django.db.models import QuerySet

from yichuang.apps.cases.models import Case, SpecialStep, SupplementList


def open_steps(case: Case) -> QuerySet[SpecialStep]:
    """Special steps that have not ended."""
    return SpecialStep.objects.filter(case=case, end=None).order_by("first_day", "id")


def open_lists(case: Case) -> QuerySet[SupplementList]:
    """Lists asked for after acceptance of which nothing has been recorded since."""
    if case.accepted_at is None:
        return SupplementList.objects.none()
    return SupplementList.objects.filter(case=case, at__gte=case.accepted_at, supply=None).order_by("round")


def stands_still(case: Case) -> bool:
    """Whether the clock stands: in an open step; for an awaited list only by the reading, and not once it was late.

    A due time that had passed before a list was asked for stays passed (C-06).
    """
    if open_steps(case).exists():
        return True
    pauses = case.clock["readings"]["clock.pause_after_accept"]
    return bool(pauses and open_lists(case).filter(at__lte=case.due_at).exists())
