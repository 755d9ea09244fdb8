"""Facts on written reports that have a day: the results of matters assigned from above (D2.3.5, R39)."""

from collections.abc import Iterator
from datetime import timedelta

from yichuang.apps.assessments.facts.period import Period, local_day
from yichuang.apps.cases.models import Assignment
from yichuang.core.detection import ReportFact


def reports(period: Period) -> Iterator[ReportFact]:
    """Matters whose last day ended in the period, once for each window of their department; two queries.

    The department owes the report, not one of its windows, so that none of this is proved by the record alone.
    """
    days = {"due_on__gte": local_day(period.begin) - timedelta(days=1), "due_on__lt": local_day(period.end)}
    found = Assignment.objects.filter(hall=period.hall, **days).select_related("department")
    for one in found.prefetch_related("department__windows").order_by("pk"):
        for window in one.department.windows.all():
            yield ReportFact(one.ref, str(one), window.pk, one.handler_id, one.due_on, one.ends, one.reported_at,
                             own=False)  # fmt: skip
