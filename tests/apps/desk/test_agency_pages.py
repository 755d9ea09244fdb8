"""Somebody acts for another: the intake's section, the panel, the register, the agent's own list (R11, D1.11)."""

import re
import uuid
from datetime import date

import pytest
from django.urls import reverse

from tests.apps.cases.acting import everything
from tests.apps.desk.excel import text_of
from tests.cast import identity
from yichuang.apps.cases.commands import Agent
from yichuang.apps.cases.models import Agency, Case
from yichuang.core.lifecycle import State

PAPER = {"agent_paper": "样例授权委托书", "agent_paper_on": "2026-03-03"}
PRIVATE = PAPER | {
    "agent_kind": "private", "agent_name": "样例代办人", "agent_identity": identity(710), "agent_phone": "13900000710",
    "agent_relation": "子女",
}  # fmt: skip
VILLAGE = PAPER | {"agent_kind": "village", "agent_village": "va-yanghe", "agent_identity": identity(711)}


def staff_agent(cast, username="caizheng.a"):
    return PAPER | {"agent_kind": "staff", "agent_staff": cast.person(username).pk}


def agent(cast, username="caizheng.a"):
    return Agent("staff", paper="样例授权委托书", paper_on=date(2026, 3, 3), staff=cast.person(username))


def hand_in(client, cast, visit, **typed):
    marks = {f"mark-{n}": "present" for n in range(1, len(cast.item().rules["materials"]) + 1)}
    person = {"name": "样例申请人", "identity": identity(1), "phone": "13800001234", "decision": "accept"}
    return client.post(reverse("desk:intake", args=[visit.pk, "MZ-10"]), marks | person | typed)


def post(client, name, case, **typed):
    return client.post(reverse(f"desk:{name}", args=[case.pk]), typed)


class TestIntake:
    @pytest.mark.parametrize("typed", [PRIVATE, VILLAGE], ids=lambda one: one["agent_kind"])
    def test_an_agent_is_taken_in_with_the_application(self, cast, desk, typed):
        visit = cast.a_visit()
        assert hand_in(desk, cast, visit, **typed).status_code == 302
        assert Agency.objects.get().kind == typed["agent_kind"]

    def test_without_one_nothing_is_asked(self, cast, desk):
        assert hand_in(desk, cast, cast.a_visit()).status_code == 302
        assert Case.objects.count() == 1 and not Agency.objects.exists()

    @pytest.mark.parametrize("changed", [
        {"agent_kind": ""}, {"agent_kind": "nobody"}, {"agent_name": ""}, {"agent_identity": "1"},
        {"agent_phone": "\x00"}, {"agent_paper": ""}, {"agent_paper": "\x00"}, {"agent_paper_on": ""},
        {"agent_paper_on": "gestern"}, {"agent_paper_on": "2026-03-05"}, {"agent_relation": "长" * 5000},
        {"agent_kind": "staff"}, {"agent_kind": "staff", "agent_staff": "999999"},
        {"agent_kind": "village", "agent_village": "va-nowhere"},
    ], ids=str)  # fmt: skip
    def test_what_is_wrong_is_said_beside_its_field_and_kept(self, cast, desk, changed):
        visit = cast.a_visit()
        before = everything()
        answer = hand_in(desk, cast, visit, **(PRIVATE | changed))
        text = answer.content.decode()
        assert answer.status_code == 422 and everything() == before
        section = re.search(r'<details class="desk-why desk-agency" id="agency" open>.*?</details>', text, re.S)[0]
        assert "field-error" in section and 'value="样例申请人"' in text
        assert ('value="样例代办人"' in section) == ("agent_name" not in changed)

    def test_the_clerk_who_decides_cannot_be_chosen(self, cast, desk):
        answer = hand_in(desk, cast, cast.a_visit(), **staff_agent(cast, "minzheng.a"))
        assert answer.status_code == 422 and "您是此件的代办人。" in answer.content.decode()

    def test_asked_for_an_opinion_without_scripts_the_section_keeps_what_was_typed(self, cast, desk):
        visit = cast.a_visit()
        text = desk.post(reverse("desk:opinion", args=[visit.pk, "MZ-10"]), VILLAGE).content.decode()
        assert identity(711) in text and 'id="agency" open' in text and 'field-error"><span>' not in text


