"""Instructions asked and matters assigned from above in the sample quarter: some closed, one waiting, one late."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Ask, Given
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.organization.roles import Role
from yichuang.core.worktime import SHANGHAI

QUESTIONS = (
    ("样例：申请人户籍在外乡，长期居住在本乡，能否在本乡申请", "样例：按居住地受理，由民政办核实居住年限。"),
    ("样例：合作社成员的补贴材料由谁出具，农林站和财政所意见不一", "样例：由农林站出具，财政所核对面积。"),
    ("样例：证件遗失、正在补办，能否凭户口簿先行受理", ""),
)
MATTERS = (
    ("样例县人民政府办公室", "样例政办〔样〕1号", "报送本季度便民服务大厅运行情况", 10, "样例：已按要求汇总报送。"),
    ("样例县民政局", "样例民〔样〕2号", "核查城乡低保对象动态管理情况", 12, "样例：已逐户核查，名单随文报送。"),
    ("样例县财政局", "样例财〔样〕3号", "清理收费票据领用情况", 6, ""),
)


Act = Callable[[datetime], None]


class Above:
    def __init__(self, hall: Hall, last: date) -> None:
        people = list(staff_of(hall).select_related("hall"))
        self._clerks = [one for one in people if one.has(Role.CLERK)]
        self._leader = next((one for one in people if one.has(Role.LEADER_IN_CHARGE)), None)
        self._office = next((one for one in people if one.has(Role.PARTY_GOVERNMENT_OFFICE)), None)
        self._heads = [one for one in people if one.has(Role.DEPARTMENT_HEAD)]
        self._last = last

    def plan(self) -> Iterator[tuple[datetime, Act]]:
        """Moments and what happens then, for the diary."""
        if self._leader:
            for place, (question, reply) in enumerate(QUESTIONS):
                yield self._at(20 - 8 * place), self._asking(self._clerks[place], question, reply)
        if self._office and self._heads:
            for place, matter in enumerate(MATTERS):
                yield self._at(30 - 9 * place), self._assigning(self._heads[place % len(self._heads)], matter)

    def _at(self, days: int) -> datetime:
        return datetime.combine(self._last - timedelta(days=days), time(9, 30), SHANGHAI)

    def _asking(self, clerk: Staff, question: str, reply: str) -> Act:
        def act(at: datetime) -> None:
            one = cases.ask_instruction(ask=Ask(question, to_staff=self._leader), by=clerk, now=at)
            if reply:
                answered = at + timedelta(minutes=40)
                cases.reply_instruction(instruction=one, reply=reply, by=self._leader, now=answered)
                told = at + timedelta(minutes=70)
                cases.tell_citizen(instruction=one, told_at=told, how="电话告知", by=clerk, now=told)

        return act

    def _assigning(self, head: Staff, matter: tuple[str, str, str, int, str]) -> Act:
        body, document_no, said, days, report = matter

        def act(at: datetime) -> None:
            today = at.astimezone(SHANGHAI).date()
            given = Given(from_body=body, matter=said, received_on=today, due_on=today + timedelta(days=days),
                          department=head.department, document_no=document_no)  # fmt: skip
            one = cases.enter_assignment(given=given, by=self._office, now=at)
            if report:
                done = cases.report_assignment(
                    assignment=one, outcome="done", report=report, by=head, now=at + timedelta(hours=2)
                )
                cases.close_assignment(assignment=done, by=self._office, now=at + timedelta(hours=3))

        return act
