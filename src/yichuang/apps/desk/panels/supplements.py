"""What the citizen was asked to bring (R03)."""

from django.http import HttpRequest

from yichuang.apps.cases.models import Case
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    lists = list(case.supplements.select_related("by").order_by("round"))
    return {"lists": lists} if lists else None


PANEL = Panel("supplements", facts)
