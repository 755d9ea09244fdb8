"""Due times after a new holiday notice or another reading: found, proposed by one, approved by another, both kept.

Never silent (lessons 15, 20): until somebody approves, every case keeps the due time its citizen was told.
"""

from datetime import datetime

from django.db import connection
from django.db.models import CharField, DateTimeField, F, IntegerField, QuerySet, Value

from yichuang.apps.audit import command, free_text, record, refuse, step
from yichuang.apps.cases.clock import readings_of
from yichuang.apps.cases.models import Case, Recalculation, RecalculationRow
from yichuang.apps.cases.models.clock import APPROVED, KINDS, PROPOSED, REJECTED
from yichuang.apps.cases.permissions import require_decider, require_proposer
from yichuang.apps.cases.recalculating import look_through, still_fitting, store, take_over
from yichuang.apps.organization.models import Hall, Staff
from yichuang.core.identity import N_
from yichuang.rulebook.worktime import calendar_version

CLAUSE = "D4.11.2"
# Written out, as the mapper would look up three columns for each of a county's cases.
MOVE = (
    "UPDATE cases_case SET due_at = r.new_due_at, nominal_due_at = r.new_nominal_due_at, "
    "provisional = r.stays_provisional FROM ({}) r WHERE cases_case.id = r.case_id"
)
KEEP = "INSERT INTO cases_duechange (case_id, old_due_at, new_due_at, cause, ground, at, by_id, by_name) "


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
    readings = readings_of(hall).as_mapping() if kind == "readings" else {}
    found = look_through(hall, readings)
    if not found.differing:
        refuse("nothing_differs", N_("All %(count)s open cases have been worked out; none would fall due otherwise."),
               N_("Nothing has to be decided."), "ground", CLAUSE, count=found.looked_at)  # fmt: skip
    proposed = Recalculation.objects.create(
        hall=hall, kind=kind, ground=said, calendar=calendar_version(hall.slug), readings=readings,
        looked_at=found.looked_at, affected=len(found.differing), proposed_at=now, proposed_by=by,
    )  # fmt: skip
    store(proposed, found)
    record(hall=hall.slug, verb="recalculation.proposed", by=by.ref, subject=proposed.ref, now=now,
           detail={"kind": kind, "looked_at": found.looked_at, "affected": proposed.affected,
                   "calendar": proposed.calendar})  # fmt: skip
    return proposed


@command
def approve_recalculation(*, recalculation: Recalculation, by: Staff, now: datetime) -> Recalculation:
    """Moves the listed cases to their new due times, keeping the old ones beside them; see `tell_due_change` for N19.

    By the leader in charge, who is not the proposer. A case that has moved on meanwhile (extended, stepped, ended)
    stays as it is. Refused when the calendar has changed again since the proposal.
    """
    require_decider(by, recalculation)
    hall = recalculation.hall
    if recalculation.calendar != calendar_version(hall.slug):
        refuse("calendar_moved_on", N_("The calendar has changed again since this was proposed."),
               N_("Reject it and have it proposed anew."), clause=CLAUSE)  # fmt: skip
    _decide(recalculation, APPROVED, "", by, now)
    recalculation.moved = _move(recalculation, by, now)
    recalculation.save(update_fields=["moved"])
    record(hall=hall.slug, verb="recalculation.approved", by=by.ref, subject=recalculation.ref, now=now,
           detail={"affected": recalculation.affected, "moved": recalculation.moved})  # fmt: skip
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
def _move(recalculation: Recalculation, by: Staff, now: datetime) -> int:
    """Moves the cases that still stand as they were read, in a few statements for all; returns how many."""
    fitting = still_fitting(recalculation)
    waiting = Case.objects.select_for_update().filter(pk__in=fitting.values("case")).order_by("pk")
    cases = list(waiting.values_list("pk", flat=True))
    _keep(fitting.exclude(old_due_at=F("new_due_at")), recalculation, by, now)
    new = fitting.values_list("case_id", "new_due_at", "new_nominal_due_at", "stays_provisional")
    sql, values = new.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(MOVE.format(sql), values)
        moved = cursor.rowcount
    if recalculation.readings:
        take_over(recalculation.readings, cases)
    return moved


def _keep(rows: QuerySet[RecalculationRow], recalculation: Recalculation, by: Staff, now: datetime) -> None:
    """Writes every old value down beside the new one."""
    told = rows.values_list(
        "case_id", "old_due_at", "new_due_at", Value(recalculation.kind, CharField()),
        Value(recalculation.ground, CharField()), Value(now, DateTimeField()), Value(by.pk, IntegerField()),
        Value(by.name, CharField()),
    )  # fmt: skip
    sql, values = told.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(KEEP + sql, values)
