from django.db.models import Count

from yichuang.apps.cases.models import Case
from yichuang.apps.feedback.models import Grade, Rating
from yichuang.apps.organization.models import Hall
from yichuang.core.lifecycle import State

__all__ = ["grades_of", "is_rated"]


def is_rated(case: Case) -> bool:
    return Rating.objects.filter(case=case).exists()


def grades_of(hall: Hall) -> dict[str, int]:
    """How many ratings of each grade, and how many completed cases have none ("unrated"): no grade is assumed."""
    counted = dict(Rating.objects.filter(case__hall=hall).values_list("grade").annotate(n=Count("id")))
    completed = Case.objects.filter(hall=hall, state=State.COMPLETED.value).count()
    return {grade: counted.get(grade, 0) for grade in Grade.values} | {"unrated": completed - sum(counted.values())}
