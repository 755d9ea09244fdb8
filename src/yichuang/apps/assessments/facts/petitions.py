"""Facts on petitions that disturbed the order of the hall (D2.8.6)."""

from collections.abc import Iterator

from yichuang.apps.assessments.facts.period import Period
from yichuang.apps.cases.models import Petition
from yichuang.core.detection import PetitionFact


def petitions(period: Period) -> Iterator[PetitionFact]:
    """Petitions of the period with a disturbance that an assessor verified; two queries.

    The windows are those of the department that answers for it; none while no department is named.
    """
    found = Petition.objects.filter(case__hall=period.hall, verified=True, department__isnull=False,
                                    **period.has("registered_at"))  # fmt: skip
    related = found.select_related("case", "department").prefetch_related("department__windows")
    for one in related.order_by("pk"):
        windows = tuple(window.pk for window in one.department.windows.all())
        yield PetitionFact(one.case.ref, str(one.case), windows, one.registered_at, one.disturbance, one.verified)
