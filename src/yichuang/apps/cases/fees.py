"""Which fees a case owes by the catalogue, which are settled, who may take money, and where a ticket's number belongs.

Standards are read from the item as the catalogue has it now, not from the version the case keeps: a fee abolished since
must not be charged any more (D2.4.2). A fee is due when its standard is an amount above nothing; one that is assessed
case by case is charged when an assessment is brought, and holds nothing up.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Max, Q, QuerySet

from yichuang.apps.audit import Refusal, Refused, refuse
from yichuang.apps.cases import permissions
from yichuang.apps.cases.models import Case, Fee, FeeIrregularity, FeeWaiver, TicketBook, TicketUse
from yichuang.apps.cases.permissions import SEES_ALL
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.catalog.queries import items_of
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import windows_served_by
from yichuang.apps.organization.roles import Role
from yichuang.core.fees import Charge, Standard, Tally, charge, tally
from yichuang.core.identity import N_
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI

# The function group whose department is the finance office (财政所), which gives tickets out (D5.6.14.2).
FINANCE = "caizheng"
NOTES_IRREGULARITIES = (Role.ASSESSOR, Role.HALL_OFFICE)


@dataclass(frozen=True)
class Line:
    """One fee of a case on a day: its standard, in words too, and how it stands."""

    standard: Standard
    words: str
    basis: str
    paid: Fee | None = None
    waiver: FeeWaiver | None = None

    @property
    def assessed(self) -> bool:
        return self.standard.amount is None

    @property
    def standing(self) -> str:
        """ "paid", "waived", "deferred", "asked" (a waiver waits), "assessed" (when it arises) or "due"."""
        if self.paid is not None:
            return "paid"
        if self.waiver is not None and self.waiver.approved and self.waiver.kind != "reduction":
            return "waived" if self.waiver.kind == "waiver" else "deferred"
        if self.waiver is not None and self.waiver.approved is None:
            return "asked"
        return "assessed" if self.assessed else "due"

    @property
    def settled(self) -> bool:
        return self.standing in ("paid", "waived", "deferred", "assessed")

    @property
    def reduced(self) -> Decimal:
        """What the principal leaders took off, or waived whole."""
        given = self.waiver
        counts = given is not None and given.approved and given.kind != "deferral"
        return Decimal(given.amount_fen) / 100 if counts and given else Decimal(0)

    @property
    def one(self) -> Charge | None:
        """The charge of the quantity a waiver names, else of one unit; None for an assessed fee."""
        quantity = self.waiver.quantity if self.waiver else Decimal(1)
        found = None if self.assessed else charge(self.standard, quantity, reduced=self.reduced)
        return found if isinstance(found, Charge) else None


def item_now(case: Case) -> ServiceItem:
    """The item of a case as the catalogue has it now; a retired one as it was last."""
    kept = items_of(case.hall).get(case.item.code)
    if kept is not None:
        return kept
    return ServiceItem.objects.filter(hall=case.hall_id, code=case.item.code, current=True).first() or case.item


def standards_of(item: ServiceItem) -> list[Standard]:
    """Every fee standard an item has or had."""
    return [_standard(one) for one in item.rules["fees"]]


def _standard(given: dict[str, str | bool | None]) -> Standard:
    amount, last = given["amount"], given["valid_to"]
    return Standard(
        name=str(given["name"]), amount=None if amount is None else Decimal(str(amount)), unit=str(given["unit"]),
        first_day=date.fromisoformat(str(given["valid_from"])),
        last_day=date.fromisoformat(str(last)) if last else None, divisible=bool(given.get("divisible")),
    )  # fmt: skip


def ever_charged(item: ServiceItem) -> bool:
    """Whether any fee of the item was ever above nothing; no case of any other needs a look into the tables."""
    return any(not one.free for one in standards_of(item))


def lines_of(case: Case, day: date) -> list[Line]:
    """The fees of a case in force on a day, but free ones, each with its payment and its newest waiver."""
    item = item_now(case)
    named = [(_standard(one), str(one["standard"]), str(one["basis"])) for one in item.rules["fees"]]
    chargeable = [one for one in named if one[0].in_force(day) and not one[0].free]
    if not chargeable:
        return []
    paid = {one.name: one for one in standing_fees(case)}
    waivers = {one.name: one for one in case.fee_waivers.exclude(approved=False).order_by("id")}
    return [Line(one, words, basis, paid.get(one.name), waivers.get(one.name)) for one, words, basis in chargeable]


def standing_fees(case: Case) -> QuerySet[Fee]:
    """What was charged on a case and not struck out."""
    return case.fees.filter(reversal=None)


def require_settled(case: Case, now: datetime) -> None:
    """A case is not completed while a fee is neither paid nor, with consent, waived or deferred (D2.4.0, D2.4.3)."""
    open_lines = [one for one in lines_of(case, now.astimezone(SHANGHAI).date()) if not one.settled]
    if open_lines:
        refuse("fee_open", N_("These fees are neither paid nor waived: %(names)s."),
               N_("Charge them under Fees, or ask for a waiver."), clause="D2.4.0",
               names="、".join(one.standard.name for one in open_lines))  # fmt: skip


def cashier_refusal(staff: Staff, case: Case) -> Refusal | None:
    """Why this person may not take money for this case: a clerk of its window does, and never in his own matter."""
    own = permissions.own_matter(staff, case)
    if own is None and not (staff.has(Role.CLERK) and permissions.serves(staff, case)):
        return Refusal("not_yours", N_("Only a clerk of the window that took the case in charges its fees."),
                       N_("Leave it to the person in charge."), clause="D2.4.0")  # fmt: skip
    return own


def require_cashier(staff: Staff, case: Case) -> None:
    refusal = cashier_refusal(staff, case)
    if refusal is not None:
        raise Refused(refusal)


def state_refusal(case: Case) -> Refusal | None:
    """Fees belong to an accepted case; after completion only a deferred one is still paid."""
    deferred = case.state == State.COMPLETED and case.fee_waivers.filter(approved=True, kind="deferral").exists()
    if case.accepted_at is None or (State(case.state).is_final and not deferred):
        return Refusal("fee_wrong_state", N_("Fees are charged between acceptance and completion."),
                       N_("A deferred fee may also be paid later."), clause="D2.4.0")  # fmt: skip
    return None


def may_reverse(staff: Staff, fee: Fee) -> bool:
    """A second person: the head of the window, or the hall office; never who entered it."""
    head = staff.has(Role.WINDOW_HEAD) and windows_served_by(staff).filter(pk=fee.window_id).exists()
    return fee.by_id != staff.pk and staff.hall_id == fee.hall_id and (head or staff.has(Role.HALL_OFFICE))


def finance_office(hall: Hall) -> int | None:
    """The key of the department that serves the function group of public finance (财政所)."""
    found = (one for one in items_of(hall).values() if one.rules["group"] == FINANCE)
    return next((one.department_id for one in found), None)


def gives_tickets_out(staff: Staff) -> bool:
    """The hall office, and the head of the finance office (D5.6.14.2)."""
    head = staff.has(Role.DEPARTMENT_HEAD) and staff.department_id is not None
    return staff.has(Role.HALL_OFFICE) or (head and staff.department_id == finance_office(staff.hall))


def may_void(staff: Staff, book: TicketBook) -> bool:
    """Who holds the tickets, a clerk of their window, or who gives them out."""
    own = staff.has(Role.CLERK) and windows_served_by(staff).filter(pk=book.window_id).exists()
    mine = book.holder_id == staff.pk if book.holder_id else own
    return staff.hall_id == book.hall_id and (mine or gives_tickets_out(staff))


def visible_fees(staff: Staff) -> QuerySet[Fee]:
    """The fees this person may see: of cases he may open; the finance office sees all of the hall."""
    found = Fee.objects.filter(hall=staff.hall_id)
    if staff.has(*SEES_ALL) or gives_tickets_out(staff):
        return found
    return found.filter(case__in=permissions.visible_to(staff).order_by().values("pk"))


def visible_books(staff: Staff) -> QuerySet[TicketBook]:
    """Ticket books this person may open: all for who leads, assesses or gives out; else those of his windows."""
    found = TicketBook.objects.filter(hall=staff.hall_id)
    if staff.has(*SEES_ALL) or gives_tickets_out(staff):
        return found
    return found.filter(Q(holder=staff) | Q(window__in=windows_served_by(staff).order_by().values("pk")))


def visible_waivers(staff: Staff) -> QuerySet[FeeWaiver]:
    found = FeeWaiver.objects.filter(hall=staff.hall_id)
    if staff.has(*SEES_ALL):
        return found
    return found.filter(case__in=permissions.visible_to(staff).order_by().values("pk"))


def visible_irregularities(staff: Staff) -> QuerySet[FeeIrregularity]:
    return FeeIrregularity.objects.filter(hall=staff.hall_id)


@dataclass(frozen=True)
class Counts:
    """A book in figures: issued = used + void + left; `missing` are numbers passed over, which are among those left."""

    issued: int
    used: int
    void: int
    left: int
    missing: int


def with_counts(books: QuerySet[TicketBook]) -> QuerySet[TicketBook]:
    """Adds what `counts_of` reads, so that a page of books costs one query."""
    void = Q(uses__isnull=False) & (Q(uses__fee=None) | Q(uses__fee__reversal__isnull=False))
    return books.annotate(touched=Count("uses"), voided=Count("uses", filter=void), highest=Max("uses__number"))


def counts_of(book: TicketBook) -> Counts:
    """The figures of a book from `with_counts`. The ticket of a fee that was struck out counts as void."""
    issued, touched, void = book.last - book.first + 1, book.touched, book.voided
    passed = 0 if book.highest is None else book.highest - book.first + 1
    return Counts(issued, touched - void, void, issued - touched, passed - touched)


def tally_of(book: TicketBook) -> Tally:
    """The same figures number by number, with the runs of numbers that were passed over."""
    rows = TicketUse.objects.filter(book=book).values_list("number", "fee_id", "fee__reversal__id")
    used = {number for number, fee, reversal in rows if fee is not None and reversal is None}
    return tally(book.first, book.last, used, {number for number, _, _ in rows} - used)


def next_ticket(staff: Staff, case: Case) -> str:
    """The number that follows in this person's oldest unfinished book at the case's window; "" when there is none."""
    mine = TicketBook.objects.filter(Q(holder=staff) | Q(holder=None), window=case.front_window_id)
    for book in mine.annotate(highest=Max("uses__number")).order_by("id"):
        following = book.first if book.highest is None else book.highest + 1
        if following <= book.last:
            return book.number(following)
    return ""
