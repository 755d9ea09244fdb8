"""One case, several departments: coordinated by the hall office, begun together, under one limit (D3.2.7, D2.3.4)."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.apps.cases.acting import everything
from tests.apps.cases.together import LEAD, OFFICE, OFFICE_CLERK, SAID
from tests.cast import identity
from yichuang.apps.audit import Refused
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case, JointPart
from yichuang.apps.cases.queries import (
    joint_of,
    missing_in,
    reading_of,
    to_lead_to_the_office,
)
from yichuang.apps.notices.queries import document_of
from yichuang.apps.organization.models import Hall, Staff
from yichuang.core.lifecycle import Order, State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.pdf import plain_text, render_pdf
from yichuang.integrations.site import sealer

GOLDEN = Path(__file__).parents[2] / "golden" / "notices"


def refusal_of(run):
    before = everything()
    with pytest.raises(Refused) as refused:
        run()
    assert everything() == before
    return refused.value.refusal


def test_all_parts_begin_at_the_same_moment_under_the_limit_of_the_case(together):
    case = together.a_case()
    due = case.due_at
    together.later(minutes=40)
    joint = together.opened("caizheng", "zongzhi", "minzheng", case=case)
    assert joint.opened_at == together.now and joint.coordinator.username == OFFICE
    assert [one.started_at for one in joint.parts.all()] == [None] * 3, "they count from the common beginning"
    for code in ("caizheng", "zongzhi", "minzheng"):
        together.later(hours=20)
        together.finish(joint, code)
    assert Case.objects.get(pk=case.pk).due_at == due
    assert reading_of(joint_of(case)).order is Order.PARALLEL


def test_one_after_the_other_shows_by_name(together):
    joint = together.opened()
    together.begin(joint, "caizheng")
    together.finish(joint, "caizheng", now=together.later(days=1))
    assert reading_of(joint_of(joint.case)).order is Order.PARALLEL, "the second counts from the common beginning"
    together.begin(joint, "zongzhi", now=together.later(days=1))
    reading = reading_of(joint_of(joint.case))
    assert reading.order is Order.SERIAL
    assert [(a.name, b.name) for a, b in reading.because] == [("财政所", "综治办公室")]


class TestWhoOpens:
    @pytest.mark.parametrize(("who", "code"), [
        (OFFICE, ""), (OFFICE_CLERK, ""), (LEAD, ""), ("minzheng.a", "not_yours"), ("caizheng.head", "not_yours"),
        ("leader.charge", "not_yours"), ("assessor", "not_yours"),
    ])  # fmt: skip
    def test_the_office_or_the_window_of_a_joint_item(self, together, who, code):
        case = together.a_case()
        if not code:
            assert (together.opened(case=case, by=who).coordinator is None) == (who == LEAD)
            return
        assert refusal_of(lambda: together.opened(case=case, by=who)).code == code

    def test_only_the_office_declares_another_item_joint(self, cast, together):
        case = cast.a_case()
        assert refusal_of(lambda: together.opened(case=case, by="minzheng.a")).code == "not_yours"
        assert together.opened("caizheng", case=cast.a_case()).parts.count() == 1

    def test_nobody_his_own_matter(self, cast, together):
        own = identity(600)
        Staff.objects.filter(username=OFFICE).update(identity_index=sealer().blind_index("identity", own))
        case = together.a_case(identity=own)
        assert refusal_of(lambda: together.opened(case=case)).code == "own_matter"

    @pytest.mark.parametrize("state", [State.SUPPLEMENTING, State.HANDLED, State.REVIEWED, State.COMPLETED])
    def test_only_while_its_work_is_to_be_done(self, cast, together, state):
        case = cast.a_case(at=state)
        assert refusal_of(lambda: together.opened("caizheng", case=case)).code == "joint_too_late"

    @pytest.mark.parametrize(("codes", "code"), [
        ((), "no_departments"), (("caizheng", "caizheng"), "part_already"), (("dangzheng",), "leads_already"),
    ])  # fmt: skip
    def test_departments_other_than_the_leading_one_each_once(self, cast, together, codes, code):
        case = together.a_case()
        by = cast.person(OFFICE)
        run = lambda: cases.open_joint(case=case, places=together.places(*codes), by=by, now=cast.now)  # noqa: E731
        refusal = refusal_of(run)
        assert (refusal.code, refusal.field) == (code, "places")

    def test_neither_another_hall_s_department_nor_another_department_s_window(self, cast, together):
        case, department = together.a_case(), together.department("caizheng")
        other = Hall.objects.create(slug="other", name="别厅", level="township", document_prefix="别")
        strange = type(department)(hall=other, code="x", name="别处")
        strange.save()
        for place in (cases.Place(strange), cases.Place(department, cast.window("w3"))):
            run = lambda: cases.open_joint(case=case, places=[place], by=cast.person(OFFICE), now=cast.now)  # noqa: B023, E731
            assert refusal_of(run).code == "place_elsewhere"

    def test_once(self, together):
        joint = together.opened()
        assert refusal_of(lambda: together.opened(case=joint.case)).code == "joint_already"


class TestTheOffice:
    def test_a_case_without_the_office_is_flagged_until_it_takes_over(self, cast, together):
        case = together.a_case()
        assert list(to_lead_to_the_office(cast.hall)) == [case]
        joint = together.opened(case=case, by=LEAD)
        assert list(to_lead_to_the_office(cast.hall)) == [] and missing_in(joint).unassigned
        assert refusal_of(
            lambda: cases.coordinate(joint=joint, by=cast.person(LEAD), now=cast.now)
        ).code == "not_yours"  # fmt: skip
        cases.coordinate(joint=joint, by=cast.person(OFFICE), now=cast.now)
        assert not missing_in(joint_of(case)).unassigned
        assert refusal_of(
            lambda: cases.coordinate(joint=joint, by=cast.person(OFFICE_CLERK), now=cast.now)
        ).code == "joint_moved"  # fmt: skip

    def test_what_is_missing_is_owed_by_the_end_of_the_working_day(self, together):
        joint = together.opened()
        missing = missing_in(joint)
        assert (missing.unexplained, missing.uncontacted) == (True, ("财政所", "综治办公室"))
        assert missing.by == datetime(2026, 3, 4, 16, 30, tzinfo=SHANGHAI)  # Wednesday, winter hours
        together.explain(joint)
        together.contact(joint, "caizheng")
        assert missing_in(joint_of(joint.case)).uncontacted == ("综治办公室",)
        together.contact(joint, "zongzhi")
        assert not missing_in(joint_of(joint.case)).anything

    @pytest.mark.parametrize(("field", "value"), [
        ("person", ""), ("person", "长" * 51), ("what", " "), ("what", "\x00"), ("how", ""), ("how", "pigeon"),
    ])  # fmt: skip
    def test_a_contact_says_whom_how_and_what(self, together, field, value):
        joint = together.opened()
        assert refusal_of(lambda: together.contact(joint, "caizheng", **{field: value})).field == field

    def test_a_contact_is_written_once_by_the_office(self, cast, together):
        joint = together.opened()
        by_lead = lambda: together.contact(joint, "caizheng", by=cast.person(LEAD))  # noqa: E731
        assert refusal_of(by_lead).code == "not_yours"
        together.contact(joint, "caizheng")
        assert refusal_of(lambda: together.contact(joint, "caizheng")).code == "joint_moved"
        part = JointPart.objects.get(department__code="caizheng")
        assert (part.person, part.contact_how, part.contacted_by.username) == ("样例联系人", "phone", OFFICE)

    def test_a_forgotten_department_counts_from_the_common_beginning(self, cast, together):
        joint = together.opened()
        place, by = together.places("minzheng")[0], cast.person(OFFICE)
        together.later(days=2)
        cases.add_parts(joint=joint, places=[place], by=by, now=together.now)
        assert refusal_of(lambda: cases.add_parts(joint=joint, places=[place], by=by, now=together.now)).code == (
            "part_already"
        )
        assert refusal_of(lambda: cases.add_parts(
            joint=joint, places=together.places("tongji"), by=cast.person(LEAD), now=together.now
        )).code == "not_yours"  # fmt: skip
        assert joint_of(joint.case).parts.count() == 3


class TestExplanation:
    def test_it_names_units_order_and_the_total_limit_on_paper(self, together):
        joint, notice = together.explain(together.opened())
        assert (notice.kind, notice.subject) == ("N12", joint.case.ref)
        text = document_of(notice).to_json()
        for word in ("财政所", "综治办公室", "5号窗口", "同时办理", "总时限", "2026年3月24日16时30分", SAID):
            assert word in text
        assert (joint.explained_by.username, joint.explanation) == (OFFICE, SAID)
        assert plain_text(document_of(notice)).replace(notice.code, "核验码") == (GOLDEN / "N12.txt").read_text("utf-8")
        assert re.findall(rb"/Count (\d+)", render_pdf(document_of(notice))) == [b"1"]

    @pytest.mark.parametrize(("who", "code"), [(LEAD, ""), (OFFICE_CLERK, ""), ("caizheng.a", "not_yours")])
    def test_by_the_office_or_the_window(self, together, who, code):
        joint = together.opened()
        if code:
            assert refusal_of(lambda: together.explain(joint, by=who)).code == code
        else:
            together.explain(joint, by=who)

    @pytest.mark.parametrize("said", ["", "  ", "长" * 501, "\x00"])
    def test_it_has_words(self, together, said):
        joint = together.opened()
        assert refusal_of(lambda: together.explain(joint, said=said)).field == "explanation"

    def test_once(self, together):
        joint = together.opened()
        together.explain(joint)
        assert refusal_of(lambda: together.explain(joint)).code == "joint_moved"
