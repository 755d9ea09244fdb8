"""The thirty minutes of an instant case on its page, and why one is handled as promised (D3.4.6, C-33)."""

from django.http import HttpRequest

from yichuang.apps.cases.models import Case
from yichuang.apps.cases.queries import countdown, may_promise_instead
from yichuang.apps.desk.forms.kinds import PromiseForm
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel, typed


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    running, change = countdown(case, request.now), getattr(case, "kind_change", None)  # type: ignore[attr-defined]
    if running is None and change is None:
        return None
    forms = {}
    if running is not None and may_promise_instead(request.user, case):
        forms["promise_instead"] = typed(bound, "promise_instead", lambda: PromiseForm(auto_id="promise_instead-%s"))
    return {"running": running, "change": change, "forms": forms}


PANEL = Panel("instant", facts, aside=True)
