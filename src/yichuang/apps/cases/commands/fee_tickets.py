"""Numbered fee tickets: given out in runs that never overlap, each number used once or voided (D5.6.14.2)."""

from dataclasses import dataclass
from datetime import datetime

from yichuang.apps.audit import command, free_text, record, refuse, step
from yichuang.apps.audit.rows import insert_unless_there
from yichuang.apps.cases import fees
from yichuang.apps.cases.models import Case, Fee, TicketBook, TicketUse
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.organization.numbering import next_numbers
from yichuang.core.fees import TicketNumber, read_ticket
from yichuang.core.identity import N_

CLAUSE = "D5.6.14.2"
# More than anybody carries to a window at once: a slip of the finger in a number must not give out a million.
MOST_IN_A_BOOK = 10_000
LONGEST_PREFIX = 20
PRINTED = N_("Write the number as it is printed on the ticket.")


@dataclass(frozen=True)
class Issue:
    """A run of tickets to give out, numbers as printed: to a window, or to one person of it."""

    window: Window
    first: str
    last: str
    holder: Staff | None = None


@command
def issue_tickets(*, issue: Issue, by: Staff, now: datetime) -> TicketBook:
    """Gives out a run of numbered tickets (D5.6.14.2). By the finance office or the hall office.

    Refused: numbers that are none, differ in prefix or length, run backwards, or overlap a run given out before.
    """
    if not fees.gives_tickets_out(by):
        refuse("not_yours", N_("Tickets are given out by the finance office or the hall office."),
               N_("Leave it to the person in charge."), clause=CLAUSE)  # fmt: skip
    _require_place(issue, by)
    first, last = _run(issue)
    # Drawing the serial number holds its row, so that two runs given out at once are compared one after the other.
    serial = next_numbers(by.hall, ["ticket-book"], "all")["ticket-book"]
    taken = TicketBook.objects.filter(hall=by.hall, prefix=first.prefix, first__lte=last.number, last__gte=first.number)
    if (other := taken.first()) is not None:
        refuse("tickets_overlap", N_("These numbers overlap the run %(run)s, which was given out before."),
               N_("Enter numbers that nobody has."), "first", CLAUSE, run=str(other))  # fmt: skip
    book = TicketBook.objects.create(
        hall=by.hall, window=issue.window, holder=issue.holder, serial=serial, prefix=first.prefix, width=first.width,
        first=first.number, last=last.number, by=by, at=now,
    )  # fmt: skip
    record(hall=by.hall.slug, verb="tickets.given_out", by=by.ref, subject=book.ref, now=now,
           detail={"window": issue.window.code, "run": str(book)})  # fmt: skip
    return book


def _require_place(issue: Issue, by: Staff) -> None:
    if issue.window.hall_id != by.hall_id:
        refuse("window_elsewhere", N_("This window belongs to another hall."), field="window", clause=CLAUSE)
    if issue.holder is not None and (issue.holder.hall_id != by.hall_id or not issue.holder.is_active):
        refuse("holder_elsewhere", N_("This person does not work in this hall."), field="holder", clause=CLAUSE)


def _run(issue: Issue) -> tuple[TicketNumber, TicketNumber]:
    first, last = _read(issue.first, "first"), _read(issue.last, "last")
    if (first.prefix, first.width) != (last.prefix, last.width):
        refuse(
            "tickets_differ", N_("The two numbers differ in their letters or their length."), PRINTED, "last", CLAUSE
        )
    if last.number < first.number:
        refuse("tickets_backwards", N_("The last number lies before the first."), N_("Change the two."), "last", CLAUSE)
    if last.number - first.number >= MOST_IN_A_BOOK:
        refuse("tickets_too_many", N_("A run holds at most %(most)s tickets."), N_("Give them out in several runs."),
               "last", CLAUSE, most=MOST_IN_A_BOOK)  # fmt: skip
    return first, last


def _read(typed: str, field: str) -> TicketNumber:
    text = free_text(typed, field, most=LONGEST_PREFIX + 12, clause=CLAUSE,
                     missing=N_("There is no ticket number."))  # fmt: skip
    number = read_ticket(text)
    if number is None or len(number.prefix) > LONGEST_PREFIX:
        refuse("ticket_unreadable", N_("This is not the number of a ticket."), PRINTED, field, CLAUSE)
    return number


@step
def find_number(typed: str, case: Case, by: Staff) -> tuple[TicketBook, int]:
    """The book a typed number belongs to, if this person may use it for this case; no fee without one (D5.6.14)."""
    number = _read(typed, "ticket")
    book = TicketBook.objects.filter(
        hall=case.hall_id, prefix=number.prefix, first__lte=number.number, last__gte=number.number
    ).first()
    if book is None:
        refuse("ticket_not_given_out", N_("No ticket of this number has been given out."), PRINTED, "ticket", CLAUSE)
    if book.window_id != case.front_window_id or book.holder_id not in (None, by.pk):
        refuse("ticket_of_another", N_("This ticket was given out to another window or person."),
               N_("Use a ticket of your own window."), "ticket", CLAUSE)  # fmt: skip
    return book, number.number


@step
def use_number(
    book: TicketBook, number: int, *, by: Staff, now: datetime, fee: Fee | None = None, void_reason: str = ""
) -> None:
    """Marks a number as used by a fee or void; the database lets it happen once."""
    row = TicketUse(book=book, number=number, fee=fee, void_reason=void_reason, by=by, at=now)
    if not insert_unless_there(row):
        refuse("ticket_used", N_("The ticket %(number)s has been used or voided already."),
               N_("Take the next one."), "ticket", CLAUSE, number=book.number(number))  # fmt: skip


@command
def void_ticket(*, book: TicketBook, number: str, reason: str, by: Staff, now: datetime) -> None:
    """Voids a spoiled ticket of one's window, with the reason; it stays accounted for (D5.6.14.2)."""
    said = free_text(reason, "reason", most=200, clause=CLAUSE, missing=N_("A reason is needed."))
    if not fees.may_void(by, book):
        refuse("not_yours", N_("Who holds the tickets voids them, or who gives them out."),
               N_("Leave it to the person in charge."), clause=CLAUSE)  # fmt: skip
    read = _read(number, "ticket")
    if read.prefix != book.prefix or not book.first <= read.number <= book.last:
        refuse("ticket_not_in_book", N_("This number does not belong to the run %(run)s."), PRINTED, "ticket", CLAUSE,
               run=str(book))  # fmt: skip
    use_number(book, read.number, by=by, now=now, void_reason=said)
    record(hall=book.hall.slug, verb="ticket.voided", by=by.ref, subject=book.ref, now=now,
           detail={"ticket": book.number(read.number)})  # fmt: skip
