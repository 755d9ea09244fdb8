"""Showing a person's full number: a deed of its own, with its purpose on record (trust 4, C-35)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yichuang.apps.audit import Refused, command, record, refuse
from yichuang.apps.cases import permissions
from yichuang.apps.cases.models import Case
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_
from yichuang.integrations.site import sealer


class Purpose(StrEnum):
    """Why somebody needs the number. A fixed list: the audit trail holds no free text about people."""

    CHECK = "check"
    CONTACT = "contact"
    FORWARD = "forward"
    ASKED = "asked"


@dataclass(frozen=True)
class Revealed:
    """The applicant's numbers in full, to be shown once and kept nowhere."""

    identity: str
    phone: str


@command
def reveal_identity(*, case: Case, reason: str, by: Staff, now: datetime) -> Revealed:
    """Opens identity number and telephone of the applicant; `reason` is a Purpose.

    Refused without a purpose, for a case this person may not see, and for his own matter (D4.4.4).
    """
    if reason not in tuple(Purpose):
        refuse("purpose_missing", N_("Say what the full number is needed for."),
                        N_("Choose one of the purposes."), "reason", "C-35")  # fmt: skip
    if not permissions.visible_to(by).filter(pk=case.pk).exists():
        refuse("not_yours", N_("This case is not among those you may open."),
                        N_("Leave it to the person in charge."), clause="C-35")  # fmt: skip
    refusal = permissions.own_matter(by, case)
    if refusal is not None:
        raise Refused(refusal)
    record(hall=case.hall.slug, verb="case.identity_shown", by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt, "purpose": reason})  # fmt: skip
    person = case.applicant
    return Revealed(sealer().open("identity", person.identity), sealer().open("phone", person.phone))
