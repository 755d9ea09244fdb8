"""What the law accepts when nobody decided in time."""

from datetime import datetime

from yichuang.apps.audit import command, record, refuse
from yichuang.apps.cases import deeming, policies
from yichuang.apps.cases.commands.due import hold
from yichuang.apps.cases.commands.intake import accept
from yichuang.apps.cases.examining import accepted_from
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.queries import latest_marks
from yichuang.apps.notices.models import Notice
from yichuang.core.identity import N_
from yichuang.core.lifecycle import AUDIT_VERBS, Action, State
from yichuang.integrations.site import sealer


@command
def deem_accepted(*, case: Case, now: datetime) -> tuple[Case, list[Notice]]:
    """Accepts, as of the day of receipt, a licence left undecided beyond its five working days (行政许可法第三十二条).

    Done by the system; the notices carry the person who received the application. Refused for other items, and early.
    """
    hold(case, Action.DEEM)
    until = deeming.deadline(case)
    if until is None or now <= until:
        refuse("not_deemed", N_("This case does not count as accepted without a decision."),
               N_("Check the materials and decide."), clause="行政许可法第三十二条")  # fmt: skip
    marks = latest_marks(case)
    materials = policies.checked_materials(case.item, marks)
    why = deeming.ground(case, until, now)
    case.state = State.ACCEPTED.value
    identity = sealer().open("identity", case.applicant.identity)
    found = accepted_from(case.received_at, case, materials, case.received_by, now, identity=identity, deemed=why)
    made = accept(case, found, case.received_by, now)
    record(hall=case.hall.slug, verb=AUDIT_VERBS[Action.DEEM], by="system", subject=case.ref, now=now,
           detail={"receipt": case.receipt, "number": case.number, "until": until,
                   "notices": [one.number for one in made]})  # fmt: skip
    return case, made
