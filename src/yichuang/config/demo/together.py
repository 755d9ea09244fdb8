"""What some cases of the sample quarter have besides: an agent, an urgency, departments that take part."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Agent, Place
from yichuang.apps.cases.models import Case, JointPart
from yichuang.apps.cases.queries import joint_of, village_agents
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import departments_of, staff_of
from yichuang.apps.organization.roles import Role
from yichuang.config.demo import people
from yichuang.core.worktime import WorkCalendar

if TYPE_CHECKING:
    from yichuang.config.demo.quarter import Diary

SEED = 20170213
# Numbers of agents, apart from those of applicants.
FROM = 50_000
AGENCIES, URGENCIES = 0.06, 0.04
LEAST = timedelta(hours=6)
# Joint cases of the last weeks are enough to look at.
RECENT = 21
REASON, SHARE, NOON = "申请人住院，急需办理", 0.8, time(11, 0)
LATER = timedelta(minutes=30)


class Together:
    """Throws dice of its own, so that the quarter around it stays as it is."""

    def __init__(self, hall: Hall, diary: "Diary", calendar: WorkCalendar, last: date) -> None:
        self._hall, self._diary, self._calendar = hall, diary, calendar
        self._last, self._serial = last, FROM
        self._dice = Random(SEED)  # noqa: S311 - a sample, not a secret
        staff = list(staff_of(hall).select_related("hall"))
        self._office = next(one for one in staff if one.has(Role.HALL_OFFICE))
        self._heads = {one.department_id: one for one in staff if one.has(Role.DEPARTMENT_HEAD)}
        self._clerks = [one for one in staff if one.has(Role.CLERK)]
        self._villages = sorted(village_agents(hall))

    def agent_for(self, clerk: Staff, day: date) -> Agent | None:
        """Now and then somebody comes for another: a village agent, a clerk, or one of the family."""
        if self._dice.random() >= AGENCIES:
            return None
        self._serial += 1
        paper = {"paper": "授权委托书（样例）", "paper_on": day}
        identity = people.identity(self._serial)
        kind = self._dice.choice(("village", "village", "staff", "private")) if self._villages else "private"
        if kind == "village":
            return Agent(kind, village_agent=self._dice.choice(self._villages), identity=identity, **paper)
        if kind == "staff":
            others = [one for one in self._clerks if one.window_id != clerk.window_id and not one.has(Role.WINDOW_HEAD)]
            return Agent(kind, staff=self._dice.choice(others), **paper)
        return Agent(kind, name=people.name(self._dice), identity=identity, phone=people.phone(self._dice),
                     relation="子女", **paper)  # fmt: skip

    def after_acceptance(self, case: Case, at: datetime, worked: datetime) -> None:
        """What follows before the work is recorded as done at `worked`."""
        recent = (self._last - at.date()).days < RECENT
        if case.item.rules["joint"] and recent and worked - at > LEAST:
            self._diary.at(at + timedelta(minutes=25), lambda now: self._join(case, now, worked))
        elif self._dice.random() < URGENCIES and case.kind != "instant":
            self._diary.at(at + timedelta(minutes=40), lambda now: self._hurry(case, now))

    def _hurry(self, case: Case, now: datetime) -> None:
        """Due at noon of an earlier working day."""
        day = (now + (case.due_at - now) * SHARE).date()
        while not self._calendar.is_working(day):
            day -= timedelta(days=1)
        new_due = datetime.combine(day, NOON, now.tzinfo)
        if now < new_due < case.due_at:
            cases.mark_urgent(case=case, ground=self._dice.choice(("urgent", "special")), reason=REASON,
                              by=self._office, now=now, new_due=new_due)  # fmt: skip

    def _join(self, case: Case, now: datetime, worked: datetime) -> None:
        """Two departments at once, or, once in four, one waiting for the other."""
        others = [one for one in departments_of(self._hall) if one.pk != case.item.department_id]
        places = [Place(one) for one in self._dice.sample([one for one in others if one.pk in self._heads], 2)]
        cases.open_joint(case=case, places=places, by=self._office, now=now)
        joint, serial = joint_of(case), self._dice.random() < 0.25
        self._diary.at(now + timedelta(minutes=6), lambda at: cases.explain(
            joint=joint, explanation="各单位同时踏勘核实，时间由大厅办公室约定。", by=self._office, now=at
        ))  # fmt: skip
        share, ended = (worked - now) / 4, now
        for place, part in enumerate(joint.parts.all()):
            self._contact(part, now + timedelta(minutes=15 + 10 * place))
            begins = max(self._at_work(now + share * 2, worked), ended) if serial and place else now + LATER
            ended = max(self._at_work(now + share * (2 if not place and not serial else 1 + 2 * place), worked), begins)
            self._work(part, begins, ended + LATER)

    def _work(self, part: JointPart, begins: datetime, ends: datetime) -> None:
        head = self._heads[part.department_id]
        self._diary.at(begins, lambda at: cases.begin_part(part=part, by=head, now=at))
        self._diary.at(ends, lambda at: cases.finish_part(part=part, result="已核实，同意办理", by=head, now=at))

    def _at_work(self, moment: datetime, before: datetime) -> datetime:
        """The next moment from this one on at which the hall is open, but in time before the work is done."""
        day = moment.date()
        while not self._calendar.is_working(day):
            day += timedelta(days=1)
        opens, closes = (datetime.combine(day, edge, moment.tzinfo) for edge in self._edges(day))
        inside = opens + timedelta(minutes=self._dice.randrange(10, 90)) if day > moment.date() else moment
        return min(max(opens, min(inside, closes)), before - 3 * LATER)

    def _edges(self, day: date) -> tuple[time, time]:
        sessions = self._calendar.sessions_on(day)
        return sessions[0].opens, sessions[-1].closes

    def _contact(self, part: JointPart, when: datetime) -> None:
        head = self._heads[part.department_id]
        self._diary.at(when, lambda at: cases.contact(
            part=part, person=head.name, how="phone", what="请按时办理本单位部分", by=self._office, now=at
        ))  # fmt: skip
