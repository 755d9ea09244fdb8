"""Archives: closed cases and papers are archived, move, change their level of secrecy, are lost (R24, D4.8.1–4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.apps.audit import command, free_text, record, step
from yichuang.apps.cases.models import Case
from yichuang.apps.keeping import permissions, policies, queries
from yichuang.apps.keeping.models import (
    HALL_CATEGORIES,
    WINDOW_CATEGORIES,
    Archive,
    ArchiveChange,
    ArchiveLoss,
    Category,
)
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.organization.numbering import next_numbers
from yichuang.core.worktime import SHANGHAI


@command
def archive_cases(
    *, cases: Sequence[Case], place: str, secrecy: str = "ordinary", by: Staff, now: datetime
) -> list[Archive]:
    """Archives the files of closed cases, at most 100, in one place, with the numbers of their notices (D4.8.2).

    By the people of the windows that took them in. Refused when a case is not closed or its file archived already.
    """
    where = free_text(place, "place", most=80, clause="D4.8.2")
    policies.require_secrecy(secrecy)
    policies.require_closed(cases, queries.archived_of(cases))
    papers = queries.papers_of(cases)
    made = []
    for case in cases:
        permissions.require_keeper(by, case.hall, case.front_window_id, "D4.8.3")
        made.append(Archive.objects.create(
            hall=case.hall, window=case.front_window, case=case, category=Category.CASE_FILE.value,
            number=_number(case.front_window, by, now), title=f"{case} {case.item_name}",
            dated=case.ended_at.astimezone(SHANGHAI).date(), secrecy=secrecy, place=where, papers=papers[case.pk],
            at=now, by=by,
        ))  # fmt: skip
    record(hall=by.hall.slug, verb="archive.cases", by=by.ref, subject=made[0].ref, now=now,
           detail={"numbers": [one.number for one in made], "cases": [case.pk for case in cases]})  # fmt: skip
    return made


@dataclass(frozen=True)
class Paper:
    """A paper to archive: of a window, or of the hall (`window` None); `dated` the day it bears."""

    window: Window | None
    category: str
    title: str
    dated: date
    place: str
    secrecy: str = "ordinary"


@command
def archive_paper(*, paper: Paper, by: Staff, now: datetime) -> Archive:
    """Enters a paper into the catalogue of the hall or of a window, under one of its categories (D4.8.1, D4.8.2)."""
    permissions.require_keeper(by, by.hall, paper.window.pk if paper.window else None, "D4.8.3")
    policies.require_category(paper.category, WINDOW_CATEGORIES if paper.window else HALL_CATEGORIES)
    policies.require_secrecy(paper.secrecy)
    policies.require_past(paper.dated, now.astimezone(SHANGHAI).date(), "dated")
    title = free_text(paper.title, "title", most=200, clause="D4.8.1")
    made = Archive.objects.create(
        hall=by.hall, window=paper.window, category=paper.category, number=_number(paper.window, by, now), title=title,
        dated=paper.dated, secrecy=paper.secrecy, place=free_text(paper.place, "place", most=80, clause="D4.8.1"),
        at=now, by=by,
    )  # fmt: skip
    record(hall=by.hall.slug, verb="archive.paper", by=by.ref, subject=made.ref, now=now,
           detail={"number": made.number, "category": made.category})  # fmt: skip
    return made


@step
def _number(window: Window | None, by: Staff, now: datetime) -> str:
    """The next number of the hall's or the window's catalogue in this year, such as w3-2026-0007."""
    owner, year = window.code if window else "hall", str(now.astimezone(SHANGHAI).year)
    series = f"archive-{owner}"
    return f"{owner}-{year}-{next_numbers(by.hall, [series], year)[series]:04d}"


@command
def rearrange(*, archive: Archive, place: str, secrecy: str, reason: str, by: Staff, now: datetime) -> Archive:
    """Moves an archive or changes its level of secrecy, by its keeper, with what it was before on record (D4.8.3)."""
    permissions.require_keeper(by, archive.hall, archive.window_id, "D4.8.3")
    where = free_text(place, "place", most=80, clause="D4.8.3")
    policies.require_secrecy(secrecy)
    said = free_text(reason, "reason", most=200, clause="D4.8.3")
    held = Archive.objects.select_for_update(of=("self",), no_key=True).select_related("hall").get(pk=archive.pk)
    policies.require_there(held)
    policies.require_changed(held, where, secrecy)
    ArchiveChange.objects.create(archive=held, place_before=held.place, place=where, secrecy_before=held.secrecy,
                                 secrecy=secrecy, reason=said, at=now, by=by)  # fmt: skip
    before, held.place, held.secrecy = held.secrecy, where, secrecy
    held.save(update_fields=["place", "secrecy"])
    record(hall=held.hall.slug, verb="archive.rearranged", by=by.ref, subject=held.ref, now=now,
           detail={"number": held.number, "secrecy": [before, secrecy]})  # fmt: skip
    return held


@command
def note_lost(*, archive: Archive, words: str, by: Staff, now: datetime) -> ArchiveLoss:
    """Notes that an archive is lost, at its place or while it was lent; once, by its keeper (D2.2.4)."""
    permissions.require_keeper(by, archive.hall, archive.window_id, "D4.8.3")
    said = free_text(words, "words", most=300, clause="D2.2.4")
    policies.require_there(archive)
    loss = ArchiveLoss.objects.create(archive=archive, words=said, at=now, by=by)
    record(hall=archive.hall.slug, verb="archive.lost", by=by.ref, subject=archive.ref, now=now,
           detail={"number": archive.number})  # fmt: skip
    return loss


@command
def refuse_reading(*, archive: Archive, by: Staff, now: datetime) -> None:
    """Leaves on record that somebody asked for a secret archive kept from him: "refused and logged" (D4.8.4)."""
    record(hall=archive.hall.slug, verb="archive.reading_refused", by=by.ref, subject=archive.ref, now=now,
           detail={"number": archive.number})  # fmt: skip
