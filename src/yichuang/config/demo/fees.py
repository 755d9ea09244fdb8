"""Money of the sample quarter: tickets given out, fees charged on them, one spoiled, one struck out, one let off."""

from datetime import datetime, timedelta

from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Asked, Found, Issue, Taken
from yichuang.apps.cases.models import Case, TicketBook
from yichuang.apps.cases.queries import fees
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.organization.roles import Role
from yichuang.core.worktime import SHANGHAI

IN_A_BOOK = 50
# Of the fees that were due, which one is let off and which entry is wrong; of all tickets, which one is spoiled.
WAIVED, WRONG, SPOILED = 2, 4, 7


class Money:
    def __init__(self, hall: Hall) -> None:
        people = list(staff_of(hall).select_related("hall"))
        self._issuer = next((one for one in people if fees.gives_tickets_out(one)), None)
        self._office = next((one for one in people if one.has(Role.HALL_OFFICE)), None)
        self._leader = next((one for one in people if one.has(Role.PRINCIPAL_LEADER)), None)
        self._assessor = next((one for one in people if one.has(Role.ASSESSOR)), None)
        self._charged = self._due = 0

    def settle(self, case: Case, clerk: Staff, at: datetime) -> None:
        """Pays what the case owes before it is completed; of taxes assessed case by case, one."""
        lines = fees.lines_of(case, at.astimezone(SHANGHAI).date())
        for line in lines:
            if line.standing == "due":
                self._take(case, line, clerk, at)
        taxes = [one for one in lines if one.assessed and case.item.rules["group"] == fees.FINANCE]
        if taxes:
            self._charge(case, taxes[case.pk % len(taxes)], 1, f"{case.pk % 90 * 35 + 120}.00", clerk, at)

    def _take(self, case: Case, line: fees.Line, clerk: Staff, at: datetime) -> None:
        self._due += 1
        if self._due == WAIVED and self._leader:
            asked = Asked(fee=line.standard.name, kind="waiver", quantity="1", reason="样例：特困供养人员，由政府代缴")
            waiver = cases.ask_waiver(case=case, asked=asked, by=clerk, now=at - timedelta(minutes=3))
            cases.decide_waiver(waiver=waiver, approve=True, by=self._leader, now=at - timedelta(minutes=1))
            return
        quantity = 1 + case.pk % 4
        self._charge(case, line, quantity, f"{line.standard.amount * quantity}", clerk, at)
        if self._due == WRONG and self._office and self._office.pk != clerk.pk:
            wrong = fees.standing_fees(case).get()
            cases.reverse_fee(fee=wrong, reason="样例：数量录错，当场更正", by=self._office, now=at)
            self._charge(case, line, 1, f"{line.standard.amount}", clerk, at)

    def _charge(self, case: Case, line: fees.Line, quantity: int, amount: str, clerk: Staff, at: datetime) -> None:
        self._charged += 1
        ticket = self._ticket(case, clerk, at)
        taken = Taken(line.standard.name, str(quantity), amount, ticket, "样例核定书" if line.assessed else "")
        cases.charge_fee(case=case, taken=taken, by=clerk, now=at)

    def _ticket(self, case: Case, clerk: Staff, at: datetime) -> str:
        """The next number of the window; a new book when there is none; one number is spoiled on the way."""
        following = fees.next_ticket(clerk, case)
        if not following:
            first = 1 + IN_A_BOOK * TicketBook.objects.filter(hall=case.hall).count()
            issue = Issue(case.front_window, f"样财{first:06d}", f"样财{first + IN_A_BOOK - 1:06d}")
            cases.issue_tickets(issue=issue, by=self._issuer, now=at - timedelta(minutes=5))
            following = fees.next_ticket(clerk, case)
        if self._charged == SPOILED:
            book = fees.visible_books(clerk).filter(window=case.front_window_id).order_by("-id")[0]
            cases.void_ticket(book=book, number=following, reason="样例：打印错位", by=clerk, now=at)
            following = fees.next_ticket(clerk, case) or self._ticket(case, clerk, at)
        return following

    def found(self, at: datetime) -> None:
        """The assessor comes upon a charge above the standard, told by a complaint."""
        if self._assessor is None:
            return
        window = fees.visible_fees(self._assessor).select_related("window__hall").first()
        if window is not None:
            found = Found(window.window, "raised", "样例工本费", "12.00", at.astimezone(SHANGHAI).date(),
                          "样例：群众投诉并出示收据", standard="10.00")  # fmt: skip
            cases.note_irregularity(found=found, by=self._assessor, now=at)
