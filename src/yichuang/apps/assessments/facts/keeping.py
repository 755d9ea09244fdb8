"""Facts on what a window keeps: papers that ran out, files not archived, not back, or lost (D2.2.2, D2.2.4)."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import cache

from django.db.models import F, Q

from yichuang.apps.assessments.facts.period import Period, local_day
from yichuang.apps.cases.models import Case
from yichuang.apps.keeping import queries
from yichuang.apps.keeping.models import ORDINARY, Archive, ArchiveLoss, Loan, LoanKind
from yichuang.core.detection import ArchiveFact, LoanFact, LossFact, StockFact
from yichuang.core.worktime import SHANGHAI

_CHUNK = 2_000
# The longest that the days for archiving can stretch over days off.
_LONGEST = timedelta(days=62)


def outages(period: Period) -> Iterator[StockFact]:
    """Papers that ran out in the period, and whether the hall was open meanwhile; one query."""
    for one in queries.out_in(period.hall, period.begin, period.end):
        open_meanwhile = queries.in_hours(period.hall, one, period.now)
        yield StockFact(one.ref, one.card.window_id, one.card.name, one.began_at, open_meanwhile, one.card.ref)


def unarchived(period: Period) -> Iterator[ArchiveFact]:
    """Closed cases whose day to be archived can lie in the period and that were not archived at once; one query.

    A working day is at least one day long: what was archived within as many days as there are working days is in time.
    """
    ended = {"ended_at__gte": period.begin - _LONGEST, "ended_at__lt": min(period.end, period.now)}
    late = Q(archive=None) | Q(archive__at__gt=F("ended_at") + _soon(period))
    found = Case.objects.filter(late, hall=period.hall, state__in=queries.CLOSED, **ended)
    rows = found.order_by("pk").values_list("pk", "number", "receipt", "front_window", "handler", "ended_at",
                                            "archive__at")  # fmt: skip
    due_of = cache(lambda day: queries.archiving_of(period.hall, day))
    for pk, number, receipt, window, handler, ended_at, at in rows.iterator(chunk_size=_CHUNK):
        due = due_of(local_day(ended_at))
        if due is not None:
            yield ArchiveFact(f"case:{pk}", number or receipt, window, handler, due.ends, at)


def _soon(period: Period) -> timedelta:
    """The shortest of the limits that cases of the period can have."""
    days = (period.begin - _LONGEST, period.begin, min(period.end, period.now))
    return timedelta(days=min(queries.days_to_archive(local_day(day)) or 1 for day in days))


def late_loans(period: Period) -> Iterator[LoanFact]:
    """Files of windows lent out that were due in the period; one query. A file that is lost is not waited for."""
    days = {"due_on__gte": local_day(period.begin) - timedelta(days=1), "due_on__lt": local_day(period.end)}
    found = Loan.objects.filter(hall=period.hall, kind=LoanKind.LEND, out_at__isnull=False,
                                archive__window__isnull=False, **days)  # fmt: skip
    for one in found.select_related("archive__loss").order_by("pk"):
        archive, lost = one.archive, getattr(one.archive, "loss", None)
        yield LoanFact(one.ref, archive.named, archive.window_id, one.out_by_id, _ends(one),
                       one.back_at or (lost and lost.at), opens=_opens(archive, "loans"))  # fmt: skip


def losses(period: Period) -> Iterator[LossFact]:
    """Archives of windows noted as lost in the period; one query."""
    noted = ArchiveLoss.objects.filter(archive__hall=period.hall, archive__window__isnull=False, **period.has("at"))
    for one in noted.select_related("archive").order_by("pk"):
        archive = one.archive
        yield LossFact(archive.ref, archive.named, archive.window_id, one.by_id, one.at,
                       opens=_opens(archive, "archives"))  # fmt: skip


def _ends(loan: Loan) -> datetime:
    """The moment its day is over."""
    return datetime.combine(loan.due_on + timedelta(days=1), time(), SHANGHAI)


def _opens(archive: Archive, register: str) -> str:
    """What is secret is kept from the assessor: only its register opens."""
    return "" if archive.secrecy == ORDINARY else f"{register}:{archive.pk}"
