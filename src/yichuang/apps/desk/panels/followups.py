"""What is owed after the certificate (D3.3.2)."""

from django.http import HttpRequest

from yichuang.apps.cases.models import Case
from yichuang.apps.desk import booking_words as words
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    planned = list(case.follow_ups.select_related("done_by").order_by("due_on"))
    return {"planned": planned, "words": words} if planned else None


PANEL = Panel("followups", facts, aside=True)
