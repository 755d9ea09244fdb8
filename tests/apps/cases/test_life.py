"""Whole lives of cases, walked at random: whoever does whatever in whatever order, the promises of the cycle hold.

A case of a joint item is taken through acts by fitting and unfitting people, hours or weeks apart, while people are
absent and come back, steps outside the clock begin and end, parts run, urgency cuts the limit. After every act: what
the table forbids changed no row; what it allows led where it says, with one entry; and what must always hold, holds.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.apps.cases.acting import Acting, everything
from tests.apps.cases.together import LEAD, OFFICE, Together
from yichuang.apps.audit import Refused
from yichuang.apps.audit.chain import first_break
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case, DueChange, Extension, JointPart, StageStamp
from yichuang.apps.cases.queries import joint_of
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization import commands as organization
from yichuang.core.lifecycle import TRANSITIONS, Action, Stage, State

PEOPLE = (
    "cunzhen.a", "cunzhen.b", "dangzheng.head", "leader.principal", "leader.charge", "office.a", "office.b",
    "minzheng.a", "caizheng.head", "zongzhi.head",
)  # fmt: skip
# Whose an act is on an ordinary day; tried as often as anybody else's, so that lives get somewhere.
RIGHTFUL = {
    Action.REVIEW: "cunzhen.b", Action.SEND_BACK: "cunzhen.b", Action.APPROVE: "dangzheng.head",
    Action.EXTEND: "leader.principal",
}  # fmt: skip
ABSENT = ("cunzhen.a", "cunzhen.b", "office.b")
ACTS = [one for one in Action if one is not Action.DEEM]
STAGES = [one.value for one in Stage]
people, waits = st.sampled_from(PEOPLE), st.sampled_from((0, 1, 7, 26, 24 * 9))


class Life(RuleBasedStateMachine):
    cast = None

    def __init__(self):
        super().__init__()
        self.mark = transaction.savepoint()
        self.acting, self.together = Acting(self.cast), Together(self.cast)
        self.now, self.entries = self.cast.now, 0

    def teardown(self):
        transaction.savepoint_rollback(self.mark)

    @property
    def case(self):
        return Case.objects.select_related("hall", "item", "applicant", "front_window", "handler").get(pk=self.pk)

    @initialize(received=st.booleans())
    def begin(self, received):
        item, clerk = self.cast.item("GT-01"), self.cast.person(LEAD)
        if received:
            visit = self.cast.a_visit(by=clerk)
            made = cases.receive(visit=visit, application=self.cast.an_application(item), by=clerk, now=self.now)
        else:
            made = self.cast.take_in(item=item, by=clerk, now=self.now)[0]
        self.pk, self.entries = made.pk, Entry.objects.count()
        self.original = self.case.due_at

    def attempt(self, run, hours):
        """What `run` gives, or None when it was refused; a refusal changes no row and says what to do."""
        self.now += timedelta(hours=hours)
        before = everything()
        try:
            with transaction.atomic():
                made = run()
        except Refused as refused:
            assert everything() == before
            assert refused.refusal.code and refused.refusal.sentence
            return None
        self.entries += 1
        assert Entry.objects.count() == self.entries
        return made if made is not None else True

    @rule(action=st.sampled_from(ACTS), who=st.one_of(st.none(), people), hours=waits)
    def act(self, action, who, hours):
        case, by = self.case, self.cast.person(who or RIGHTFUL.get(action, LEAD))
        before = State(case.state)
        made = self.attempt(lambda: self.acting.do(case, action, by=by, now=self.now), hours)
        after = State(self.case.state)
        assert after is (before if made is None else TRANSITIONS[before, action])
        if made is not None:
            self.original = self.original or self.case.due_at

    @rule(who=st.sampled_from(ABSENT), absent=st.booleans())
    def come_or_go(self, who, absent):
        by = self.cast.person(OFFICE)
        self.attempt(
            lambda: organization.set_absent(staff=self.cast.person(who), absent=absent, by=by, now=self.now), 0
        )

    @rule(who=people, code=st.sampled_from(("caizheng", "zongzhi", "dangzheng")), hours=waits)
    def make_joint(self, who, code, hours):
        places, by = self.together.places(code), self.cast.person(who)
        self.attempt(lambda: cases.open_joint(case=self.case, places=places, by=by, now=self.now), hours)

    @rule(who=people, ends=st.booleans(), hours=waits)
    def work_on_a_part(self, who, ends, hours):
        joint = joint_of(self.case)
        if joint is None:
            return
        part, by = self.together.part(joint, joint.parts.first().department.code), self.cast.person(who)
        if ends:
            self.attempt(lambda: cases.finish_part(part=part, result="样例", by=by, now=self.now), hours)
        else:
            self.attempt(lambda: cases.begin_part(part=part, by=by, now=self.now), hours)

    @rule(who=people, earlier=st.sampled_from((None, 1, 30, 24 * 4, -24)), hours=waits)
    def hurry(self, who, earlier, hours):
        case, by = self.case, self.cast.person(who)
        new_due = case.due_at - timedelta(hours=earlier) if earlier and case.due_at else None
        made = self.attempt(
            lambda: cases.mark_urgent(case=case, ground="urgent", reason="样例", by=by, now=self.now, new_due=new_due),
            hours,
        )
        if made is not None and case.due_at:
            assert self.case.due_at <= case.due_at

    @rule(who=people)
    def hurry_no_more(self, who):
        by = self.cast.person(who)
        self.attempt(lambda: cases.withdraw_urgency(case=self.case, reason="样例", by=by, now=self.now), 1)

    @invariant()
    def no_stage_is_skipped(self):
        """In every round the stages stand in their order, in time; before acceptance there is none (D1.7)."""
        stamps = list(StageStamp.objects.filter(case=self.pk).order_by("id"))
        assert [one.at for one in stamps] == sorted(one.at for one in stamps)
        for round_ in {one.round for one in stamps}:
            stages = [one.stage for one in stamps if one.round == round_]
            first = 0 if round_ == 1 else 1
            assert stages == STAGES[first : first + len(stages)]
        case = self.case
        assert bool(stamps) == (case.accepted_at is not None) == bool(case.number)
        assert (case.ended_at is not None) == State(case.state).is_final

    @invariant()
    def nobody_checks_himself(self):
        """Who handled a round neither reviews nor approves it, and each was entitled when he did."""
        stamps = StageStamp.objects.filter(case=self.pk)
        for one in stamps.filter(stage=Stage.HANDLING.value):
            later = stamps.filter(round=one.round, stage__in=(Stage.REVIEW.value, Stage.APPROVAL.value))
            assert one.by_id not in set(later.values_list("by_id", flat=True))

    @invariant()
    def every_due_time_stands_on_record(self):
        """The due time in force is the original one moved by its records, without a gap; extended once (C-17)."""
        due = self.original
        for change in DueChange.objects.filter(case=self.pk).order_by("id"):
            assert change.old_due_at == due and change.ground
            due = change.new_due_at
        assert self.case.due_at == due
        assert Extension.objects.filter(case=self.pk).count() <= 1

    @invariant()
    def parts_end_before_the_handling(self):
        if self.case.state in (State.HANDLED, State.REVIEWED, State.APPROVED, State.COMPLETED):
            assert not JointPart.objects.filter(joint__case=self.pk, finished_at=None).exists()

    @invariant()
    def numbers_have_no_gap_and_the_chain_is_whole(self):
        for kind in set(Notice.objects.values_list("kind", flat=True)):
            serials = sorted(Notice.objects.filter(kind=kind).values_list("sequence", flat=True))
            assert serials == list(range(1, len(serials) + 1))
        assert first_break(self.cast.hall.slug) is None


@pytest.mark.django_db
def test_whatever_is_done_in_whatever_order(cast):
    walk = type("Walk", (Life,), {"cast": cast})
    found = settings(
        max_examples=30, stateful_step_count=30, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(walk, settings=found)
