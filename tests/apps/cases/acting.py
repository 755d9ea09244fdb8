"""Every act on a case by the right person, with everything it needs; and what the database holds, to compare."""

from copy import copy
from datetime import timedelta

from django.db import connection

from tests.cast import FORWARDED_ORDER
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Verdict
from yichuang.apps.cases.models import SpecialStep, SupplementList
from yichuang.core.lifecycle import Action, State

SENDING = (Action.FORWARD, Action.TAKE_BACK)
LATER = timedelta(hours=8)
TABLES = (
    "cases_case", "cases_materialmark", "cases_stagestamp", "cases_sendback", "cases_supplementlist", "cases_ending",
    "cases_jointcase", "cases_jointpart", "cases_agency", "cases_urgency", "cases_extension", "cases_stepend",
    "cases_supply", "cases_duechange", "cases_forwarding",
    "notices_notice", "audit_entry", "audit_chainhead", "organization_numbering",
)  # fmt: skip


def everything():
    """All rows of the tables a case lives in."""
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
            found[table] = cursor.fetchall()
        return found


class Acting:
    def __init__(self, cast):
        self.cast, self.now = cast, cast.now + LATER

    def case_at(self, state, action=None):
        """A case at any state of the table; returned and refused ones ended at the window.

        What only a forwarded case knows, a state or an act, is shown by one.
        """
        cast = self.cast
        if state is State.FORWARDED or (action in SENDING and state in FORWARDED_ORDER):
            return cast.a_forwarded(at=state)
        if state in (State.RETURNED, State.REFUSED):
            action = Action.RETURN if state is State.RETURNED else Action.REFUSE
            verdict = Verdict(action, kind="unlawful", reason="样例理由", ground="样例依据")
            return cast.take_in(verdict=verdict)[0]
        if state is State.RECEIVED:
            return cases.receive(visit=cast.a_visit(), application=cast.an_application(), by=cast.clerk, now=cast.now)
        return cast.a_case(at=state)

    def _people(self, case):
        return self.cast.people_of(case)

    def do(self, case, action, **changed):
        """The act by the person whose it is."""
        return getattr(self, action.value)(case, **changed)

    def _decide(self, case, verdict, *, by=None, now=None, **changed):
        marks = changed.get("marks") or self.cast.marks(case.item)
        return cases.decide_again(
            case=case, marks=marks, verdict=verdict, by=by or self._people(case)[0], now=now or self.now
        )

    def accept(self, case, **more):
        return self._decide(case, Verdict(Action.ACCEPT), **more)

    def ask_supplement(self, case, **more):
        lacking = self.cast.marks(case.item, m2="missing")
        return self._decide(case, Verdict(Action.ASK_SUPPLEMENT, cause="样例原因"), marks=lacking, **more)

    def return_(self, case, **more):
        return self._decide(case, Verdict(Action.RETURN, kind="unlawful", reason="样例", ground="样例"), **more)

    def refuse(self, case, *, by=None, now=None):
        if State(case.state).is_before_acceptance:
            return self._decide(case, Verdict(Action.REFUSE, reason="样例", ground="样例"), by=by, now=now)
        by = by or self._people(case)[2]
        return cases.refuse_accepted(case=case, reason="样例", ground="样例", remedy="", by=by, now=now or self.now)

    def handle(self, case, *, by=None, now=None):
        return cases.handle(case=case, by=by or self._people(case)[0], now=now or self.now)

    def send_back(self, case, *, by=None, now=None):
        return cases.send_back(case=case, reason="样例", by=by or self._people(case)[1], now=now or self.now)

    def review(self, case, *, by=None, now=None):
        return cases.review(case=case, by=by or self._people(case)[1], now=now or self.now)

    def forward(self, case, *, by=None, now=None):
        now = now or self.now
        return cases.forward(case=case, sending=self.cast.a_sending(now), by=by or self._people(case)[2], now=now)

    def take_back(self, case, *, by=None, now=None):
        answer = cases.Answer("granted", "样例批复")
        return cases.take_back(case=case, answer=answer, by=by or self._people(case)[0], now=now or self.now)

    def approve(self, case, *, by=None, now=None):
        return cases.approve(case=case, by=by or self._people(case)[2], now=now or self.now)

    def extend(self, case, *, by=None, now=None, days=10):
        by = by or self.cast.principal
        return cases.extend(case=case, days=days, reason="样例", by=by, now=now or self.now)

    def complete(self, case, *, by=None, now=None):
        by = by or self._people(case)[0]
        return cases.complete(case=case, result="样例", recipient="样例", by=by, now=now or self.now)

    def deem(self, case, *, now=None):
        """The item of this one case as if it were a licence; two weeks later nobody has decided."""
        case.item = copy(case.item)
        case.item.rules = case.item.rules | {"deemed_acceptance": True}
        return cases.deem_accepted(case=case, now=now or self.now + timedelta(days=14))

    def ask_more(self, case, *, by=None, now=None, marks=None, cause="样例：踏勘后发现"):
        marks = marks or self.cast.marks(case.item, m2="missing")
        return cases.ask_more(case=case, marks=marks, cause=cause, by=by or self._people(case)[0], now=now or self.now)

    def a_list(self, case, *, at=None):
        """A list of this case that is still awaited, as its page would have it."""
        made = SupplementList(case=case, round=9, wanted=[], cause="样例", at=at or self.now, by=self.cast.clerk)
        if case.state == State.ACCEPTED:
            made.save()
        return made

    def supply(self, case, *, by=None, now=None, outcome="supplied", day=None, note="", wanted=None):
        now = now or self.now
        wanted = wanted or case.supplements.last() or self.a_list(case, at=now)
        wanted.case = case
        return cases.supply(supplement=wanted, outcome=outcome, day=day or now.date(), note=note,
                            by=by or self._people(case)[0], now=now)  # fmt: skip

    def begin_step(self, case, *, by=None, now=None, kind="survey", basis="", first=None, planned=None):
        now = now or self.now
        first = first or now.date()
        return cases.begin_step(case=case, kind=kind, basis=basis, first_day=first, planned_last_day=planned or first,
                                by=by or self._people(case)[0], now=now)  # fmt: skip

    def end_step(self, case, *, by=None, now=None, last=None, step=None, result="样例：已勘查"):
        now = now or self.now
        step = step or case.special_steps.last() or self.a_step(case)
        step.case = case
        by = by or self._people(case)[0]
        return cases.end_step(step=step, last_day=last or now.date(), result=result, by=by, now=now)

    def a_step(self, case):
        """A step of this case that is still open."""
        day = self.now.date()
        return SpecialStep.objects.create(case=case, kind="survey", name="现场勘查", basis="样例", first_day=day,
                                          planned_last_day=day, at=self.now, by=self.cast.clerk)  # fmt: skip


setattr(Acting, "return", Acting.return_)
