from datetime import datetime

from django.db import IntegrityError, transaction

from yichuang.apps.audit import Refusal, Refused, command, record
from yichuang.apps.cases.models import Case
from yichuang.apps.feedback.models import Grade, Rating
from yichuang.core.identity import N_, Fault, clean_text
from yichuang.core.lifecycle import State


@command
def rate(*, case: Case, grade: str, remark: str, now: datetime) -> Rating:
    """Stores what the citizen thinks of a completed case, once; low grades are as easy as high ones (lessons 25, C-36).

    The caller has already made sure that a citizen, not a member of the staff, is asking.
    """
    if case.state != State.COMPLETED:
        raise Refused(Refusal("not_completed", N_("This service has not been completed yet."),
                              N_("It can be rated after the result has been handed over.")))  # fmt: skip
    if grade not in Grade.values:
        raise Refused(Refusal("grade_missing", N_("No grade has been chosen."), N_("Choose one of the four."),
                              field="grade"))  # fmt: skip
    said = clean_text(remark, max_length=500)
    if isinstance(said, Fault):
        raise Refused(Refusal(said.code.value, said.sentence, said.remedy, field="remark", values=said.values))
    try:
        with transaction.atomic():
            rating = Rating.objects.create(case=case, grade=grade, remark=said.strip(), at=now)
    except IntegrityError:
        raise Refused(Refusal("rated_already", N_("This service has been rated already."),
                              N_("Each code works once."))) from None  # fmt: skip
    record(hall=case.hall.slug, verb="case.rated", by="citizen", subject=case.ref, now=now, detail={"grade": grade})
    return rating
