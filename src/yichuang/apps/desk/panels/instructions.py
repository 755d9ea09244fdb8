"""What was asked about a case, of whom, and what the citizen was told (R40)."""

from django.http import HttpRequest

from yichuang.apps.cases.models import Case
from yichuang.apps.cases.queries import instructions
from yichuang.apps.desk.forms.instructions import AskInstructionForm
from yichuang.apps.desk.instruction_words import STANDINGS
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel, typed
from yichuang.apps.organization.models import Hall, Staff
from yichuang.core.lifecycle import State


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    ended = State(case.state).is_final
    asked = list(case.instructions.select_related("to_staff", "asked_by").order_by("id"))
    open_to = not ended and instructions.may_ask(request.user, case)
    if not open_to and not asked:
        return None
    blank = typed(bound, "ask_instruction", lambda: form_of(case.hall, request.user))
    return {"asked": asked, "forms": {"ask_instruction": blank} if open_to else {}, "standings": STANDINGS}


def form_of(hall: Hall, staff: Staff, data: object = None) -> AskInstructionForm:
    people = [one for one in instructions.answerers(hall) if one.pk != staff.pk]
    return AskInstructionForm(data, people=people, auto_id="ask_instruction-%s")


PANEL = Panel("instructions", facts)
