"""What follows from an application as it stands, and why: said before anything is stored (D4.6.3, D3.4.2–3.4.5)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from yichuang.apps.audit import Refused
from yichuang.apps.audit.web import sentence
from yichuang.apps.cases import clock, policies
from yichuang.apps.catalog.limits import limit_sentence
from yichuang.apps.desk.forms import IntakeForm
from yichuang.apps.notices.texts import fee_words
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.tickets.queries import business_day
from yichuang.core.identity import N_, Fault, Identity, check_identity, check_name, check_phone
from yichuang.core.lifecycle import Decision, Proposal
from yichuang.core.worktime import DayLine
from yichuang.integrations.site import sealer

TITLES = {
    Decision.ACCEPT: N_("It can be accepted"),
    Decision.SUPPLEMENT: N_("A supplement is needed"),
    Decision.RETURN: N_("It is to be returned"),
    Decision.CONSULT: N_("It is answered as a consultation"),
    Decision.CHECK: N_("Not every material has been checked"),
}
WHY = {
    "materials_complete": N_("Every required material is there."),
    "materials_lacking": N_("These are to be brought, and are told all at once:"),
    "main_document_missing": N_("The main document is missing:"),
    "not_all_marked": N_("Still to be marked:"),
    "item_is_consultation": N_("This item takes no case."),
}


@dataclass(frozen=True)
class Opinion:
    """The system's view: what follows, its reason and clause, when it would fall due, and faults seen so far."""

    proposal: Proposal | None
    title: str = ""
    why: str = ""
    running: clock.Running | None = None
    lines: Sequence[DayLine] = ()
    limit: str = ""
    fee: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def decision(self) -> str:
        """ "accept", "supplement", "return", "consult", "check"; "" while a remark is wanting."""
        return self.proposal.decision.value if self.proposal else ""

    @property
    def names(self) -> str:
        return "、".join(one.name for one in self.proposal.because) if self.proposal else ""

    @property
    def suggested(self) -> tuple[str, str]:
        """Reason and ground of a return as they would stand on the notice, for the clerk to keep or change."""
        if self.decision != Decision.RETURN:
            return "", ""
        return f"缺少主件：{self.names}", "申请事项须提交主件方可受理（D3.4.5）"


def opinion_on(form: IntakeForm, *, hall: Hall, by: Staff, now: datetime) -> Opinion:
    """Reads the form as it stands, finished or not. Stores nothing."""
    item, today = form.item, business_day(now)
    faults = early_faults(form.data, by, today)
    try:
        policies.require_counter_item(item, today)
        proposal = policies.proposal_for(item, policies.checked_materials(item, form.marks()))
    except Refused as refused:
        return Opinion(None, _("Something is still wanting"), sentence(refused.refusal), faults=faults)
    title, why = _(TITLES[proposal.decision]), _(WHY[proposal.code])
    if not proposal.may_accept:
        return Opinion(proposal, title, why, faults=faults)
    running = clock.start(item, hall, now, _promised(form, today))
    lines = clock.day_by_day(running.kept, hall)
    return Opinion(proposal, title, why, running, lines, limit_sentence(item, today), fee_words(item, today), faults)


def _promised(form: IntakeForm, today: date) -> int | None:
    """The promise typed so far, if it could be made; what is wrong with it is said when it is."""
    typed = str(form.data.get("promise", "")).strip()
    promise = int(typed) if typed.isdecimal() and len(typed) < 5 else None
    try:
        policies.require_promise(form.item, promise, today)
    except Refused:
        return None
    return promise


def early_faults(data: Mapping[str, Any], by: Staff, today: date) -> dict[str, str]:
    """Faults in what has been typed so far, by field; an empty field is none yet."""
    checks: dict[str, Callable[[str], object]] = {
        "name": check_name,
        "identity": lambda text: check_identity(text, on=today),
        "phone": check_phone,
    }
    faults = {}
    for name, check in checks.items():
        typed = str(data.get(name, ""))
        judged = check(typed) if typed.strip() else None
        if isinstance(judged, Fault):
            faults[name] = sentence(judged)
        elif isinstance(judged, Identity) and (own := _own_matter(judged, by)):
            faults[name] = own
    return faults


def _own_matter(identity: Identity, by: Staff) -> str:
    try:
        policies.require_not_own(sealer().blind_index("identity", identity.number), by)
    except Refused as refused:
        return sentence(refused.refusal)
    return ""
