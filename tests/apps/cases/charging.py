"""A case of an item with a fee, the people who handle its money, and the tables money lies in."""

from tests.apps.cases.acting import everything as rows_of_cases
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Asked, Issue, Taken
from yichuang.apps.cases.models import Fee, FeeIrregularity, FeeReversal, FeeWaiver, TicketBook, TicketUse

FEE = "参合个人缴费"  # 180.00 yuan for each person and year


def everything():
    return rows_of_cases(), *(list(one.objects.order_by("pk").values()) for one in (
        Fee, FeeReversal, FeeWaiver, FeeIrregularity, TicketBook, TicketUse))  # fmt: skip


class Charging:
    def __init__(self, cast):
        self.cast, self.now = cast, cast.now
        self.clerk, self.head = cast.person("laodong.b"), cast.person("laodong.b")
        self.other = cast.person("laodong.a")
        self.office = cast.person("office.a")

    def case(self, code="HY-02", by=None):
        return self.cast.take_in(item=self.cast.item(code), by=by or self.clerk)[0]

    def book(self, first="A0001", last="A0010", *, window="w2", holder=None, by=None, now=None):
        issue = Issue(self.cast.window(window), first, last, holder)
        return cases.issue_tickets(issue=issue, by=by or self.cast.person("caizheng.head"), now=now or self.now)

    def charge(self, case, *, by=None, now=None, **typed):
        taken = Taken(**{"fee": FEE, "quantity": "1", "amount": "180.00", "ticket": "A0001"} | typed)
        return cases.charge_fee(case=case, taken=taken, by=by or self.clerk, now=now or self.now)

    def ask(self, case, *, by=None, now=None, **typed):
        asked = Asked(**{"fee": FEE, "kind": "waiver", "quantity": "1", "reason": "样例：特困供养人员"} | typed)
        return cases.ask_waiver(case=case, asked=asked, by=by or self.clerk, now=now or self.now)

    def decide(self, waiver, approve=True, *, by=None, remark="", now=None):
        by = by or self.cast.principal
        return cases.decide_waiver(waiver=waiver, approve=approve, remark=remark, by=by, now=now or self.now)

    def complete(self, case, *, now=None):
        return cases.complete_instant(case=case, result="缴费票据", recipient="样例", by=self.clerk,
                                      now=now or self.now)  # fmt: skip
