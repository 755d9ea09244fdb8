"""What the citizen was asked to bring before acceptance (R03); later lists stand with the clock they may move."""

from django.http import HttpRequest

from yichuang.apps.cases.models import Case
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    lists = case.supplements.select_related("by").order_by("round")
    if case.accepted_at is not None:
        lists = lists.filter(at__lt=case.accepted_at)
    found = list(lists)
    return {"lists": found} if found else None


PANEL = Panel("supplements", facts)
