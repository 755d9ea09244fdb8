"""May this happen at the desk now? What the commands below cannot see, because it spans ticket and visit."""

from typing import NoReturn

from yichuang.apps.audit import Refusal, Refused
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.catalog.queries import COUNTER_KINDS
from yichuang.apps.desk.seat import Seat
from yichuang.apps.organization.models import Staff
from yichuang.apps.reception.models import Visit
from yichuang.apps.tickets.models import Ticket
from yichuang.core.identity import N_


def _refuse(code: str, sentence: str, remedy: str = "", field: str = "", clause: str = "") -> NoReturn:
    raise Refused(Refusal(code, sentence, remedy, field=field, clause=clause))


def require_no_visit(serving: bool) -> None:
    """One citizen at a time: the next is called when the present one has been seen to."""
    if serving:
        _refuse("visit_open", N_("A citizen is still being served here."),
                N_("End this visit first, or put the number on hold."))  # fmt: skip


def require_not_begun(ticket: Ticket) -> None:
    """Once a visit has begun its first person answers for it: the citizen goes on by a hand-over (D3.1.2, C-14)."""
    if getattr(ticket, "visit", None) is not None:
        _refuse("visit_begun", N_("The visit of this number has begun."),
                N_("Hand the citizen over to a named person instead."), clause="D3.1.2")  # fmt: skip


def require_same_number(ticket: Ticket | None, shown: int | None) -> None:
    """The visit begins for the number the page showed, never for one that was called meanwhile."""
    if (ticket.pk if ticket else None) != shown:
        _refuse("number_changed", N_("Another number is at this window now than the page showed."),
                N_("Look at the number above and choose again."))  # fmt: skip


def own_scope(choice: str, item: ServiceItem | None, then: str, seat: Seat) -> bool:
    """Whether a matter is this clerk's: as he says; else by the item's window; words alone count as his own."""
    if choice in ("own", "other"):
        return choice == "own"
    if item is not None and item.window_id is not None:
        return seat.serves(item.window_id)
    return then != "hand_over"


def require_matter(item: ServiceItem | None, words: str, then: str) -> None:
    """A visit names its matter (D4.5.2); an application also names its item."""
    if item is None and not words:
        _refuse("matter_missing", N_("Say what the citizen has come for."),
                N_("Choose a service item or write it in a few words."), "matter", "D4.5.2")  # fmt: skip
    if then == "intake" and item is None:
        _refuse("item_missing", N_("An application belongs to a service item."), N_("Choose the item."), "item")
    if then == "intake" and item is not None and item.kind not in COUNTER_KINDS:
        _refuse("item_is_advice", N_("This item is answered as a consultation; it takes no case."),
                N_("Record a consultation."), "item")  # fmt: skip


def may_work_on(staff: Staff, visit: Visit | None) -> bool:
    """A visit belongs to who opened it, in his own hall."""
    return visit is not None and visit.hall_id == staff.hall_id and visit.staff_id == staff.pk
