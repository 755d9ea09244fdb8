"""Steps, further lists and the history of a due time on the pages of a case, for staff and citizens."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from tests.apps.cases.acting import Acting, everything
from yichuang.apps.cases.models import Case, SpecialStep, SupplementList
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI

MONDAY = datetime(2026, 10, 12, 9, 0, tzinfo=SHANGHAI)
WEDNESDAY = datetime(2026, 10, 14, 16, 0, tzinfo=SHANGHAI)
STEP = {"kind": "survey", "basis": "", "first_day": "2026-10-12", "planned_last_day": "2026-10-14"}


@pytest.fixture
def case(cast):
    cast.now = datetime(2026, 9, 24, 9, 0, tzinfo=SHANGHAI)  # T2
    return cast.a_case(item=cast.item("JS-03"), by=cast.person("jisheng.a"), now=cast.now)


@pytest.fixture
def handler(signed_in, at, case):
    at(MONDAY)
    return signed_in("jisheng.a")


def post(client, name, *args, **typed):
    return client.post(reverse(f"desk:{name}", args=args), typed, follow=True)


def test_a_survey_from_beginning_to_end(case, handler, at):
    page = post(handler, "begin_step", case.pk, **STEP).content.decode()
    step = SpecialStep.objects.get()
    assert "计时中止" in page and "现场勘查" in page and "特殊环节所需时间告知书" in page
    at(WEDNESDAY)
    page = post(handler, "end_step", case.pk, step.pk, last_day="2026-10-14", result="样例：已勘查").content.decode()
    assert "2026-10-20 17:00" in page and "2026-10-15 17:00" in page, "both values stand on the page"
    assert "计时中止" not in page


def test_the_due_page_and_its_json_tell_it(case, handler, at):
    post(handler, "begin_step", case.pk, **STEP)
    page = handler.get(reverse("desk:case_due", args=[case.pk])).content.decode()
    assert "如按预计结束，办结时限为2026-10-20 17:00" in page
    at(WEDNESDAY)
    post(handler, "end_step", case.pk, SpecialStep.objects.get().pk, last_day="2026-10-14", result="样例")
    data = handler.get(reverse("desk:case_due_json", args=[case.pk])).json()
    assert data["due"] == data["stored"] == "2026-10-20T17:00:00+08:00"
    assert data["steps"] == [{"kind": "survey", "name": "现场勘查", "basis": "行政许可法第三十四条第三款、第四十五条",
                              "first": "2026-10-12", "last": "2026-10-14"}]  # fmt: skip
    assert [(one["old"], one["new"], one["cause"]) for one in data["changes"]] == [
        ("2026-10-15T17:00:00+08:00", "2026-10-20T17:00:00+08:00", "step")
    ]
    assert data["defaults"] == data["readings"] and data["standing"] is False
    excluded = [line["date"] for line in data["working"] if line["why"].startswith("excluded")]
    assert excluded == ["2026-10-12", "2026-10-13", "2026-10-14"]


def test_the_due_page_says_which_reading_is_not_the_default(cast, signed_in, hall):
    hall.settings = hall.settings | {"readings": {"limit.due_at": "24:00"}}
    hall.save()
    case = cast.a_case()
    page = signed_in("leader.charge").get(reverse("desk:case_due", args=[case.pk])).content.decode()
    assert page.count("本厅选定，非默认") == 1 and page.count("默认") == 6


@pytest.mark.parametrize(("changed", "kept"), [
    ({"kind": ""}, "2026-10-14"), ({"first_day": "soon"}, "2026-10-14"), ({"kind": "announcement"}, "announcement"),
    ({"basis": "第\x00条"}, "2026-10-14"), ({"basis": "长" * 301}, "2026-10-14"),
    ({"first_day": "2026-10-13"}, "2026-10-13"),
    ({"planned_last_day": "9999-99-99"}, "2026-10-12"),
])  # fmt: skip
def test_what_is_refused_keeps_what_was_typed(case, handler, changed, kept):
    before = everything()
    answer = handler.post(reverse("desk:begin_step", args=[case.pk]), STEP | changed)
    assert answer.status_code == 422 and kept in answer.content.decode()
    assert everything() == before and not SpecialStep.objects.exists()


def test_missing_keys_are_no_error_of_the_server(case, handler):
    for name, args in (("begin_step", [case.pk]), ("ask_more", [case.pk])):
        assert handler.post(reverse(f"desk:{name}", args=args), {}).status_code == 422


def test_the_same_submission_twice_is_one_step(case, handler):
    typed = STEP | {"submission_key": "one"}
    first, second = (handler.post(reverse("desk:begin_step", args=[case.pk]), typed) for _ in range(2))
    assert first["Location"] == second["Location"] and SpecialStep.objects.count() == 1


def test_a_step_of_another_case_is_not_there(case, handler, cast):
    other = cast.a_case(item=cast.item("JS-01"), by=cast.person("jisheng.a"), now=cast.now)
    post(handler, "begin_step", other.pk, **STEP)
    foreign = SpecialStep.objects.get().pk
    ended = {"last_day": "2026-10-12", "result": "样例"}
    for args in ([case.pk, foreign], [case.pk, 999_999], [999_999, foreign]):
        assert handler.post(reverse("desk:end_step", args=args), ended).status_code == 404


def test_who_is_not_the_handler_finds_no_form(case, signed_in, at):
    at(MONDAY)
    page = signed_in("leader.charge").get(reverse("desk:case", args=[case.pk])).content.decode()
    assert "开始特殊环节" not in page and "要求补充材料" not in page
    assert signed_in("caizheng.a").post(reverse("desk:begin_step", args=[case.pk]), STEP).status_code == 404
    stand_in = signed_in("jisheng.b").post(reverse("desk:begin_step", args=[case.pk]), STEP)
    assert stand_in.status_code == 422 and not SpecialStep.objects.exists()


def test_further_materials_asked_for_and_brought(case, handler, at):
    page = handler.get(reverse("desk:ask_more", args=[case.pk])).content.decode()
    assert "办结时限仍为2026-10-15 17:00" in page
    marks = {"mark-1": "present", "mark-2": "missing", "mark-3": "present", "mark-4": "present"}
    refused = handler.post(reverse("desk:ask_more", args=[case.pk]), marks)
    assert refused.status_code == 422 and not SupplementList.objects.exists()
    page = post(handler, "ask_more", case.pk, cause="样例：勘查后发现", **marks).content.decode()
    wanted = SupplementList.objects.get()
    assert "等待中" in page and "双方居民身份证" in page and "样例：勘查后发现" in page
    at(WEDNESDAY)
    refused = handler.post(reverse("desk:supply", args=[case.pk, wanted.pk]),
                           {"outcome": "waived", "day": "2026-10-14", "note": ""})  # fmt: skip
    assert refused.status_code == 422
    page = post(handler, "supply", case.pk, wanted.pk, outcome="supplied", day="2026-10-14").content.decode()
    assert "已收到" in page and Case.objects.get(pk=case.pk).due_at == case.due_at
    assert handler.post(reverse("desk:supply", args=[case.pk, 999_999]), {}).status_code == 404


def test_a_handled_case_asks_for_nothing_more(cast, signed_in):
    case = cast.a_case(at=State.HANDLED)
    client = signed_in("minzheng.a")
    assert client.get(reverse("desk:ask_more", args=[case.pk])).status_code == 200
    answer = client.post(reverse("desk:ask_more", args=[case.pk]), {"mark-2": "missing", "cause": "样例"})
    assert answer.status_code == 422 and not SupplementList.objects.exists()


def test_lists_and_work_show_that_the_clock_stands_still(case, handler):
    post(handler, "begin_step", case.pk, **STEP)
    for page in (reverse("desk:cases"), reverse("desk:todo"), reverse("desk:home")):
        assert "计时中止" in handler.get(page).content.decode(), page


def test_the_citizen_sees_steps_and_both_values(case, handler, client, at):
    post(handler, "begin_step", case.pk, **STEP)
    asked = {"receipt": case.receipt, "phone_end": "1234"}
    handler.logout()
    page = client.post(reverse("portal:progress"), asked).content.decode()
    assert "计时中止" in page and "现场勘查" in page and "进行中" in page
    at(WEDNESDAY)
    Acting(_cast_of(case)).end_step(case, by=case.handler, now=WEDNESDAY)
    page = client.post(reverse("portal:progress"), asked).content.decode()
    assert "由2026-10-15 17:00变更为2026-10-20 17:00" in page and "特殊环节所需时间，依法不计入时限" in page


def _cast_of(case):
    from tests.cast import Cast

    return Cast(case.hall, case.accepted_at)


class TestDeciding:
    @pytest.fixture
    def received(self, cast, signed_in, at):
        at(cast.now)
        client, visit, item = signed_in("caizheng.b"), None, cast.item("NL-03")
        visit = cast.a_visit(by=cast.person("caizheng.b"))
        typed = {"name": "样例申请人", "identity": "", "phone": "13800001234", "decision": "receive"}
        from tests.cast import identity

        answer = client.post(reverse("desk:intake", args=[visit.pk, item.code]), typed | {"identity": identity(7)})
        assert answer.status_code == 302
        return client, Case.objects.get()

    def test_received_now_decided_later(self, received):
        client, case = received
        assert (case.state, case.number, case.due_at) == (State.RECEIVED, "", None)
        outcome = client.get(reverse("desk:outcome", args=[case.visit_id])).content.decode()
        assert "已收件，待审" in outcome and case.receipt in outcome
        todo = client.get(reverse("desk:todo")).content.decode()
        assert case.receipt in todo and "2026-03-11 16:30" in todo, "five working days after Wednesday 4 March"
        marks = {f"mark-{n}": "present" for n in range(1, 1 + len(case.item.rules["materials"]))}
        decided = client.post(reverse("desk:decide_again", args=[case.pk]), marks | {"decision": "accept"})
        assert decided.status_code == 302 and Case.objects.get().state == State.ACCEPTED

    def test_accepted_by_law_the_page_says_why(self, received, at):
        from yichuang.config import schedule

        client, case = received
        late = case.received_at + timedelta(days=14)
        at(late)
        schedule.accept_by_law(late)
        page = client.get(reverse("desk:case", args=[case.pk])).content.decode()
        assert "依法视为受理" in page and "自收到申请材料之日起即为受理" in page and "行政许可法第三十二条" in page


class TestPromise:
    @pytest.fixture
    def typed(self, cast):
        from tests.cast import identity

        marks = {f"mark-{n}": "present" for n in range(1, 1 + len(cast.item().rules["materials"]))}
        return marks | {"name": "样例申请人", "identity": identity(8), "phone": "13800001234", "decision": "accept"}

    def send(self, cast, signed_in, typed, promise, name="intake"):
        address = reverse(f"desk:{name}", args=[cast.a_visit().pk, "MZ-10"])
        return signed_in("minzheng.a").post(address, typed | {"promise": promise})

    @pytest.mark.parametrize(("promise", "due"), [("20", 24), ("19", 23), ("5", 9), ("", 24)])
    def test_within_the_longest_limit(self, cast, signed_in, typed, promise, due):
        assert self.send(cast, signed_in, typed, promise).status_code == 302
        case = Case.objects.get()
        assert case.due_at.astimezone(SHANGHAI).day == due
        assert case.clock["ground"] == ("promise" if promise else "general")

    @pytest.mark.parametrize("promise", ["21", "25", "0", "-1", "soon", "99999"])
    def test_a_longer_one_is_refused_beside_its_field(self, cast, signed_in, typed, promise):
        answer = self.send(cast, signed_in, typed, promise)
        assert answer.status_code == 422 and not Case.objects.exists()
        assert "id_promise-error" in answer.content.decode()

    def test_the_opinion_reckons_with_it(self, cast, signed_in, typed):
        page = self.send(cast, signed_in, typed, "5", name="opinion").content.decode()
        assert "2026-03-09 16:30" in page