class TestPanel:
    def test_an_agent_is_appointed_once_and_ended(self, cast, desk, browse):
        case, key = cast.a_case(), str(uuid.uuid4())
        for _ in range(2):
            answer = post(desk, "agency_appoint", case, submission_key=key, **VILLAGE)
            assert (answer.status_code, answer["Location"]) == (302, reverse("desk:case", args=[case.pk]))
        text = browse("minzheng.a")("case", case.pk)[1]
        assert "样例·样河代办员" in text and identity(711) not in text and Agency.objects.count() == 1
        assert post(desk, "agency_appoint", case, **PRIVATE).status_code == 422
        assert post(desk, "agency_end", case, reason="").status_code == 422
        assert post(desk, "agency_end", case, reason="申请人自行办理").status_code == 302
        assert "代办已终止" in browse("minzheng.a")("case", case.pk)[1]

    @pytest.mark.parametrize("typed", [{}, {"agent_kind": "private"}, PRIVATE | {"agent_paper": ""}], ids=len)
    def test_not_without_agent_and_authorisation(self, cast, desk, typed):
        case = cast.a_case()
        before = everything()
        assert post(desk, "agency_appoint", case, **typed).status_code == 422
        assert everything() == before

    @pytest.mark.parametrize("who", ["caizheng.a", "minzheng.head", "assessor", "leader.charge", "admin.system"])
    def test_not_by_others(self, cast, signed_in, who):
        case = cast.a_case()
        for name in ("agency_appoint", "agency_end"):
            assert post(signed_in(who), name, case, **VILLAGE).status_code in (403, 404)
        assert not Agency.objects.exists()


class TestLists:
    def test_the_agent_finds_his_cases_and_opens_them(self, cast, browse):
        case = cast.a_case(agent=agent(cast))
        assert str(case) in browse("caizheng.a")("todo")[1]
        assert browse("caizheng.a")("case", case.pk)[0].status_code == 200
        assert str(case) not in browse("laodong.a")("todo")[1]
        assert browse("laodong.a")("case", case.pk)[0].status_code == 404

    def found(self, page, **query):
        return set(re.findall(r"#agency\">(W3-[^<]+)</a>", page("agencies", **query)[1]))

    def test_the_register_is_filtered_and_searched(self, cast, desk, browse):
        of_staff, done = cast.a_case(agent=agent(cast)), cast.a_case(at=State.COMPLETED, agent=agent(cast, "laodong.a"))
        village = cast.a_case()
        post(desk, "agency_appoint", village, **VILLAGE)
        page, every = browse("minzheng.a"), {str(of_staff), str(done), str(village)}
        assert self.found(page) == every == self.found(page, show="nonsense")
        assert self.found(page, show="village") == {str(village)} == self.found(page, q="样河")
        assert self.found(page, show="open") == {str(of_staff), str(village)}
        assert self.found(page, q=done.number) == {str(done)} and self.found(page, q="\x00无") == set()
        assert self.found(browse("caizheng.a"), show="mine") == {str(of_staff)}

    def test_the_file_holds_what_the_list_is_narrowed_to(self, cast, desk):
        of_staff, village = cast.a_case(agent=agent(cast)), cast.a_case()
        post(desk, "agency_appoint", village, **VILLAGE)
        every, one = (text_of(desk.get(reverse("desk:agencies_xlsx"), query)) for query in ({}, {"show": "village"}))
        assert str(of_staff) in every and str(village) in every and "村代办员" in every
        assert str(of_staff) not in one and str(village) in one and "样例申请人" not in one

    def test_it_keeps_to_its_queries(self, cast, browse, django_assert_max_num_queries):
        for _ in range(21):
            cast.a_case(agent=agent(cast))
        page = browse("minzheng.a")
        with django_assert_max_num_queries(6):
            answer, text = page("agencies")
        assert len(self.found(page)) == 20 and 'rel="next"' in text

    def test_the_empty_register_teaches(self, browse):
        assert "尚无代办件" in browse("minzheng.a")("agencies")[1]
