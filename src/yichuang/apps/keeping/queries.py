"""Reads on stock, archives and loans."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from yichuang.apps.audit.queries import trail_of
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.queries import visible_to as cases_visible_to
from yichuang.apps.keeping.models import ORDINARY, Archive, Loan, LoanKind, Outage, StockCard
from yichuang.apps.keeping.permissions import (
    CONSENTS,
    keeps,
    visible_archives,
    visible_cards,
    visible_loans,
    windows_kept_by,
)
from yichuang.apps.keeping.policies import CLOSED, MOST_AT_ONCE
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.worktime import SHANGHAI
from yichuang.core.worktime.opening import opening
from yichuang.rulebook.worktime import load_calendar, load_limits

__all__ = [
    "CLOSED", "CONSENTS", "Archiving", "archived_of", "archiving_of", "attempted_lately", "closed_here",
    "days_to_archive", "in_hours", "keeps", "kept_from", "loans_out_late", "loans_to_consent", "low_stock", "out_in",
    "papers_of", "to_archive", "visible_archives", "visible_cards", "visible_loans", "windows_kept_by", "with_outage",
]  # fmt: skip

# How far back the list of what is to be archived goes: two quarters, as far as an assessment looks.
LOOKED_BACK = timedelta(days=184)
ONE_ATTEMPT = timedelta(minutes=10)


def with_outage(found: QuerySet[StockCard]) -> QuerySet[StockCard]:
    """Cards with `out_since`: the beginning of the outage that runs, None when something is left."""
    running = Outage.objects.filter(card=OuterRef("pk"), ended_at=None)
    return found.annotate(out_since=Subquery(running.values("began_at")[:1]))


def low_stock(staff: Staff) -> QuerySet[StockCard]:
    """Papers of the windows he keeps that are out or at their low-water mark, the emptiest first."""
    kept = windows_kept_by(staff).order_by().values("pk")
    found = StockCard.objects.filter(window__in=kept, retired_at=None, balance__lte=F("low_water"))
    return found.select_related("window").order_by("balance", "id")


def out_in(hall: Hall, begin: datetime, end: datetime) -> QuerySet[Outage]:
    """Outages that began from `begin` on and before `end`, with their cards; one query."""
    found = Outage.objects.filter(began_at__gte=begin, began_at__lt=end, card__hall=hall)
    return found.select_related("card").order_by("began_at", "id")


def in_hours(hall: Hall, outage: Outage, now: datetime) -> bool:
    """Whether the paper was out while the hall was open, if only for a moment (D2.2.2)."""
    end = outage.ended_at or now
    state = opening(load_calendar(hall.slug), outage.began_at)
    return outage.began_at < end and (state.is_open or (state.opens_at is not None and state.opens_at < end))


def days_to_archive(day: date) -> int | None:
    """Within how many working days a case closed on a day is archived (rules/limits/archives.toml).

    None before the day from which the hall has set this: files of that time are late for nobody.
    """
    rule = load_limits(day).get("archive.case")
    return rule.limit.amount if rule and rule.limit else None


@dataclass(frozen=True)
class Archiving:
    """By when the files of cases closed on a day are archived; `ends`: the moment that day is over."""

    due_on: date
    ends: datetime


def archiving_of(hall: Hall, day: date) -> Archiving | None:
    """The day by which a case closed on a day is archived; None where the hall has set none for that day."""
    days = days_to_archive(day)
    if days is None:
        return None
    due = load_calendar(hall.slug).nth_after(day, days)
    return Archiving(due, datetime.combine(due + timedelta(days=1), time(), SHANGHAI))


def to_archive(staff: Staff, now: datetime, *, older: bool = False) -> QuerySet[Case]:
    """Closed cases of the windows he keeps whose file is not archived, the oldest first; of two quarters only.

    `older` takes that bound away. A closed case stands here at once, with its notices (D4.8.2).
    """
    kept = windows_kept_by(staff).order_by().values("pk")
    found = Case.objects.filter(hall=staff.hall_id, state__in=CLOSED, front_window__in=kept, archive=None)
    if not older:
        found = found.filter(ended_at__gte=now - LOOKED_BACK)
    return found.select_related("front_window", "hall", "handler").order_by("ended_at", "id")


def closed_here(staff: Staff, keys: Sequence[int]) -> QuerySet[Case]:
    """Those of the cases that this person may see, to be archived; whether each can be is for the command to say."""
    found = cases_visible_to(staff).filter(pk__in=keys[: 2 * MOST_AT_ONCE])
    return found.select_related("front_window__hall", "hall").order_by("ended_at", "id")


def archived_of(cases: Iterable[Case]) -> set[int]:
    """Those whose file is archived."""
    return set(Archive.objects.filter(case__in=[case.pk for case in cases]).values_list("case", flat=True))


def papers_of(cases: Sequence[Case]) -> Mapping[int, list[str]]:
    """The numbers of the notices of each case, oldest first, those that were revoked left out; one query."""
    found: dict[int, list[str]] = {case.pk: [] for case in cases}
    of = {case.ref: case.pk for case in cases}
    issued = Notice.objects.filter(subject__in=list(of), revocation=None).order_by("issued_at", "id")
    for subject, number in issued.values_list("subject", "number"):
        found[of[subject]].append(number)
    return found


def kept_from(staff: Staff, pk: int) -> Archive | None:
    """A secret archive of his hall that is kept from this person; None when he may see it or there is none (D4.8.4).

    An ordinary one of another window is merely not in his lists: nobody may be charged with having asked for it.
    """
    secret = Archive.objects.filter(hall=staff.hall_id, pk=pk).exclude(secrecy=ORDINARY)
    hidden = secret.exclude(pk__in=visible_archives(staff).values("pk"))
    return hidden.select_related("hall").first()


def attempted_lately(staff: Staff, archive: Archive, now: datetime) -> bool:
    """Whether it is on record that he asked for this within the last minutes: what a browser repeats is one attempt."""
    told = trail_of(archive.hall.slug, archive.ref).filter(verb="archive.reading_refused", actor=staff.ref)
    return told.filter(at__gt=now - ONE_ATTEMPT).exists()


def loans_to_consent(staff: Staff) -> QuerySet[Loan]:
    """What waits for the leader in charge, the first asked on top."""
    found = Loan.objects.filter(hall=staff.hall_id, approved=None).exclude(asked_by=staff)
    return found.select_related("archive").order_by("asked_at", "id")


def loans_out_late(staff: Staff, today: date) -> QuerySet[Loan]:
    """Files not back by their day that this person lent, or that his windows or, for its office, the hall miss."""
    mine = Q(out_by=staff) | Q(archive__window__in=windows_kept_by(staff).order_by().values("pk"))
    if staff.has(Role.HALL_OFFICE):
        mine |= Q(archive__window=None)
    found = Loan.objects.filter(mine, hall=staff.hall_id, kind=LoanKind.LEND, due_on__lt=today, back_at=None)
    return found.filter(out_at__isnull=False, archive__loss=None).select_related("archive").order_by("due_on", "id")
