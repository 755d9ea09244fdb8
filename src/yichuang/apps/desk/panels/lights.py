"""What the light of a case calls for: words from the handler, and the record of a passed due time."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from yichuang.apps.accountability import queries as accountability
from yichuang.apps.accountability.models import Overdue
from yichuang.apps.cases import permissions, queries
from yichuang.apps.cases.models import Case
from yichuang.apps.desk.forms.lights import CAUSES, WAYS, ApologyForm, SeriousForm, WordForm
from yichuang.apps.desk.overdue_words import STANDINGS
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel, typed
from yichuang.apps.organization.roles import Role
from yichuang.apps.tickets.queries import business_day
from yichuang.core.lifecycle import Action, Light


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    staff, light = request.user, queries.light_of(case, request.now, queries.share_of(case.hall))
    words = list(case.words.select_related("by").order_by("id"))
    overdue = accountability.of_case(case)
    calls = light in (Light.RED, Light.YELLOW)
    if not (calls or words or overdue):
        return None
    said = any(one.due_at == case.due_at and (light is Light.YELLOW or one.light == light) for one in words)
    forms = {}
    if calls and permissions.refusal_for(staff, Action.HANDLE, case) is None:
        forms["say_word"] = typed(bound, "say_word", lambda: WordForm(auto_id="say_word-%s"))
    forms |= _forms_of(request, overdue, bound) if overdue is not None else {}
    return {
        "words": words, "owed": calls and not said, "light": light, "overdue": overdue, "forms": forms,
        "standing": STANDINGS.get(overdue.standing) if overdue else None,
        "way": _(WAYS[overdue.apology.way]) if overdue and hasattr(overdue, "apology") else "",
        "cause": _(CAUSES[overdue.apology.cause]) if overdue and hasattr(overdue, "apology") else "",
    }  # fmt: skip


def _forms_of(request: HttpRequest, overdue: Overdue, bound: Bound) -> dict[str, object]:
    forms = {}
    owed = overdue.withdrawn_at is None and not hasattr(overdue, "apology")
    if owed and accountability.may_apologise(request.user, overdue):
        blank = {"done_on": business_day(request.now)}
        forms["apologise"] = typed(bound, "apologise", lambda: ApologyForm(auto_id="apologise-%s", initial=blank))
    if request.user.has(Role.HALL_OFFICE) and not overdue.serious and overdue.withdrawn_at is None:
        forms["mark_serious"] = typed(bound, "mark_serious", lambda: SeriousForm(auto_id="mark_serious-%s"))
    return forms


PANEL = Panel("lights", facts)
