"""Due times after a new holiday notice or another reading: found, proposed by one, approved by another, both kept.

Never silent (lessons 15, 20): until somebody approves, every case keeps the due time its citizen was told.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from yichuang.apps.audit import command, free_text, record, refuse, step
from yichuang.apps.audit.rows import insert
from yichuang.apps.cases.clock import work_out
from yichuang.apps.cases.models import OPEN, Case, DueChange, Recalculation, RecalculationRow
from yichuang.apps.cases.models.clock import APPROVED, KINDS, PROPOSED, REJECTED
from yichuang.apps.cases.permissions import require_decider, require_proposer
from yichuang.apps.cases.recalculating import CHUNK, Differing, look_through, renewed
from yichuang.apps.organization.models import Hall, Staff
from yichuang.core.identity import N_
from yichuang.rulebook.worktime import calendar_version

CLAUSE = "D4.11.2"
MOVE = (
    "UPDATE cases_case SET due_at = %s, nominal_due_at = %s, provisional = %s, clock = %s WHERE id = %s AND due_at = %s"
)


@command
def propose_recalculation(*, hall: Hall, kind: str, ground: str, by: Staff, now: datetime) -> Recalculation:
    """Lists every open case whose due time no longer follows from the rules, with its value before and after.

    `kind`: "calendar" after a new notice or other office hours, "readings" after the hall has chosen to read a point
    otherwise. By the hall office or the system administrator. Refused when nothing differs; changes no case.
    """
    require_proposer(by, hall)
    if kind not in KINDS:
        refuse("kind_unknown", N_("Say what has changed."), N_("Choose the calendar or the readings."), "kind", CLAUSE)
    said = free_text(ground, "ground", most=300, clause=CLAUSE, missing=N_("Name the notice or decision behind it."))
    if Recalculation.objects.filter(hall=hall, state=PROPOSED).exists():
        refuse("proposed_already", N_("A recalculation is waiting for a decision."), N_("Have it decided first."),
               "ground", CLAUSE)  # fmt: skip
    found = look_through(hall, kind)
    if not found.differing:
        refuse("nothing_differs", N_("All %(count)s open cases have been worked out; none would fall due otherwise."),
               N_("Nothing has to be decided."), "ground", CLAUSE, count=found.looked_at)  # fmt: skip
    proposed = Recalculation.objects.create(
        hall=hall, kind=kind, ground=said, calendar=calendar_version(hall.slug), looked_at=found.looked_at,
        affected=len(found.differing), proposed_at=now, proposed_by=by,
    )  # fmt: skip
    for some in _chunks(found.differing):
        insert([_row(proposed, one) for one in some])
    record(hall=hall.slug, verb="recalculation.proposed", by=by.ref, subject=proposed.ref, now=now,
           detail={"kind": kind, "looked_at": found.looked_at, "affected": proposed.affected,
                   "calendar": proposed.calendar})  # fmt: skip
    return proposed


@command
def approve_recalculation(*, recalculation: Recalculation, by: Staff, now: datetime) -> Recalculation:
    """Moves the listed cases to their new due times, keeping the old ones beside them.

    By the leader in charge, who is not the proposer. A case that has moved on meanwhile (extended, stepped, ended)
    stays as it is. Refused when the calendar has changed again since the proposal.
    """
    require_decider(by, recalculation)
    hall = recalculation.hall
    if recalculation.calendar != calendar_version(hall.slug):
        refuse("calendar_moved_on", N_("The calendar has changed again since this was proposed."),
               N_("Reject it and have it proposed anew."), clause=CLAUSE)  # fmt: skip
    _decide(recalculation, APPROVED, "", by, now)
    rows = RecalculationRow.objects.filter(recalculation=recalculation).order_by("pk")
    moved = sum(_move(recalculation, some, by, now) for some in _chunks(list(rows)))
    recalculation.moved = moved
    recalculation.save(update_fields=["moved"])
    record(hall=hall.slug, verb="recalculation.approved", by=by.ref, subject=recalculation.ref, now=now,
           detail={"affected": recalculation.affected, "moved": moved})  # fmt: skip
    return recalculation


@command
def reject_recalculation(*, recalculation: Recalculation, reason: str, by: Staff, now: datetime) -> Recalculation:
    """Turns a proposal down with its reason; every case keeps its due time."""
    said = free_text(reason, "reason", most=300, clause=CLAUSE)
    require_decider(by, recalculation)
    _decide(recalculation, REJECTED, said, by, now)
    record(hall=recalculation.hall.slug, verb="recalculation.rejected", by=by.ref, subject=recalculation.ref, now=now,
           detail={"affected": recalculation.affected})  # fmt: skip
    return recalculation


@step
def _decide(recalculation: Recalculation, state: str, reason: str, by: Staff, now: datetime) -> None:
    """Of two people who decide at once only one succeeds."""
    open_still = Recalculation.objects.filter(pk=recalculation.pk, state=PROPOSED)
    if not open_still.update(state=state, reason=reason, decided_by=by, decided_at=now):
        refuse("decided_already", N_("This proposal has been decided already."),
               N_("Reload the page to see how it stands."), clause=CLAUSE)  # fmt: skip
    recalculation.refresh_from_db()


@step
def _move(recalculation: Recalculation, rows: Sequence[RecalculationRow], by: Staff, now: datetime) -> int:
    """Moves one batch of cases; returns how many."""
    hall, kind = recalculation.hall, recalculation.kind
    held = Case.objects.select_for_update().filter(pk__in=[one.case_id for one in rows], state__in=OPEN)
    clocks = dict(held.values_list("pk", "clock"))
    as_read = dict(held.values_list("pk", "due_at"))
    still = [one for one in rows if as_read.get(one.case_id) == one.old_due_at]
    kept = {one.case_id: renewed(clocks[one.case_id], hall, kind) for one in still}
    fitting = [one for one in still if work_out(kept[one.case_id], hall).due == one.new_due_at]
    version = {"calendar": recalculation.calendar}
    _update([_values(one, kept[one.case_id] | version) for one in fitting])
    insert([
        DueChange(case_id=one.case_id, old_due_at=one.old_due_at, new_due_at=one.new_due_at, cause=kind,
                  ground=recalculation.ground, at=now, by=by, by_name=by.name)
        for one in fitting if one.old_due_at != one.new_due_at
    ])  # fmt: skip
    return len(fitting)


def _values(row: RecalculationRow, kept: dict[str, Any]) -> tuple[Any, ...]:
    """The new values of a case as the database takes them."""
    given = {
        "due_at": row.new_due_at, "nominal_due_at": row.new_nominal_due_at, "provisional": row.stays_provisional,
        "clock": kept,
    }  # fmt: skip
    new = [Case._meta.get_field(name).get_db_prep_save(value, connection) for name, value in given.items()]
    return (*new, row.case_id, Case._meta.get_field("due_at").get_db_prep_save(row.old_due_at, connection))


def _update(values: Sequence[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(MOVE, values)


def _row(proposed: Recalculation, one: Differing) -> RecalculationRow:
    return RecalculationRow(
        recalculation=proposed, case_id=one.pk, old_due_at=one.due_at, new_due_at=one.due.due,
        new_nominal_due_at=one.due.nominal, was_provisional=one.provisional, stays_provisional=one.due.provisional,
    )  # fmt: skip


def _chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
