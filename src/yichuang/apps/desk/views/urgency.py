"""Making a case urgent, and withdrawing it (D3.1.4)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yichuang.apps.cases import commands
from yichuang.apps.cases.models import Case
from yichuang.apps.desk.forms.urgency import UrgentForm, WithdrawUrgencyForm
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load


def mark(request: HttpRequest, pk: int) -> HttpResponse:
    case = load(request, pk)
    form = UrgentForm(request.POST, accepted=case.due_at is not None, auto_id="urgency_mark-%s")

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.mark_urgent(case=case, by=request.user, now=request.now, **typed)

    return act_on(request, case, "urgency_mark", form, do, _("The case is urgent and stands first in every work list."))


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    case, form = load(request, pk), WithdrawUrgencyForm(request.POST, auto_id="urgency_withdraw-%s")

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.withdraw_urgency(case=case, by=request.user, now=request.now, **typed)

    return act_on(request, case, "urgency_withdraw", form, do, _("The urgency is withdrawn. The limit stays as it is."))
