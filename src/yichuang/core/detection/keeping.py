"""What a window keeps: guides and forms in stock, archives in order, reports on their day (D2.2.2, D2.2.4, D2.3.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.core.detection.detection import Detection, Reason


@dataclass(frozen=True, slots=True)
class StockFact:
    """One time that a guide or form ran out at a window; in_hours: whether it was out while the hall was open.

    card: what to open, when that is not the outage itself.
    """

    outage: str
    window: int
    form: str
    out_at: datetime
    in_hours: bool = True
    card: str = ""


def out_of_stock(fact: StockFact) -> Iterator[Detection]:
    """2.2 (D2.2.2): a guide or form out of stock in working hours; one for each outage."""
    if fact.in_hours:
        said = (("form", fact.form), ("out", fact.out_at))
        yield Detection("2.2", fact.outage, fact.window, fact.out_at, Reason.OUT_OF_STOCK,
                        (fact.card or fact.outage,), said)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ArchiveFact:
    """A closed case: by when it had to be archived (the moment that day ended), and when it was."""

    case: str
    number: str
    window: int
    person: int | None
    due_at: datetime
    archived_at: datetime | None


def not_archived(fact: ArchiveFact, now: datetime) -> Iterator[Detection]:
    """2.4 (D2.2.4): a closed case not archived within the days the hall has set."""
    if (fact.archived_at or now) > fact.due_at:
        said = (("number", fact.number), ("due", fact.due_at))
        yield Detection("2.4", f"{fact.case}/archive", fact.window, fact.due_at, Reason.NOT_ARCHIVED,
                        (fact.case,), said, fact.person)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LoanFact:
    """A file lent out of the archive: by when it had to be back, and when it was, or that it was lost.

    opens: what to open instead of the loan, where that is kept from the assessor.
    """

    loan: str
    title: str
    window: int
    person: int | None
    due_at: datetime
    back_at: datetime | None
    opens: str = ""


def loan_overdue(fact: LoanFact, now: datetime) -> Iterator[Detection]:
    """2.4 (D2.2.4): a file not back by its day."""
    if (fact.back_at or now) > fact.due_at:
        said = (("title", fact.title), ("due", fact.due_at))
        yield Detection("2.4", fact.loan, fact.window, fact.due_at, Reason.LOAN_OVERDUE,
                        (fact.opens or fact.loan,), said, fact.person)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LossFact:
    """An archived file that its keeper noted as lost; `opens` as for a loan."""

    archive: str
    title: str
    window: int
    person: int | None
    noted_at: datetime
    opens: str = ""


def archive_lost(fact: LossFact) -> Iterator[Detection]:
    """2.4 (D2.2.4): materials lost; one for each file."""
    said = (("title", fact.title), ("noted", fact.noted_at))
    yield Detection("2.4", f"{fact.archive}/lost", fact.window, fact.noted_at, Reason.ARCHIVE_LOST,
                    (fact.opens or fact.archive,), said, fact.person)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportFact:
    """A report with its day: `ends` is the moment that day is over. own: the window itself owes it.

    A report that a department owes is a proposal for each of its windows: which one answers is for the assessor.
    """

    report: str
    number: str
    window: int
    person: int | None
    due_on: date
    ends: datetime
    made_at: datetime | None
    own: bool = True


def late_report(fact: ReportFact, now: datetime) -> Iterator[Detection]:
    """3.5 (D2.3.5): made after its day, or not made and the day over."""
    if (fact.made_at or now) < fact.ends:
        return
    why = Reason.REPORT_LATE if fact.made_at else Reason.REPORT_MISSING
    said = (("number", fact.number), ("due", fact.due_on.isoformat()))
    yield Detection("3.5", fact.report, fact.window, fact.ends, why, (fact.report,), said, fact.person,
                    automatic=fact.own)  # fmt: skip
