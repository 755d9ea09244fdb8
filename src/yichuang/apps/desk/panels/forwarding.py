"""What was sent up and what came back (R13), on the page of a forwarded case."""

from django.http import HttpRequest

from yichuang.apps.cases.models import Case
from yichuang.apps.desk.case_words import OUTCOMES
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    if case.kind != "forwarded":
        return None
    sent = list(case.forwardings.select_related("sent_by", "returned_by").order_by("-round"))
    return {"sent": sent, "outcomes": OUTCOMES} if sent else None


PANEL = Panel("forwarding", facts)
