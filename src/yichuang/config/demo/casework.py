"""Cases from acceptance to result, with the supplements, returns, delays and ratings a real quarter has."""

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from yichuang.apps.audit import Refused
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Application, Verdict
from yichuang.apps.cases.models import Case
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.feedback import commands as feedback
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.organization.roles import Role
from yichuang.apps.reception.models import Visit
from yichuang.config.demo import people, sending
from yichuang.config.demo.fees import Money
from yichuang.config.demo.together import Together
from yichuang.core.lifecycle import Action
from yichuang.core.worktime import WorkCalendar

if TYPE_CHECKING:
    from yichuang.config.demo.quarter import Diary, Quarter

COUNTER = ("instant", "promised", "forwarded")
GRADES = ("good",) * 62 + ("fairly_good",) * 27 + ("fair",) * 8 + ("poor",) * 3
RATED = 0.7
HURRIED, SLOW = 0.94, 1.15


class Casework:
    def __init__(self, hall: Hall, dice: Random, diary: "Diary", calendar: WorkCalendar, quarter: "Quarter") -> None:
        self._dice, self._diary, self._calendar, self._quarter = dice, diary, calendar, quarter
        people_here = list(staff_of(hall).select_related("hall"))
        self._heads = {one.window_id: one for one in people_here if one.has(Role.WINDOW_HEAD)}
        self._standing_in = [one for one in self._heads.values() if one.has(Role.HALL_OFFICE)]
        self._standing_in += [one for one in people_here if one.has(Role.LEADER_IN_CHARGE)]
        self._departments = {one.department_id: one for one in people_here if one.has(Role.DEPARTMENT_HEAD)}
        self._staff = {one.pk: one for one in people_here}
        self._together = Together(hall, diary, calendar, quarter.last)
        self.money = Money(hall)

    def take_in(self, visit: Visit, item: ServiceItem, clerk: Staff, at: datetime) -> None:
        """Somebody hands in an application: mostly accepted, some to be supplemented, a few returned."""
        self._quarter.cases += 1
        chance = self._dice.random()
        lacking = [one for one in item.rules["materials"] if one["required"] and not one["main"]]
        marks = {one["id"]: ("present", "") for one in item.rules["materials"]}
        verdict = Verdict(Action.ACCEPT)
        if chance < 0.07 and lacking:
            marks[lacking[0]["id"]] = ("missing", "")
            verdict = Verdict(Action.ASK_SUPPLEMENT)
        elif chance > 0.98:
            verdict = Verdict(
                Action.RETURN,
                kind="unlawful",
                reason="申请人户籍不在本乡，不属于受理范围",
                ground="《便民服务限时办结制》关于退回件的规定",
            )
        elif item.kind == "instant" and chance > 0.93:
            verdict = Verdict(Action.ACCEPT, as_promised=True, promised_because="须到户核实后方能办结（样例）")
        application = Application(item, people.name(self._dice), people.identity(self._quarter.cases),
                                  people.phone(self._dice), marks,
                                  agent=self._together.agent_for(clerk, at.date()))  # fmt: skip
        case, _ = cases.take_in(visit=visit, application=application, verdict=verdict, by=clerk, now=at)
        if verdict.action is Action.ASK_SUPPLEMENT:
            self._diary.at(
                self._open(at + timedelta(days=self._dice.randrange(2, 8))), lambda now: self._bring(case, clerk, now)
            )
        elif verdict.action is Action.ACCEPT:
            self._plan(case, clerk, at)

    def _bring(self, case: Case, clerk: Staff, at: datetime) -> None:
        marks = {one["id"]: ("present", "") for one in case.item.rules["materials"]}
        cases.decide_again(case=case, marks=marks, verdict=Verdict(Action.ACCEPT), by=clerk, now=at)
        self._plan(case, clerk, at)

    def _plan(self, case: Case, clerk: Staff, at: datetime) -> None:
        """When the stages will be done; one case in sixteen is late."""
        if case.kind == "instant":
            minutes = self._dice.randrange(6, 27) if self._dice.random() < HURRIED else self._dice.randrange(31, 45)
            self._diary.at(at + timedelta(minutes=minutes), lambda now: self._finish(case, clerk, now, instant=True))
            return
        whole = case.due_at - at
        share = self._dice.uniform(0.3, 0.9) if self._dice.random() < HURRIED else SLOW
        steps, parts = [self._handle, self._review, self._approve, self._finish], [0.4, 0.7, 0.85, 1.0]
        if case.kind == "forwarded":
            steps, parts = [*steps[:2], self._forward, *steps[2:]], [0.4, 0.6, 0.8, *sending.answered(self._dice)]
        moment = at
        for part, step in zip(parts, steps, strict=True):
            moment = max(self._open(at + whole * (share * part)), moment + timedelta(minutes=5))
            if step == self._handle:
                self._together.after_acceptance(case, at, moment)
            self._diary.at(moment, lambda now, step=step: step(case, clerk, now))

    def _open(self, moment: datetime) -> datetime:
        """The same clock time on that day if the hall works then, else on the next working day, within a session."""
        day = moment.date()
        while not self._calendar.is_working(day):
            day += timedelta(days=1)
        session = self._calendar.sessions_on(day)[self._dice.randrange(2)]
        return datetime.combine(day, session.opens, moment.tzinfo) + timedelta(minutes=self._dice.randrange(10, 160))

    def _handle(self, case: Case, clerk: Staff, at: datetime) -> None:
        cases.handle(case=case, by=self._handler(case, clerk), now=at, note="已核对材料")

    def _handler(self, case: Case, clerk: Staff) -> Staff:
        return self._staff.get(case.item.post.a_id if case.item.post else clerk.pk, clerk)

    def _review(self, case: Case, clerk: Staff, at: datetime) -> None:
        heads, handler = [self._heads[case.front_window_id], *self._standing_in], self._handler(case, clerk)
        cases.review(case=case, by=next(one for one in heads if one != handler), now=at)

    def _forward(self, case: Case, clerk: Staff, at: datetime) -> None:
        sending.forward(case, self._departments[case.item.department_id], at, self._dice)

    def _approve(self, case: Case, clerk: Staff, at: datetime) -> None:
        head = self._departments[case.item.department_id]
        if case.kind == "forwarded":
            sending.take_back(case, self._handler(case, clerk), at)
        cases.approve(case=case, by=head, now=at)

    def _finish(self, case: Case, clerk: Staff, at: datetime, *, instant: bool = False) -> None:
        close = cases.complete_instant if instant else cases.complete
        by = self._handler(case, clerk) if instant else clerk
        self.money.settle(case, by, at)
        close(
            case=case, result=case.item.rules["result"][:200] or "已办结", recipient=case.applicant.name, by=by, now=at
        )
        if self._dice.random() < RATED:
            self._diary.at(at + timedelta(minutes=self._dice.randrange(5, 3000)), lambda now: self._rate(case, now))

    def _rate(self, case: Case, at: datetime) -> None:
        try:
            feedback.rate(case=case, grade=self._dice.choice(GRADES), remark="", now=at)
        except Refused:
            return
        self._quarter.ratings += 1
