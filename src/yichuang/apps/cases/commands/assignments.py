"""Matters assigned from above: entered, explained when they cannot be done in time, reported in writing, closed."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.apps.audit import command, free_text, record, refuse
from yichuang.apps.cases import assignments, texts
from yichuang.apps.cases.models import Assignment, AssignmentContact
from yichuang.apps.notices import commands as notices
from yichuang.apps.notices.commands import Draft
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.organization.models import Department, Staff
from yichuang.apps.organization.numbering import next_numbers
from yichuang.core.identity import N_

CLAUSE = "D5.4.1"


@dataclass(frozen=True)
class Given:
    """What came from above: from whom, under which document number, what, when, until when, and who deals with it."""

    from_body: str
    matter: str
    received_on: date
    due_on: date
    department: Department
    document_no: str = ""
    handler: Staff | None = None


@command
def enter_assignment(*, given: Given, by: Staff, now: datetime) -> Assignment:
    """Enters a matter assigned from above (R39, D5.4.1, D5.6.10.3). By the party and government office."""
    if not by.has(assignments.ENTERS):
        refuse("not_yours", N_("Matters from above are entered by the party and government office."),
               N_("Leave it to the person in charge."), clause="D5.6.10.3")  # fmt: skip
    body = free_text(given.from_body, "from_body", most=60, clause=CLAUSE)
    matter = free_text(given.matter, "matter", most=200, clause=CLAUSE)
    document_no = free_text(given.document_no, "document_no", most=60, needed=False)
    _require_fit(given, by, assignments.day_of(now))
    year = assignments.day_of(now).year
    drawn = next_numbers(by.hall, ["assignment"], str(year))["assignment"]
    made = Assignment.objects.create(
        hall=by.hall, number=f"交办〔{year}〕{drawn}号", from_body=body, document_no=document_no, matter=matter,
        received_on=given.received_on, due_on=given.due_on, department=given.department, handler=given.handler,
        entered_by=by, entered_at=now,
    )  # fmt: skip
    _record(made, "assignment.entered", by, now)
    return made


def _require_fit(given: Given, by: Staff, today: date) -> None:
    if given.received_on > today:
        refuse(
            "day_ahead", N_("This day has not come yet."), N_("Enter the day it was received."), "received_on", CLAUSE
        )
    if given.due_on < given.received_on:
        refuse("due_before_receipt", N_("It cannot be due before it was received."), N_("Check the two days."),
               "due_on", CLAUSE)  # fmt: skip
    if given.department.hall_id != by.hall_id:
        refuse(
            "department_elsewhere", N_("This department belongs to another hall."), field="department", clause=CLAUSE
        )
    if given.handler is not None and (given.handler.hall_id != by.hall_id or not given.handler.is_active):
        refuse("handler_elsewhere", N_("This person does not work in this hall."), field="handler", clause=CLAUSE)


@command
def explain_assignment(
    *, assignment: Assignment, kind: str, person: str, explanation: str, by: Staff, now: datetime
) -> AssignmentContact:
    """Notes that the body was told why a matter cannot be done, or not in time, and whom one spoke to (D5.4.1)."""
    _require_reporter(assignment, by)
    if kind not in AssignmentContact.KINDS:
        refuse("kind_missing", N_("Say what was explained."), N_("Choose one."), "kind", CLAUSE)
    named = free_text(person, "person", most=50, clause=CLAUSE, missing=N_("Say whom you spoke to."))
    said = free_text(explanation, "explanation", most=200, clause=CLAUSE, missing=N_("There is no explanation."))
    _require_unreported(assignment)
    made = AssignmentContact.objects.create(
        assignment=assignment, kind=kind, person=named, explanation=said, at=now, by=by
    )
    _record(assignment, "assignment.explained", by, now)
    return made


@command
def report_assignment(*, assignment: Assignment, outcome: str, report: str, by: Staff, now: datetime) -> Assignment:
    """The written result, numbered as N17 (D5.4.1). What cannot be done, or is late, was explained before."""
    _require_reporter(assignment, by)
    if outcome not in Assignment.OUTCOMES:
        refuse("outcome_missing", N_("Say whether it could be done."), N_("Choose one."), "outcome", CLAUSE)
    said = free_text(report, "report", most=600, clause=CLAUSE, missing=N_("There is no written report."))
    _require_unreported(assignment)
    contacts = _last_of_each_kind(assignment)
    _require_explained(assignment, outcome, contacts, now)
    draft = Draft(Kind.RESULT_REPORT, assignment.ref, assignment.from_body,
                  texts.result_report(assignment, outcome, said, contacts))  # fmt: skip
    notice = notices.issue(draft=draft, window=None, by=by, now=now)
    unreported = Assignment.objects.filter(pk=assignment.pk, reported_at=None)
    if not unreported.update(outcome=outcome, report=said, notice=notice, reported_by=by, reported_at=now):
        _require_unreported(assignment)
    assignment.refresh_from_db()
    _record(assignment, "assignment.reported", by, now, notice=notice.number)
    return assignment


def _require_unreported(assignment: Assignment) -> None:
    if Assignment.objects.filter(pk=assignment.pk, reported_at__isnull=False).exists():
        refuse("reported_already", N_("This matter has been reported already."),
               N_("Reload the page to see how it stands."), clause=CLAUSE)  # fmt: skip


def _last_of_each_kind(assignment: Assignment) -> list[AssignmentContact]:
    """What was explained last, so that however often one called, the report stays one page."""
    latest = {one.kind: one for one in assignment.contacts.order_by("id")}
    return sorted(latest.values(), key=lambda one: one.pk)


def _require_explained(assignment: Assignment, outcome: str, contacts: list[AssignmentContact], now: datetime) -> None:
    if outcome == "not_possible" and not any(one.kind == "not_possible" for one in contacts):
        refuse("not_explained", N_("What cannot be done is explained to the body first."),
               N_("Note whom you spoke to and what you explained."), "outcome", CLAUSE)  # fmt: skip
    if now >= assignment.ends and not contacts:
        refuse("late_not_explained", N_("The day is over and nobody has been told."),
               N_("Contact the body, note it here, then report."), "report", CLAUSE)  # fmt: skip


@command
def close_assignment(*, assignment: Assignment, by: Staff, now: datetime) -> Assignment:
    """Closes a matter whose report has gone up. Refused without a written report (D5.4.1)."""
    if not by.has(assignments.ENTERS) or by.hall_id != assignment.hall_id:
        refuse("not_yours", N_("Matters from above are closed by the party and government office."),
               N_("Leave it to the person in charge."), clause="D5.6.10.3")  # fmt: skip
    reported = Assignment.objects.filter(pk=assignment.pk, closed_at=None, reported_at__isnull=False)
    if not reported.update(closed_at=now, closed_by=by):
        assignment.refresh_from_db()
        if assignment.reported_at is None:
            refuse("no_report", N_("It cannot be closed without a written report."),
                   N_("The department reports the result first."), clause=CLAUSE)  # fmt: skip
        refuse("closed_already", N_("This matter has been closed already."))
    assignment.refresh_from_db()
    _record(assignment, "assignment.closed", by, now)
    return assignment


def _require_reporter(assignment: Assignment, by: Staff) -> None:
    if not assignments.may_report(by, assignment):
        refuse("not_yours", N_("The head of the department or the handler deals with it."),
               N_("Leave it to the person in charge."), clause=CLAUSE)  # fmt: skip


def _record(assignment: Assignment, verb: str, by: Staff, now: datetime, **more: str) -> None:
    record(hall=assignment.hall.slug, verb=verb, by=by.ref, subject=assignment.ref, now=now,
           detail={"number": assignment.number, **more})  # fmt: skip
