"""Facts on best ratings: which came from one telephone, and which from the staff's own (D2.8.2b).

Telephones are compared, not shown: each is opened in memory and only its blind index leaves this module. The hall does
not keep from which network a rating came, so that nothing can be said of it.
"""

from collections.abc import Iterator
from datetime import timedelta

from yichuang.apps.assessments.facts.period import Period
from yichuang.apps.feedback.models import Grade, Rating
from yichuang.apps.organization.models import Staff
from yichuang.core.detection import PraiseFact, PraiseLimits
from yichuang.integrations.site import sealer
from yichuang.rulebook.worktime import load_limits

_CHUNK = 2_000


def praise(period: Period) -> Iterator[PraiseFact]:
    """The best ratings of the period; two queries."""
    seal = sealer()
    index = lambda phone: seal.blind_index("phone", phone)  # noqa: E731
    staff = Staff.objects.filter(hall=period.hall).values_list("phone", "identity_index")
    own = {mark for phone, person in staff for mark in (phone and index(phone), person) if mark}
    given = Rating.objects.filter(case__hall=period.hall, grade=Grade.GOOD.value, **period.has("at"))
    rows = given.order_by("pk").values_list("pk", "case_id", "case__front_window", "at", "case__applicant__phone",
                                            "case__applicant__identity_index")  # fmt: skip
    for pk, case, window, at, sealed, citizen in rows.iterator(chunk_size=_CHUNK):
        phone = seal.open("phone", sealed) if sealed else ""
        contact = index(phone) if phone else ""
        yield PraiseFact(f"rating:{pk}", f"case:{case}", window, at, contact, citizen,
                         insider=bool({contact, citizen} & own))  # fmt: skip


def praise_limits(period: Period) -> PraiseLimits:
    """From how many on praise smells, by the rules in force when the period began (rules/limits/detection.toml)."""
    rules = load_limits(period.begin.date())
    counts = [rules[f"detection.praise.{name}"].count or 0 for name in ("same_contact", "burst")]
    lasts = rules["detection.praise.burst_lasts"].limit
    return PraiseLimits(*counts, burst_lasts=timedelta(minutes=lasts.amount if lasts else 0))
