"""Reads on cases. Whoever asks for a case says who he is; what he may not see is not there."""

from dataclasses import dataclass

from django.db.models import Q

from yichuang.apps.cases import assignments, fees, instructions
from yichuang.apps.cases.agency import acting_for, agency_of, village_agents
from yichuang.apps.cases.calling import (
    handler_now,
    is_open,
    late_without_cause,
    reminders_of,
    to_be_told,
    unseen,
    waiting_at_desk,
    words_owed,
)
from yichuang.apps.cases.clock_facts import (
    changes_of,
    further_lists,
    recalculations_of,
    special_steps,
    steps_beyond_plan,
    untold_changes,
)
from yichuang.apps.cases.deeming import deadline, is_overripe, undecided
from yichuang.apps.cases.followups import follow_up_for, follow_ups_due, follow_ups_for, sought_follow_ups
from yichuang.apps.cases.forwardings import forwardings_for, out_above
from yichuang.apps.cases.instant import Countdown, countdown, counting, may_promise_instead, running_instant
from yichuang.apps.cases.joint import (
    Missing,
    began,
    joint_of,
    joints_of,
    missing_in,
    owing,
    reading_of,
    to_coordinate,
    to_lead_to_the_office,
)
from yichuang.apps.cases.lights import light_between, light_counts, light_of, share_of, worst_first
from yichuang.apps.cases.listing import KINDS, Wanted, by_due, exact_for, found_for, identity_index
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.page import Act, Step, Working, acts_for, steps_of, working_of
from yichuang.apps.cases.permissions import (
    SEES_ALL,
    explains,
    keeps_agency,
    may_open_joint,
    parts_of,
    urgency_refusal,
    visible_to,
)
from yichuang.apps.cases.petitions import petitions_for, petitions_to_decide
from yichuang.apps.cases.worklists import (
    WORKLISTS,
    my_open_cases,
    results_waiting,
    to_approve,
    to_handle,
    to_review,
)
from yichuang.apps.organization.models import Hall, Staff
from yichuang.core.identity import last_four, mask_identity, mask_phone
from yichuang.integrations.keys import sm3_hex
from yichuang.integrations.site import sealer

__all__ = [
    "KINDS", "WORKLISTS", "Act", "Countdown", "Missing", "Numbers", "Step", "Wanted", "Working", "acting_for",
    "acts_for", "agency_of", "assignments", "began", "by_due", "by_rating_code", "case_for", "case_of_survey",
    "changes_of", "countdown", "counting", "deadline", "exact_for", "explains", "fees", "follow_up_for",
    "follow_ups_due", "follow_ups_for", "forwardings_for", "found_for", "further_lists", "handler_now",
    "identity_index", "instructions", "is_open", "is_overripe", "joint_of", "joints_of", "keeps_agency",
    "late_without_cause", "latest_marks", "light_between", "light_counts", "light_of", "masked_numbers",
    "may_open_joint", "may_promise_instead", "missing_in", "my_open_cases", "out_above", "owing", "parts_of",
    "petitions_for", "petitions_to_decide", "progress", "reading_of", "recalculations_of", "reminders_of",
    "results_waiting", "running_instant", "sees_all", "share_of", "sought_follow_ups", "special_steps",
    "steps_beyond_plan", "steps_of", "to_approve", "to_be_told", "to_coordinate", "to_handle",
    "to_lead_to_the_office", "to_review", "undecided", "unseen", "untold_changes", "urgency_refusal",
    "village_agents", "visible_to", "waiting_at_desk", "words_owed", "working_of", "worst_first",
]  # fmt: skip

RELATED = (
    "hall", "item__department", "item__post__a", "item__post__b", "applicant", "front_window", "handler", "joint",
    "agency__staff",
)  # fmt: skip


@dataclass(frozen=True)
class Numbers:
    """Identity number and telephone of an applicant."""

    identity: str
    phone: str


def case_for(staff: Staff, pk: int) -> Case | None:
    """A case this person may open, with everything its page needs from neighbouring tables."""
    return visible_to(staff).filter(pk=pk).select_related(*RELATED).first()


def case_of_survey(staff: Staff, pk: int) -> Case | None:
    """The case a survey belongs to, if this person may open it."""
    return visible_to(staff).filter(surveys=pk).first()


def latest_marks(case: Case) -> dict[str, tuple[str, str]]:
    """By material id the mark and remark of the last round in which the materials were checked."""
    marks = list(case.marks.order_by("-round", "id"))
    return {one.material: (one.mark, one.note) for one in marks if one.round == marks[0].round}


def masked_numbers(case: Case) -> Numbers:
    """Identity number and telephone of the applicant with stars, as every page shows them (C-35)."""
    person = case.applicant
    identity, phone = sealer().open("identity", person.identity), sealer().open("phone", person.phone)
    return Numbers(mask_identity(identity), mask_phone(phone))


def sees_all(staff: Staff) -> bool:
    """Whether a person leads or assesses the hall and so sees all its cases and papers."""
    return staff.has(*SEES_ALL)


def progress(hall: Hall, receipt: str, phone_end: str) -> Case | None:
    """The case behind a receipt number, for whoever also knows the last four digits of its telephone."""
    found = Case.objects.filter(Q(receipt=receipt) | Q(number=receipt), hall=hall).select_related(
        "applicant", "hall", "item"
    )
    case = found.first()
    if case is None or last_four(sealer().open("phone", case.applicant.phone)) != phone_end:
        return None
    return case


def by_rating_code(code: str) -> Case | None:
    """The completed case behind a rating code, whether rated or not."""
    return Case.objects.filter(rating_digest=sm3_hex(code.strip().upper().encode())).select_related("hall").first()


def hall_has_cases(hall: Hall) -> bool:
    return Case.objects.filter(hall=hall).exists()
