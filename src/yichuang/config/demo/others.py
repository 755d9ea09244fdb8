"""What else a quarter has: visitors with petitions, calls by telephone, questions promised a reply."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Assessment, Verdict, Visitor
from yichuang.apps.cases.models import Case
from yichuang.apps.catalog.queries import item_of
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import clerks_of, departments_of, staff_of
from yichuang.apps.organization.roles import Role
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.commands import PhoneCall, Question
from yichuang.apps.reception.models import PhoneEntry
from yichuang.core.lifecycle import Action
from yichuang.core.worktime import SHANGHAI

if TYPE_CHECKING:
    from yichuang.config.demo.quarter import Diary, Quarter

# What is said, under which item, its class ("" while it waits to be assessed), how far it got.
PETITIONS = (
    ("反映村组低保评议未公示（样例）", "XF-01", "claim", "answered"),
    ("建议窗口增设老花镜和轮椅（样例）", "XF-01", "suggestion", "answered"),
    ("反映宅基地审批等候时间长（样例）", "XF-02", "efficiency", "accepted"),
    ("对信访答复不服，要求复核（样例）", "XF-03", "claim", "refused"),
    ("反映补贴发放对象有误（样例）", "XF-03", "accusation", "accepted"),
    ("询问征地补偿标准（样例）", "XF-01", "", "registered"),
)
CALLS = (
    ("consultation", "询问参合缴费截止时间（样例）", "已告知截止日期和缴费方式"),
    ("report", "反映某窗口上午无人值守（样例）", ""),
    ("consultation", "询问生育服务证需要哪些材料（样例）", ""),
    ("report", "反映复印收费（样例）", ""),
)
EVERY_PETITION, EVERY_CALL, EVERY_QUESTION = 9, 6, 13


class Others:
    """Plans these for the days of a quarter; the same for the same days."""

    def __init__(self, hall: Hall, diary: "Diary", quarter: "Quarter", days: Sequence[date], seed: int) -> None:
        self._quarter = quarter
        self._hall, self._diary, self._dice = hall, diary, Random(seed)  # noqa: S311 - a sample, not a secret
        people = list(staff_of(hall).select_related("hall"))
        self._clerks = list(clerks_of(hall).select_related("hall"))
        self._office = next(one for one in self._clerks if one.has(Role.HALL_OFFICE))
        self._assessor = next((one for one in people if one.has(Role.ASSESSOR)), None)
        self._leader = next(one for one in people if one.has(Role.LEADER_IN_CHARGE))
        self._departments = list(departments_of(hall))
        for index, day in enumerate(days):
            if index % EVERY_PETITION == 2:
                self._at(day, time(9, 10), lambda now, n=index // EVERY_PETITION: self._petition(n, now))
            if index % EVERY_CALL == 3:
                self._at(day, time(10, 5), lambda now, n=index // EVERY_CALL: self._call(n, now))
            if index % EVERY_QUESTION == 5 or index == len(days) - 4:
                self._at(day, time(15, 20), self._question)

    def _at(self, day: date, clock: time, act: Callable[[datetime], None]) -> None:
        self._diary.at(datetime.combine(day, clock, SHANGHAI), act)

    def _petition(self, number: int, now: datetime) -> None:
        matter, code, category, reached = PETITIONS[number % len(PETITIONS)]
        item = item_of(self._hall, code)
        if item is None:
            return
        visit = reception.open_visit(
            window=self._office.window, matter=item.name, own_scope=True, by=self._office, now=now, item_code=code
        )
        disturbance = "多人在大厅内喧哗，影响办事（样例）" if number % 5 == 4 else ""
        people = 6 if disturbance else 1
        name = "" if number % 3 == 1 else "陈样例"
        assessment = Assessment()
        if category:
            assessment = Assessment(
                category, "属本厅受理范围，转责任部门核实（样例）", self._dice.choice(self._departments)
            )
        case = cases.register_petition(
            visit=visit, item=item, visitor=Visitor(matter, name=name, people=people, disturbance=disturbance),
            assessment=assessment, by=self._office, now=now + timedelta(minutes=4),
        )  # fmt: skip
        reception.close_visit(visit=visit, by=self._office, now=now + timedelta(minutes=9))
        self._quarter.visits += 1
        self._quarter.cases += 1
        if disturbance and self._assessor is not None:
            self._diary.at(now + timedelta(days=1), lambda at: self._verify(case, at))
        if reached != "registered":
            self._diary.at(now + timedelta(hours=1), lambda at: self._decide(case, reached, at))

    def _verify(self, case: Case, now: datetime) -> None:
        cases.verify_disturbance(
            case=case, verified=True, note="值班记录和监控可以证实（样例）", by=self._assessor, now=now
        )

    def _decide(self, case: Case, reached: str, now: datetime) -> None:
        refusing = Verdict(Action.REFUSE, reason="该事项已有生效复核意见（样例）", ground="信访工作条例第三十六条")
        verdict = refusing if reached == "refused" else Verdict(Action.ACCEPT)
        cases.decide_petition(case=case, verdict=verdict, by=self._office, now=now)
        if reached == "answered":
            self._diary.at(now + timedelta(days=14), lambda at: self._answer(case, at))

    def _answer(self, case: Case, now: datetime) -> None:
        people = list(staff_of(self._hall).select_related("hall"))
        reviewer = next(
            one for one in people if one.has(Role.WINDOW_HEAD) and one.has(Role.HALL_OFFICE) and one != self._office
        )
        head = next(one for one in people if one.has(Role.DEPARTMENT_HEAD)
                    and one.department_id == case.item.department_id)  # fmt: skip
        cases.handle(case=case, by=self._office, now=now, note="已走访核实")
        cases.review(case=case, by=reviewer, now=now + timedelta(minutes=20))
        cases.approve(case=case, by=head, now=now + timedelta(minutes=40))
        cases.complete(
            case=case, result="已核实处理，情况已公示并当面答复（样例）", recipient=case.applicant.name,
            by=self._office,
            now=now + timedelta(hours=1),
        )  # fmt: skip

    def _call(self, number: int, now: datetime) -> None:
        kind, matter, told = CALLS[number % len(CALLS)]
        taker = self._clerks[number % len(self._clerks)]
        asking = kind == "consultation"
        reply_by = None if told or not asking else now.astimezone(SHANGHAI).date() + timedelta(days=3)
        call = PhoneCall(
            kind, matter, caller="郑样例" if asking else "", contact="13900000000" if asking else "", told=told,
            reply_by=reply_by, to_staff=self._leader if number % 4 == 1 else None,
        )  # fmt: skip
        entry = reception.register_call(call=call, by=taker, now=now)
        if entry.closed_at is None and number % 4 != 3:
            self._diary.at(now + timedelta(minutes=15), lambda at: self._on(entry, taker, at))

    def _on(self, entry: PhoneEntry, taker: Staff, now: datetime) -> None:
        if entry.passed_at is None:
            reception.pass_call(entry=entry, to_staff=None, to_department=self._departments[0], by=taker, now=now)
        if self._dice.random() < 0.6:
            self._diary.at(now + timedelta(days=2), lambda at: reception.settle_call(
                entry=entry, outcome="已了解情况并回电答复（样例）", by=taker, now=at
            ))  # fmt: skip

    def _question(self, now: datetime) -> None:
        clerk = self._clerks[0]
        visit = reception.open_visit(
            window=clerk.window, matter="咨询", own_scope=True, by=clerk, now=now, item_code=""
        )
        asked = Question(
            "补贴资金何时到账（样例）", reply_by=now.astimezone(SHANGHAI).date() + timedelta(days=3), asker="冯样例"
        )
        made, _ = reception.consult(visit=visit, asked=asked, by=clerk, now=now + timedelta(minutes=3))
        reception.close_visit(visit=visit, by=clerk, now=now + timedelta(minutes=6))
        self._quarter.visits += 1
        if self._dice.random() < 0.5:
            self._diary.at(now + timedelta(days=2), lambda at: reception.answer_consultation(
                consultation=made, answer="已到账，请查一折通（样例）", satisfied=True, by=clerk, now=at
            ))  # fmt: skip
