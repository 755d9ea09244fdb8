"""Each department does its own part, and the window that leads waits for all of them (D3.2.7, D2.3.7)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.apps.cases.acting import everything
from tests.apps.cases.together import LEAD, LEAD_HEAD, OFFICE
from tests.cast import identity
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import JointCase, JointPart
from yichuang.apps.cases.queries import (
    acts_for,
    case_for,
    joint_of,
    parts_of,
    visible_to,
)
from yichuang.apps.organization.models import Staff
from yichuang.core.lifecycle import Action, State
from yichuang.integrations.site import sealer


def refusal_of(run):
    before = everything()
    with pytest.raises(Refused) as refused:
        run()
    assert everything() == before
    return refused.value.refusal


class TestParts:
    @pytest.mark.parametrize(("who", "code"), [
        ("caizheng.head", ""), ("caizheng.a", ""), ("caizheng.b", ""), ("zongzhi.head", "not_yours"),
        (OFFICE, "not_yours"), (LEAD, "not_yours"), ("minzheng.a", "not_yours"),
    ])  # fmt: skip
    def test_a_department_does_its_own_part_only(self, cast, together, who, code):
        joint = together.opened()
        listed = parts_of(cast.person(who)).filter(department__code="caizheng").exists()
        assert listed == (not code)
        if code:
            assert refusal_of(lambda: together.begin(joint, "caizheng", by=who)).code == code
            assert refusal_of(lambda: together.finish(joint, "caizheng", by=who)).code == code
        else:
            together.begin(joint, "caizheng", by=who)
            together.finish(joint, "caizheng", by=who)

    def test_a_part_of_a_window_is_that_window_s_and_its_head_s(self, cast, together):
        case, place = together.a_case(), cases.Place(together.department("caizheng"), cast.window("w1"))
        Staff.objects.filter(username="caizheng.b").update(window=cast.window("w2"))
        cases.open_joint(case=case, places=[place], by=cast.person(OFFICE), now=cast.now)
        may = {who for who in ("caizheng.a", "caizheng.head", "laodong.a") if parts_of(cast.person(who)).exists()}
        assert may == {"caizheng.a", "caizheng.head"}

    def test_who_takes_part_may_open_the_case_and_nothing_else(self, cast, together):
        case = together.a_case()
        outsiders = ("caizheng.head", "caizheng.a", "zongzhi.head")
        assert not any(visible_to(cast.person(who)).filter(pk=case.pk).exists() for who in outsiders)
        together.opened(case=case)
        for who in outsiders:
            person = cast.person(who)
            assert not any(act.allowed for act in acts_for(person, case_for(person, case.pk), cast.now))
        assert not visible_to(cast.person("minzheng.head")).filter(pk=case.pk).exists()

    def test_it_is_begun_and_finished_once_and_in_order(self, together):
        joint = together.opened()
        together.begin(joint, "caizheng")
        assert refusal_of(lambda: together.begin(joint, "caizheng")).code == "joint_moved"
        early = joint.opened_at - timedelta(seconds=1)
        assert refusal_of(lambda: together.finish(joint, "caizheng", now=early)).code == "clock_behind"
        together.finish(joint, "caizheng")
        assert refusal_of(lambda: together.finish(joint, "caizheng")).code == "joint_moved"
        assert refusal_of(lambda: together.begin(joint, "caizheng")).code == "joint_moved"

    @pytest.mark.parametrize("result", ["", " ", "长" * 501, "a\ud800"])
    def test_it_ends_with_a_result(self, together, result):
        joint = together.opened()
        assert refusal_of(lambda: together.finish(joint, "caizheng", result=result)).field == "result"

    def test_nobody_his_own_matter(self, together):
        own = identity(601)
        joint = together.opened(case=together.a_case(identity=own))
        Staff.objects.filter(username="caizheng.head").update(identity_index=sealer().blind_index("identity", own))
        assert refusal_of(lambda: together.finish(joint, "caizheng")).code == "own_matter"


class TestTheLeadingWindow:
    def handle(self, cast, together, case):
        lead = cast.person(LEAD)
        return cases.handle(case=case_for(lead, case.pk), by=lead, now=together.later())

    def test_it_does_not_finish_before_every_part(self, cast, together):
        joint = together.opened()
        case = joint.case
        together.finish(joint, "caizheng")
        refusal = refusal_of(lambda: self.handle(cast, together, case))
        assert (refusal.code, refusal.clause, refusal.values["names"]) == ("part_unfinished", "D3.2.7", "综治办公室")
        lead = cast.person(LEAD)
        (act,) = [one for one in acts_for(lead, case_for(lead, case.pk), cast.now) if one.action is Action.HANDLE]
        assert act.refusal.code == "part_unfinished"
        together.finish(joint, "zongzhi")
        assert self.handle(cast, together, case).state == State.HANDLED

    def test_nothing_is_added_or_finished_after_it(self, cast, together):
        joint = together.opened("caizheng")
        together.finish(joint, "caizheng")
        self.handle(cast, together, joint.case)
        by, place = cast.person(OFFICE), together.places("minzheng")[0]
        run = lambda: cases.add_parts(joint=joint_of(joint.case), places=[place], by=by, now=together.now)  # noqa: E731
        assert refusal_of(run).code == "joint_closed"

    def test_an_instant_case_that_is_joint_does_not_close_in_one_act_either(self, cast, together):
        item = next(one for one in map(cast.item, ("MZ-01", "MZ-02", "LD-08")) if one and one.kind == "instant")
        clerk = cast.person(item.post.a.username)
        case = case_for(clerk, cast.a_case(item=item, by=clerk).pk)
        joint = together.opened("zongzhi", case=case)
        run = lambda: cases.complete_instant(  # noqa: E731
            case=case, result="样例", recipient="样例", by=clerk, now=together.later()
        )
        assert refusal_of(run).code == "part_unfinished"
        together.finish(joint, "zongzhi")
        assert run()[0].state == State.COMPLETED


def test_every_act_leaves_one_entry_without_names_of_people(together):
    joint = together.opened()
    together.explain(joint)
    together.contact(joint, "caizheng")
    together.begin(joint, "caizheng")
    together.finish(joint, "caizheng")
    entries = list(Entry.objects.filter(verb__startswith="joint.").order_by("sequence"))
    assert [one.verb.split(".")[1] for one in entries] == [
        "opened", "explained", "contacted", "part_begun", "part_finished"
    ]  # fmt: skip
    assert not any("样例" in one.detail or "踏勘" in one.detail for one in entries)


@pytest.mark.parametrize("statement", [
    "UPDATE cases_jointcase SET opened_at = '2026-01-01'", "DELETE FROM cases_jointcase",
    "UPDATE cases_jointpart SET department_id = 1", "DELETE FROM cases_jointpart",
])  # fmt: skip
def test_the_database_keeps_when_it_began_and_who_takes_part(together, statement):
    together.opened()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_refuses_what_is_half(together):
    joint = together.opened()
    for half in ({"finished_at": joint.opened_at}, {"contacted_at": joint.opened_at}, {"contact_what": "样例"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            JointPart.objects.update(**half)
    with pytest.raises(IntegrityError), transaction.atomic():
        JointCase.objects.update(explained_at=joint.opened_at)
    assert LEAD_HEAD in {one.username for one in Staff.objects.filter(window__code="w5")}
