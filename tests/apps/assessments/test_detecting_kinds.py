"""Instant cases promised, cases sent up, petitions: by the real commands, and what the detectors say of them."""

from datetime import timedelta

import pytest

from tests.apps.assessments.test_detecting import LATER, Q1, Q2, rules, seen
from tests.apps.cases.test_forwarding import LOCAL_DUE, UPPER, UPPER_DUE
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Answer, Assessment, Sending, Verdict, Visitor
from yichuang.apps.cases.models import Case
from yichuang.apps.organization.models import Department, Window
from yichuang.core.detection import Reason
from yichuang.core.lifecycle import Action, State

TICK = timedelta(microseconds=1)


def test_an_instant_item_promised_with_a_reason_is_for_the_assessor(cast):
    verdict = Verdict(Action.ACCEPT, as_promised=True, promised_because="样例：需到村核实")
    case, *_ = cast.take_in(item=cast.item("JS-02"), by=cast.person("jisheng.a"), verdict=verdict)
    (found,) = seen(cast, now=cast.now + timedelta(hours=1))
    assert (found.rule, found.fact, found.automatic) == ("5.1", f"{case.ref}/kind", False)
    assert dict(found.arguments)["why"] == "样例：需到村核实"


def test_an_instant_item_promised_without_one_is_proved(cast):
    case, *_ = cast.take_in(item=cast.item("JS-02"), by=cast.person("jisheng.a"))
    # Such a case does not come from the counter any more; records from elsewhere may hold one.
    Case.objects.filter(pk=case.pk).update(kind="promised")
    (found,) = seen(cast, now=cast.now + timedelta(minutes=10))
    assert (found.rule, found.reason, found.automatic) == ("5.1", Reason.INSTANT_AS_PROMISED, True)


class TestSentUp:
    @pytest.fixture
    def head(self, cast):
        return cast.person("jisheng.head")

    def send(self, cast, head, now):
        case = cast.a_forwarded(at=State.REVIEWED)
        assert case.due_at == LOCAL_DUE
        return cases.forward(case=case, sending=Sending("样例县卫生健康局", UPPER), by=head, now=now)[0]

    @pytest.mark.parametrize(("late", "found"), [(-TICK, []), (timedelta(0), []), (TICK, [Reason.SENT_UP_LATE])])
    def test_the_halls_own_limit_is_the_one_it_had(self, cast, head, late, found):
        case = self.send(cast, head, LOCAL_DUE + late)
        rows = seen(cast, now=LOCAL_DUE + timedelta(days=1))
        assert [one.reason for one in rows] == found
        assert all((one.fact, one.at) == (case.ref, LOCAL_DUE) for one in rows)

    def test_the_same_fact_before_it_was_sent_and_after(self, cast, head):
        case = cast.a_forwarded(at=State.REVIEWED)
        (before,) = seen(cast, now=LOCAL_DUE + TICK)
        cases.forward(case=case, sending=Sending("样例县卫生健康局", UPPER), by=head, now=LOCAL_DUE + TICK)
        (after,) = seen(cast, now=LOCAL_DUE + timedelta(days=1))
        assert (before.reason, after.reason) == (Reason.STILL_OPEN, Reason.SENT_UP_LATE)
        assert (before.fact, before.at) == (after.fact, after.at)

    def test_what_the_upper_body_is_late_with_is_not_the_windows(self, cast, head):
        case = self.send(cast, head, LOCAL_DUE)
        assert rules(cast, now=LATER, quarter=Q2) == []
        cases.take_back(case=case, answer=Answer("granted", "样例：同意"), by=head, now=LATER)
        assert rules(cast, now=LATER + timedelta(days=9), quarter=Q2) == []

    def test_answered_in_time_the_rest_is_the_halls(self, cast, head):
        case = self.send(cast, head, LOCAL_DUE)
        cases.take_back(case=case, answer=Answer("granted", "样例：同意"), by=head, now=UPPER_DUE - timedelta(days=1))
        assert rules(cast, now=UPPER_DUE, quarter=Q2) == []
        (found,) = seen(cast, now=UPPER_DUE + TICK, quarter=Q2)
        assert (found.reason, found.fact) == (Reason.STILL_OPEN, case.ref)


class TestPetitions:
    @pytest.fixture
    def petition(self, cast):
        clerk = cast.person("office.a")
        department = Department.objects.get(hall=cast.hall, code="dangzheng")
        return cases.register_petition(
            visit=cast.a_visit(by=clerk), item=cast.item("XF-01"), by=clerk, now=cast.now,
            visitor=Visitor("样例：反映建房审批不公", disturbance="在大厅拉横幅"),
            assessment=Assessment("claim", "样例：转村镇建设窗口核实", department),
        )  # fmt: skip

    @pytest.mark.parametrize("verified", [True, False])
    def test_disturbed_and_verified_costs_every_window_of_the_department(self, cast, petition, verified):
        assert rules(cast) == []
        cases.verify_disturbance(
            case=petition, verified=verified, note="样例：现场录像", by=cast.person("assessor"),
            now=cast.now + timedelta(days=1),
        )  # fmt: skip
        windows = Window.objects.filter(department__code="dangzheng").order_by("number").values_list("pk", flat=True)
        found = seen(cast, quarter=Q1)
        assert sorted(one.window for one in found) == (sorted(windows) if verified else []) and len(windows) > 1
        assert {(one.rule, one.fact) for one in found} <= {("8.6", f"{petition.ref}/order")}
