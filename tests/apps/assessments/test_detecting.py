"""Cases made through the real commands, and what the detectors say of them."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from tests.apps.cases.together import Together
from yichuang.apps.assessments.detecting import detections_of, found_in
from yichuang.apps.assessments.facts import Period
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.feedback.commands import rate
from yichuang.apps.notices.commands import revoke
from yichuang.apps.notices.models import Notice
from yichuang.core.assessment import Quarter
from yichuang.core.detection import Reason
from yichuang.core.lifecycle import Action, State
from yichuang.core.worktime import SHANGHAI

Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
END = datetime(2026, 3, 31, 23, 59, tzinfo=SHANGHAI)  # Tuesday
LATER = datetime(2026, 5, 6, 9, 0, tzinfo=SHANGHAI)  # Wednesday


def seen(cast, *, now=END, quarter=Q1):
    return detections_of(Period.of(cast.hall, quarter, now))


def rules(cast, **when):
    return [(one.rule, one.fact) for one in seen(cast, **when)]


def test_a_hall_at_work_as_it_should_be_shows_nothing(cast):
    for at in (State.ACCEPTED, State.COMPLETED, State.SUPPLEMENTING):
        cast.a_case(at=at)
    cast.take_in(verdict=cases.Verdict(Action.RETURN, kind="missing_main", reason="缺申请书", ground="D3.4.5"),
                 marks=cast.marks(m1="missing"))  # fmt: skip
    assert rules(cast, now=cast.now + timedelta(days=1)) == []


class TestLimits:
    def test_a_case_left_open_counts_once_in_the_quarter_of_its_due_time(self, cast):
        case = cast.a_case()
        assert case.due_at < LATER
        quarter = Q1 if case.due_at < END else Q2
        other = Q2 if quarter is Q1 else Q1
        assert rules(cast, now=case.due_at, quarter=quarter) == []
        (found,) = seen(cast, now=LATER, quarter=quarter)
        assert (found.rule, found.fact, found.at, found.automatic) == ("5.2", case.ref, case.due_at, True)
        assert (found.window, found.person) == (case.front_window_id, cast.clerk.pk)
        assert rules(cast, now=LATER, quarter=other) == []

    def test_the_same_fact_before_and_after_it_ended_late(self, cast):
        case = cast.a_case(at=State.APPROVED)
        quarter = Q1 if case.due_at < END else Q2
        (before,) = seen(cast, now=LATER, quarter=quarter)
        cases.complete(case=case, result="予以救助", recipient="样例申请人", by=cast.clerk, now=LATER)
        (after,) = seen(cast, now=LATER, quarter=quarter)
        assert (before.fact, before.reason) == (case.ref, Reason.STILL_OPEN)
        assert (after.fact, after.reason) == (case.ref, Reason.ENDED_LATE)

    def test_an_instant_item_handled_as_promised(self, cast):
        item = ServiceItem.objects.filter(hall=cast.hall, kind="instant", current=True).first()
        case = cast.a_case()
        Case.objects.filter(pk=case.pk).update(item=item)
        (found,) = seen(cast, now=case.accepted_at + timedelta(hours=1))
        assert (found.rule, found.fact, found.at) == ("5.1", f"{case.ref}/kind", case.accepted_at)


class TestPapers:
    @pytest.fixture
    def waiting(self, cast):
        return cast.a_case(at=State.SUPPLEMENTING)

    def test_a_second_list(self, cast, waiting):
        cases.decide_again(
            case=waiting, marks=cast.marks(waiting.item, m3="missing"), by=cast.clerk, now=cast.now + timedelta(days=1),
            verdict=cases.Verdict(Action.ASK_SUPPLEMENT, cause="第一次漏列"),
        )  # fmt: skip
        (found,) = seen(cast)
        assert (found.rule, found.fact, found.automatic) == ("2.3", f"{waiting.ref}/list:2", False)
        papers = Notice.objects.filter(subject=waiting.ref, kind="N03").order_by("id")
        assert found.proofs == (waiting.ref, f"notice:{papers[1].pk}")

    def test_a_list_whose_paper_was_revoked(self, cast, waiting):
        paper = Notice.objects.get(subject=waiting.ref, kind="N03")
        revoke(notice=paper, reason="打印有误", by=cast.person("office.b"), now=cast.now + timedelta(hours=1))
        assert rules(cast) == [("3.2", f"{waiting.ref}/list:1")]

    def test_a_return_although_everything_was_there(self, cast):
        case, *_ = cast.take_in(
            verdict=cases.Verdict(Action.RETURN, kind="missing_main", reason="缺申请书", ground="D3.4.5"),
        )  # fmt: skip
        assert rules(cast) == [("3.1", f"{case.ref}/return")]

    def test_a_return_for_another_reason_says_nothing_of_papers(self, cast):
        cast.take_in(verdict=cases.Verdict(Action.RETURN, kind="unlawful", reason="不属本厅", ground="D3.4.5"))
        assert rules(cast) == []


class TestTogether:
    def test_told_in_time_and_side_by_side(self, cast):
        joint = self.opened(cast)
        assert rules(cast, now=joint.opened_at) == []
        self.together.explain(joint)
        for code in ("caizheng", "zongzhi"):
            self.together.contact(joint, code)
        assert rules(cast, now=joint.opened_at + timedelta(days=2)) == []

    def test_nobody_was_told(self, cast):
        joint = self.opened(cast)
        (found,) = seen(cast, now=joint.opened_at + timedelta(days=2))
        assert (found.rule, found.reason) == ("3.4", Reason.NEITHER_EXPLAINED_NOR_CONTACTED)
        assert (found.window, found.fact) == (joint.case.front_window_id, f"{joint.case.ref}/joint")

    def test_one_department_began_after_another(self, cast):
        joint = self.opened(cast)
        self.together.begin(joint, "caizheng")
        self.together.finish(joint, "caizheng")
        self.together.begin(joint, "zongzhi")
        found = [one for one in seen(cast, now=self.together.now) if one.rule == "3.7"]
        # Public security has several windows or none: it has no sheet of its own.
        assert [one.window for one in found] == [cast.window("w1").pk]
        assert {one.fact for one in found} == {f"{joint.case.ref}/serial"}

    def opened(self, cast):
        self.together = Together(cast)
        return self.together.opened()


class TestPraise:
    def seen(self, cast):
        """Before the files of the closed cases are due to be archived (D2.2.4)."""
        return seen(cast, now=cast.now + timedelta(days=2))

    def test_one_telephone_behind_three_citizens(self, cast):
        done = [cast.a_case(at=State.COMPLETED) for _ in range(3)]
        for place, case in enumerate(done):
            rate(case=case, grade="good", remark="", now=case.ended_at + timedelta(hours=place))
        (found,) = self.seen(cast)
        assert (found.rule, found.reason, found.automatic) == ("8.2b", Reason.SAME_CONTACT, False)
        assert found.proofs == tuple(case.ref for case in done)

    def test_a_telephone_of_the_staff(self, cast):
        person = cast.other_clerk
        type(person).objects.filter(pk=person.pk).update(phone="13800001234")
        case = cast.a_case(at=State.COMPLETED)
        rate(case=case, grade="good", remark="", now=case.ended_at)
        assert [one.reason for one in self.seen(cast)] == [Reason.PRAISE_BY_STAFF]

    def test_what_is_not_the_best_is_no_praise(self, cast):
        for case in [cast.a_case(at=State.COMPLETED) for _ in range(3)]:
            rate(case=case, grade="fairly_good", remark="", now=case.ended_at)
        assert self.seen(cast) == []


def test_in_words_and_with_evidence_that_opens(cast, signed_in):
    cast.a_case()
    client = signed_in("assessor")
    found = [one for quarter in (Q1, Q2) for one in found_in(Period.of(cast.hall, quarter, LATER))]
    assert found
    for one in found:
        assert "{" not in one.reason and len(one.reason) <= 300
        for proof in one.evidence:
            assert client.get(reverse(proof.route, args=[proof.key])).status_code == 200


def test_few_queries_however_many_facts(cast, django_assert_max_num_queries):
    for _ in range(4):
        cast.a_case(at=State.SUPPLEMENTING)
        case = cast.a_case(at=State.COMPLETED)
        rate(case=case, grade="good", remark="", now=case.ended_at)
        cast.a_case()
    Together(cast).opened()
    with django_assert_max_num_queries(30):
        assert len(seen(cast, now=LATER)) > 1
