"""The stretch of time that is looked at, and how papers are told apart by what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.apps.assessments.quarters import span_of
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Hall
from yichuang.core.assessment import Quarter
from yichuang.core.worktime import SHANGHAI


@dataclass(frozen=True)
class Period:
    """A hall and the moments from `begin` up to, not with, `end`, as seen at `now` (all aware)."""

    hall: Hall
    begin: datetime
    end: datetime
    now: datetime

    @classmethod
    def of(cls, hall: Hall, quarter: Quarter, now: datetime) -> "Period":
        """A quarter in the hall's time."""
        return cls(hall, *span_of(quarter), now)

    def within(self, moment: datetime) -> bool:
        return self.begin <= moment < self.end

    def has(self, field: str) -> dict[str, datetime]:
        """What a query filters a column of moments by."""
        return {f"{field}__gte": self.begin, f"{field}__lt": self.end}


def local_day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


Papers = dict[str, list[Notice]]


def papers_of(period: Period, kind: Kind) -> Papers:
    """The papers of a kind issued from the period's first moment on, by subject, the earliest first; none revoked.

    One query; read without their documents.
    """
    found: Papers = {}
    issued = Notice.objects.filter(hall=period.hall, kind=kind.value, issued_at__gte=period.begin, revocation=None)
    for one in issued.only("pk", "subject", "issued_at").order_by("issued_at", "id"):
        found.setdefault(one.subject, []).append(one)
    return found


def take_paper(papers: Papers, subject: str, since: datetime) -> Notice | None:
    """The earliest paper of a subject that went out at a moment or later; each is taken once."""
    left: Iterable[Notice] = papers.get(subject, ())
    paper = next((one for one in left if one.issued_at >= since), None)
    if paper is not None:
        papers[subject].remove(paper)
    return paper
