"""A petition at the desk: registered in one form, assessed and decided on its page, found in its register."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.apps.cases.acting import everything
from tests.apps.desk.excel import text_of
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Assessment, Verdict, Visitor
from yichuang.apps.cases.models import Case, Petition
from yichuang.apps.organization.models import Department
from yichuang.core.lifecycle import Action, State

TYPED = {"matter": "样例：反映低保评议不公", "name": "", "identity": "", "phone": "", "organisation": "", "people": "1",
         "category": "", "assessment": "", "department": "", "disturbance": ""}  # fmt: skip


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture
def department(cast):
    return Department.objects.get(hall=cast.hall, code="minzheng")


@pytest.fixture
def office(signed_in):
    return signed_in("office.a")


@pytest.fixture
def visit(cast):
    return cast.a_visit(by=cast.person("office.a"), item_code="XF-01", matter="样例来意")


@pytest.fixture
def register(cast, department):
    def done(assessed=True, **visitor):
        clerk = cast.person("office.a")
        said = Assessment("claim", "样例研判", department) if assessed else Assessment()
        given = Visitor(**({"matter": "样例：反映评议"} | visitor))
        return cases.register_petition(
            visit=cast.a_visit(by=clerk), item=cast.item("XF-01"), visitor=given, assessment=said, by=clerk,
            now=cast.now,
        )  # fmt: skip

    return done


class TestRegistering:
    def test_taking_in_leads_to_the_form_of_petitions(self, office, visit, text):
        answer = office.get(to("intake", visit.pk, "XF-01"))
        assert answer["Location"] == to("petition_new", visit.pk, "XF-01")
        page = text(office.get(answer["Location"]))
        assert "样例来意" in page and 'name="mark-1"' not in page

    def test_the_matter_alone_is_enough_and_counts_once(self, office, visit, text):
        key = str(uuid.uuid4())
        first = office.post(to("petition_new", visit.pk, "XF-01"), TYPED | {"submission_key": key})
        again = office.post(to("petition_new", visit.pk, "XF-01"), TYPED | {"submission_key": key})
        assert first["Location"] == again["Location"] == to("outcome", visit.pk)
        assert Petition.objects.get().anonymous
        page = text(office.get(first["Location"]))
        assert Case.objects.get().receipt in page and "已登记" in page

    @pytest.mark.parametrize("wrong", [
        {"matter": ""}, {"matter": "样\x00"}, {"identity": "1"}, {"phone": "1"}, {"people": "0"}, {"people": "many"},
        {"people": "9" * 5000}, {"category": "gossip"}, {"department": "999999"}, {"disturbance": "长" * 301},
        {"organisation": "长" * 101}, {"name": "\x00"},
    ])  # fmt: skip
    def test_what_does_not_fit_is_refused_and_kept(self, office, visit, text, wrong):
        before = everything()
        answer = office.post(to("petition_new", visit.pk, "XF-01"), TYPED | {"assessment": "样例研判"} | wrong)
        page = text(answer)
        assert answer.status_code == 422 and "data-refused" in page and "样例研判" in page
        assert everything() == before and not Petition.objects.exists()

    def test_missing_keys_are_no_fault(self, office, visit):
        assert office.post(to("petition_new", visit.pk, "XF-01"), {}).status_code == 422

    def test_other_items_and_visits_are_not_there(self, office, signed_in, visit):
        assert office.get(to("petition_new", visit.pk, "MZ-10")).status_code == 404
        assert signed_in("minzheng.a").get(to("petition_new", visit.pk, "XF-01")).status_code == 404


class TestItsPage:
    def test_waits_to_be_assessed_then_to_be_decided(self, office, register, department, text):
        case = register(assessed=False)
        page = text(office.get(to("case", case.pk)))
        assert "待研判" in page and to("assess_petition", case.pk) in page and to("decide_again", case.pk) not in page
        refused = office.post(to("decide_petition", case.pk), {"decision": "accept"})
        assert refused.status_code == 422 and "该信访件待研判" in text(refused)
        sent = {"category": "claim", "assessment": "样例研判", "department": department.pk}
        assert office.post(to("assess_petition", case.pk), sent).status_code == 302
        assert office.post(to("decide_petition", case.pk), {"decision": "accept"}).status_code == 302
        page = text(office.get(to("case", case.pk)))
        assert "样例研判" in page and "受理通知书" in page and to("decide_petition", case.pk) not in page

    @pytest.mark.parametrize(("sent", "status"), [
        ({"decision": "refuse", "reason": "样例", "ground": "样例"}, 302),
        ({"decision": "refuse", "reason": "样例"}, 422),
        ({"decision": ""}, 422), ({"decision": "return"}, 422), ({}, 422),
        ({"decision": "refuse", "reason": "长" * 501, "ground": "样例"}, 422),
    ])  # fmt: skip
    def test_not_accepted_only_in_writing(self, office, register, sent, status):
        case = register()
        assert office.post(to("decide_petition", case.pk), sent).status_code == status
        assert (Case.objects.get().state == State.REFUSED) is (status == 302)

    def test_materials_are_never_asked_for(self, office, register):
        case = register()
        answer = office.get(to("decide_again", case.pk))
        assert (answer.status_code, answer["Location"]) == (302, to("case", case.pk))

    def test_a_disturbance_is_noted_and_verified(self, office, signed_in, register, text):
        case = register()
        office.post(to("note_disturbance", case.pk), {"disturbance": "样例：围堵大厅"})
        assert office.post(to("verify_disturbance", case.pk), {"verified": "yes", "note": "x"}).status_code == 403
        assessor = signed_in("assessor")
        assert to("verify_disturbance", case.pk) in text(assessor.get(to("case", case.pk)))
        assert assessor.post(to("verify_disturbance", case.pk), {"verified": "", "note": "x"}).status_code == 422
        assert assessor.post(to("verify_disturbance", case.pk), {"verified": "yes", "note": ""}).status_code == 422
        assessor.post(to("verify_disturbance", case.pk), {"verified": "yes", "note": "样例：录像"})
        assert Petition.objects.get().verified is True
        assert "样例：录像" in text(assessor.get(to("case", case.pk)))

    @pytest.mark.parametrize("name", ["assess_petition", "decide_petition", "note_disturbance"])
    def test_of_another_window_it_is_not_there(self, signed_in, register, name):
        case, before = register(), None
        before = everything()
        assert signed_in("minzheng.a").post(to(name, case.pk), {"decision": "accept"}).status_code == 404
        assert everything() == before

    def test_on_a_case_that_is_none_it_is_refused(self, cast, signed_in):
        case = cast.a_case(at=State.SUPPLEMENTING)
        answer = signed_in("minzheng.a").post(to("assess_petition", case.pk), {"category": "claim"})
        assert answer.status_code == 422


@pytest.fixture
def several(cast, register, at):
    made = {"new": register(assessed=False, matter="样例甲"), "ready": register(matter="样例乙", people=30),
            "open": register(matter="样例丙"), "bad": register(matter="样例丁", disturbance="样例：围堵")}  # fmt: skip
    clerk = cast.person("office.a")
    cases.decide_petition(case=made["open"], verdict=Verdict(Action.ACCEPT), by=clerk, now=cast.now)
    cases.verify_disturbance(case=made["bad"], verified=True, note="样例", by=cast.person("assessor"), now=cast.now)
    at(cast.now + timedelta(days=16))
    return made


@pytest.mark.parametrize(("query", "shown"), [
    ({}, "甲乙丙丁"), ({"show": "unassessed"}, "甲"), ({"show": "undecided"}, "甲乙丁"), ({"show": "late"}, "甲乙丁"),
    ({"show": "open"}, "丙"), ({"show": "disturbed"}, "丁"), ({"show": "verified"}, "丁"), ({"show": "done"}, ""),
    ({"class": "claim"}, "乙丙丁"), ({"class": "advice"}, ""), ({"class": "x\x01"}, ""), ({"q": "样例乙"}, "乙"),
    ({"q": "民政"}, "乙丙丁"), ({"q": "x\x01" * 99}, ""), ({"show": "nonsense"}, "甲乙丙丁"),
])  # fmt: skip
def test_the_register_is_searched_and_filtered(several, signed_in, text, query, shown):
    page = text(signed_in("assessor").get(to("petitions"), query))
    assert "".join(name for name in "甲乙丙丁" if f"<td>样例{name}</td>" in page) == shown


def test_the_register_goes_to_excel_as_it_is_narrowed(several, signed_in):
    client = signed_in("assessor")
    every, one = (text_of(client.get(to("petitions_xlsx"), query)) for query in ({}, {"show": "verified"}))
    assert all(f"样例{name}" in every for name in "甲乙丙丁")
    assert "样例丁" in one and "样例甲" not in one and "样例：围堵" in one


def test_the_register_costs_the_same_however_many_rows(several, signed_in, register, django_assert_max_num_queries):
    for _ in range(20):
        register()
    client = signed_in("office.a")
    with django_assert_max_num_queries(6):
        assert 'rel="next"' in client.get(to("petitions")).content.decode()


def test_an_empty_register_teaches_and_other_windows_see_none(several, signed_in, text):
    assert "empty" in text(signed_in("minzheng.a").get(to("petitions")))


def test_what_is_not_decided_waits_and_turns_red(several, office, text):
    page = text(office.get(to("todo")))
    part = page[page.index('id="petitions"') :]
    part = part[: part.index("</ul>")]
    assert "样例甲" in part and "待研判" in part and "已超时限" in part and "样例丙" not in part
