"""What moves the due time of a case: special steps, lists after acceptance, and every value the due time had."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest

from yichuang.apps.cases.models import Case, SpecialStep, SupplementList
from yichuang.apps.cases.permissions import handler_refusal, refusal_for
from yichuang.apps.cases.policies import out_of_order
from yichuang.apps.cases.queries import changes_of, further_lists, special_steps, untold_changes
from yichuang.apps.desk.clock_words import CAUSES, OUTCOME_WORDS
from yichuang.apps.desk.forms.clock import BeginStepForm, EndStepForm, SupplyForm
from yichuang.apps.desk.forms.joint import ConfirmForm
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel, typed
from yichuang.core.lifecycle import Action
from yichuang.core.worktime import SHANGHAI


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    """Nothing before acceptance: until then no clock runs."""
    if case.accepted_at is None:
        return None
    may = {action: _may(request, case, action) for action in (Action.BEGIN_STEP, Action.END_STEP, Action.SUPPLY)}
    steps, lists, changes = special_steps(case), further_lists(case), changes_of(case)
    asks = _may(request, case, Action.ASK_MORE) and all(hasattr(one, "supply") for one in lists)
    if not (steps or lists or changes or asks or may[Action.BEGIN_STEP] or case.clock.get("deemed")):
        return None
    forms, untold = _forms(request, steps, lists, may, bound), untold_changes(case) if changes else []
    if untold and handler_refusal(request.user, case) is None:
        forms["tell_due"] = typed(bound, "tell_due", lambda: ConfirmForm(auto_id="tell_due-%s"))
    return {
        "case": case, "steps": [(one, forms.get(f"end_step-{one.pk}")) for one in steps],
        "lists": [(one, forms.get(f"supply-{one.pk}")) for one in lists],
        "changes": changes, "causes": CAUSES, "outcomes": OUTCOME_WORDS, "forms": forms, "asks": asks,
        "refused": bound[0] if bound else "", "deemed": case.clock.get("deemed"), "untold": untold,
    }  # fmt: skip


def _may(request: HttpRequest, case: Case, action: Action) -> bool:
    return out_of_order(case, action) is None and refusal_for(request.user, action, case) is None


def _forms(
    request: HttpRequest, steps: list[SpecialStep], lists: list[SupplementList], may: dict[Action, bool], bound: Bound
) -> dict[str, Form]:
    """Every form this person may fill in now, by the name of its act; a refused one as it was typed."""
    today = request.now.astimezone(SHANGHAI).date()
    blank: dict[str, Any] = {}
    if may[Action.BEGIN_STEP]:
        blank["begin_step"] = lambda: BeginStepForm(on=today, auto_id="begin_step-%s")
    for one in steps:
        if may[Action.END_STEP] and not hasattr(one, "end"):
            name = f"end_step-{one.pk}"
            blank[name] = lambda name=name: EndStepForm(auto_id=f"{name}-%s", initial={"last_day": today})
    for one in lists:
        if may[Action.SUPPLY] and not hasattr(one, "supply"):
            name = f"supply-{one.pk}"
            blank[name] = lambda name=name: SupplyForm(auto_id=f"{name}-%s", initial={"day": today})
    return {name: typed(bound, name, make) for name, make in blank.items()}


PANEL = Panel("clock", facts)
