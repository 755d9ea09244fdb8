"""May this happen to this ticket or window now? Each `require_` raises Refused with the reason and the remedy."""

from datetime import date
from typing import NoReturn

from django.db import connection

from yichuang.apps.audit import free_text, refuse
from yichuang.apps.organization.models import Hall, Window
from yichuang.apps.tickets.models import AT_WINDOW, LIVE, Pause, Queue, State, Ticket
from yichuang.core.identity import N_

LONGEST_REASON = 90
BUSY_OR_PAUSED = (
    "SELECT number, 1 FROM tickets_ticket WHERE state IN (%s, %s) AND window_id = %s "
    "UNION ALL SELECT reason, 0 FROM tickets_pause WHERE window_id = %s AND ended_at IS NULL"
)


def require_open(queue: Queue) -> None:
    if not queue.open:
        refuse("queue_closed", N_("This business is not served at present."), N_("Please ask at the hall office."))


def require_priority(hall: Hall, priority: str, reason: str) -> None:
    """Priority is one of the hall's classes; anything above normal says on what ground."""
    classes = {one["code"]: one for one in hall.settings["queue"]["classes"]}
    if priority not in classes:
        refuse("priority_unknown", N_("There is no such kind of ticket."), N_("Choose one of those shown."),
                field="priority")  # fmt: skip
    if reason and reason not in classes[priority].get("grounds", ()):
        refuse("ground_unknown", N_("This is not a ground for priority."), N_("Choose one of those shown."),
                field="reason")  # fmt: skip


def refuse_second_ticket(queue: Queue, day: date, holder: str) -> None:
    if not holder:
        return
    live = Ticket.objects.filter(queue=queue, day=day, holder=holder, state__in=LIVE).first()
    if live is not None:
        refuse("already_waiting", N_("You already hold number %(number)s for this business."),
                N_("Wait for that number, or ask a clerk if it was passed over."), number=live.number)  # fmt: skip


def require_free(window: Window) -> None:
    """One statement tells both whether the window is paused and whether someone is at it."""
    with connection.cursor() as cursor:
        cursor.execute(BUSY_OR_PAUSED, [*AT_WINDOW, window.pk, window.pk])
        found = cursor.fetchone()
    if found is not None:
        first, busy = found
        if busy:
            refuse("window_busy", N_("Number %(number)s is still at this window."),
                    N_("Finish, hold, transfer or pass it over first."), number=first)  # fmt: skip
        refuse("window_paused", N_("This window is paused: %(reason)s."), N_("Reopen the window first."), reason=first)


def require_not_paused(window: Window) -> None:
    if Pause.objects.filter(window=window, ended_at=None).exists():
        refuse("window_paused_already", N_("This window is paused already."))


def require_was_paused(changed: int) -> None:
    if not changed:
        refuse("window_not_paused", N_("This window is not paused."))


def require_state(ticket: Ticket, *states: State) -> None:
    if ticket.state not in states:
        refuse("ticket_elsewhere", N_("Number %(number)s is not in a state in which this can be done."),
                N_("Reload the page to see where it stands."), number=ticket.number)  # fmt: skip


def require_changed(count: int) -> None:
    if count != 1:
        refuse("ticket_moved", N_("Somebody else has just dealt with this number."),
                N_("Reload the page to see where it stands."))  # fmt: skip


def require_other_window(ticket: Ticket, to_window: Window) -> None:
    if to_window.hall_id != ticket.hall_id or to_window.pk == ticket.window_id:
        refuse("same_window", N_("The number is at this window already."), N_("Choose another window."),
                field="to_window")  # fmt: skip


def require_no_service(ticket: Ticket) -> None:
    """A citizen whose visit has begun is handed over to a person, not sent back into a line (D5.1.4)."""
    if ticket.serving_at is not None:
        refuse("service_begun", N_("The service of number %(number)s has begun."),
                N_("Hand the citizen over instead."), number=ticket.number)  # fmt: skip


def worded(text: str, field: str) -> str:
    """The reason of an act at the window; refused when it is empty, too long or cannot be stored."""
    return free_text(text.strip(), field, most=LONGEST_REASON, missing=N_("A reason is needed."))


def refuse_empty() -> NoReturn:
    refuse("nobody_waits", N_("Nobody is waiting for this window."), N_("The page shows when somebody comes."))
