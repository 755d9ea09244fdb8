"""Finding cases: words, state, kind, light and work list, over what a person may see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from yichuang.apps.cases.lights import share_of, showing, with_time
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.permissions import visible_to
from yichuang.apps.cases.worklists import WORKLISTS
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import Fault, Identity, check_identity, clean_text, mask_name
from yichuang.core.lifecycle import Light, State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer

KINDS = ("instant", "promised", "forwarded", "petition")
LONGEST_QUERY = 60


@dataclass(frozen=True)
class Wanted:
    """What a list of cases is narrowed by; empty fields narrow nothing, unknown values find nothing."""

    words: str = ""
    state: str = ""
    kind: str = ""
    light: str = ""
    worklist: str = ""
    lane: str = ""
    window: str = ""
    department: str = ""


def found_for(staff: Staff, wanted: Wanted, now: datetime) -> QuerySet[Case]:
    """The cases this person may see that fit, not yet in any order."""
    found = narrowed(visible_to(staff), wanted, now)
    if wanted.worklist:
        mine = WORKLISTS.get(wanted.worklist)
        found = found.filter(pk__in=mine(staff).order_by().values("pk")) if mine else found.none()
    if wanted.light:
        share = share_of(staff.hall)
        if wanted.light not in tuple(Light):
            return found.none()
        found = with_time(found, now, share).filter(showing(Light(wanted.light), now, share))
    return found


def narrowed(cases: QuerySet[Case], wanted: Wanted, now: datetime) -> QuerySet[Case]:
    if wanted.state:
        cases = cases.filter(state=wanted.state) if wanted.state in tuple(State) else cases.none()
    if wanted.kind:
        cases = cases.filter(kind=wanted.kind) if wanted.kind in KINDS else cases.none()
    if wanted.lane:
        cases = cases.filter(urgent=True) if wanted.lane == "urgent" else cases.none()
    if wanted.window:
        cases = cases.filter(front_window__code=wanted.window)
    if wanted.department:
        cases = cases.filter(item__department__code=wanted.department)
    return matching(cases, wanted.words, now) if wanted.words.strip() else cases


def matching(cases: QuerySet[Case], words: str, now: datetime) -> QuerySet[Case]:
    """Cases whose number, receipt, item or masked name fits; a full identity number finds by its blind index."""
    cleaned = clean_text(words.strip(), max_length=LONGEST_QUERY)
    if isinstance(cleaned, Fault):
        return cases.none()
    index = identity_index(cleaned, now)
    if index:
        return cases.filter(applicant__identity_index=index)
    names = {cleaned, mask_name(cleaned)} if len(cleaned) > 1 else {cleaned}
    by_number = Q(receipt__istartswith=cleaned) | Q(number__istartswith=cleaned) | Q(number__iendswith=cleaned)
    by_item = Q(item_name__icontains=cleaned) | Q(item__code__iexact=cleaned)
    return cases.filter(by_number | by_item | Q(applicant_masked__in=names))


def identity_index(words: str, now: datetime) -> str:
    """The blind index of a complete, valid identity number; empty for anything else."""
    checked = check_identity(words.strip(), on=now.astimezone(SHANGHAI).date())
    return sealer().blind_index("identity", checked.number) if isinstance(checked, Identity) else ""


def exact_for(staff: Staff, number: str) -> Case | None:
    """The one case with exactly this receipt or case number, if this person may see it."""
    found = visible_to(staff).filter(Q(receipt__iexact=number) | Q(number__iexact=number))
    return found.first()


def by_due(cases: QuerySet[Case], far: datetime) -> QuerySet[Case]:
    """Adds `sort_due`, which puts cases without a due time after all others (`far` is later than any)."""
    return cases.annotate(sort_due=Coalesce("due_at", Value(far)))
