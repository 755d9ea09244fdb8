"""Whether a case goes before others, why, and what it did to its limit (D3.1.4)."""

from typing import Any

from django.http import HttpRequest

from yichuang.apps.cases import queries
from yichuang.apps.cases.models import OPEN, Case
from yichuang.apps.desk.forms.urgency import GROUNDS, UrgentForm, WithdrawUrgencyForm
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel, typed


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    rows = list(case.urgencies.select_related("by", "withdrawn_by").order_by("-id"))
    forms: dict[str, Any] = {}
    if case.state in OPEN and queries.urgency_refusal(request.user, case) is None:
        if case.urgent:
            blank: Any = lambda: WithdrawUrgencyForm(auto_id="urgency_withdraw-%s")  # noqa: E731
            forms["urgency_withdraw"] = typed(bound, "urgency_withdraw", blank)
        else:
            blank = lambda: UrgentForm(accepted=case.due_at is not None, auto_id="urgency_mark-%s")  # noqa: E731
            forms["urgency_mark"] = typed(bound, "urgency_mark", blank)
    return {"rows": rows, "grounds": GROUNDS, "forms": forms} if rows or forms else None


PANEL = Panel("urgency", facts)
