"""Instructions and matters from above on their pages: each act by its person, bad input kept, nothing half done."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.apps.cases.test_assignments import Office
from tests.apps.cases.test_instructions import asked, replied
from tests.apps.desk.excel import sheet_of
from yichuang.apps.cases.models import Assignment, AssignmentContact, Instruction
from yichuang.apps.notices.models import Notice
from yichuang.core.lifecycle import State

pytestmark = pytest.mark.django_db
BROKEN = ["", "  ", "\x00", "长" * 10_000]


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


class TestInstructions:
    def test_from_the_page_of_a_case_to_the_citizen(self, signed_in, cast, text):
        case, leader = cast.a_case(), cast.person("leader.charge")
        body = {"question": "样例：能否先行受理", "to_staff": leader.pk}
        assert signed_in("minzheng.a").post(to("ask_instruction", case.pk), body)["Location"] == to("case", case.pk)
        one = Instruction.objects.get()
        client = signed_in("leader.charge")
        assert to("instruction", one.pk) in text(client.get(to("todo")))
        client.post(to("reply_instruction", one.pk), {"reply": "样例：可以"})
        client = signed_in("minzheng.a")
        page = text(client.get(to("instruction", one.pk)))
        assert "样例：可以" in page and 'value="2026-03-04T10:00"' in page
        client.post(to("tell_citizen", one.pk), {"told_at": "2026-03-04T10:00", "how": "当面告知"})
        one.refresh_from_db()
        assert one.standing == "told" and one.told_at == cast.now
        assert "样例：能否先行受理" in text(client.get(to("case", case.pk)))
        assert to("instruction", one.pk) not in text(client.get(to("todo")))

    def test_the_narrowed_register_as_a_workbook(self, signed_in, cast):
        one = replied(cast, asked(cast))
        client, told = signed_in("minzheng.a"), []
        for show in ("replied", "asked"):
            answer = client.get(to("instructions_xlsx"), {"show": show})
            told.append(one.number in sheet_of(answer))
        assert told == [True, False]

    @pytest.mark.parametrize("bad", BROKEN)
    def test_broken_words_are_refused(self, signed_in, cast, text, bad):
        case, client = cast.a_case(), signed_in("minzheng.a")
        body = {"question": bad, "to_staff": cast.person("leader.charge").pk}
        for address in (to("ask_instruction", case.pk), to("instructions")):
            answer = client.post(address, body)
            assert answer.status_code == 422 and "data-refused" in text(answer)
        assert not Instruction.objects.exists()

    @pytest.mark.parametrize(
        "typed", [{"to_staff": ""}, {"to_staff": "999999"}, {"to_staff": "abc"}, {"to_body": "样例县"}]
    )
    def test_of_one_person_or_body(self, signed_in, cast, typed):
        body = {"question": "样例", "to_staff": cast.person("leader.charge").pk} | typed
        assert signed_in("minzheng.a").post(to("instructions"), body).status_code == 422
        assert not Instruction.objects.exists()

    @pytest.mark.parametrize("typed", [{"told_at": ""}, {"told_at": "morgen"}, {"told_at": "2026-03-04T09:59"},
                                       {"told_at": "2026-03-04T10:01"}, {"how": ""}, {"how": "\x00"}])  # fmt: skip
    def test_not_closed_without_time_and_way(self, signed_in, cast, text, typed):
        one = replied(cast, asked(cast))
        body = {"told_at": "2026-03-04T10:00", "how": "电话告知"} | typed
        answer = signed_in("minzheng.a").post(to("tell_citizen", one.pk), body)
        assert answer.status_code == 422 and "data-refused" in text(answer)
        assert Instruction.objects.get().told_at is None

    def test_told_within_the_minute_of_the_reply(self, signed_in, cast, at):
        one = replied(cast, asked(cast), now=cast.now + timedelta(seconds=40))
        at(cast.now + timedelta(seconds=50))
        signed_in("minzheng.a").post(to("tell_citizen", one.pk), {"told_at": "2026-03-04T10:00", "how": "当面告知"})
        assert Instruction.objects.get().told_at == one.replied_at

    def test_what_one_may_not_see_is_not_there(self, signed_in, cast):
        one, client = asked(cast), signed_in("caizheng.a")
        assert client.get(to("instruction", one.pk)).status_code == 404
        for name in ("reply_instruction", "tell_citizen"):
            assert client.post(to(name, one.pk), {"reply": "x", "how": "x"}).status_code == 404
            assert client.post(to(name, 2**63), {}).status_code == 404
        assert client.post(to("ask_instruction", cast.a_case().pk), {"question": "x"}).status_code == 404

    def test_only_who_was_asked_replies(self, signed_in, cast, text):
        one = asked(cast, case=cast.a_case())
        for who in ("minzheng.b", "assessor"):
            client = signed_in(who)
            assert to("reply_instruction", one.pk) not in text(client.get(to("instruction", one.pk)))
            assert client.post(to("reply_instruction", one.pk), {"reply": "样例"}).status_code == 422
        assert Instruction.objects.get().reply == ""

    def test_the_register_narrows(self, signed_in, cast, text):
        first, second = asked(cast), replied(cast, asked(cast, question="样例：另一件"))
        client = signed_in("leader.charge")

        def shown(**query):
            return {one for one in (first, second) if str(one) in text(client.get(to("instructions"), query))}

        assert shown() == {first, second} and shown(show="asked") == {first} and shown(show="replied") == {second}
        assert shown(q="另一件") == {second} and shown(show="told") == shown(q="没有这样的") == set()

    def test_an_ended_case_takes_no_more_questions(self, signed_in, cast, text):
        case = cast.a_case(at=State.COMPLETED)
        assert to("ask_instruction", case.pk) not in text(signed_in("minzheng.a").get(to("case", case.pk)))

    def test_the_register_costs_the_same_however_many_rows(self, signed_in, cast, django_assert_max_num_queries):
        for _ in range(8):
            asked(cast, case=cast.a_case())
        client = signed_in("minzheng.a")
        with django_assert_max_num_queries(6):
            client.get(to("instructions"))


@pytest.fixture
def office(cast):
    return Office(cast)


class TestAssignments:
    BODY = {"from_body": "样例县", "document_no": "", "matter": "样例事项", "received_on": "2026-03-04",
            "due_on": "2026-03-11", "handler": ""}  # fmt: skip

    def body(self, office, **typed):
        return self.BODY | {"department": office.head.department_id} | typed

    def test_entered_reported_printed_closed(self, signed_in, office, text):
        client = signed_in("dangzheng.head")
        assert client.post(to("assignments"), self.body(office)).status_code == 302
        one = Assignment.objects.get()
        head = signed_in("minzheng.head")
        assert to("assignment", one.pk) in text(head.get(to("todo")))
        head.post(to("report_assignment", one.pk), {"outcome": "done", "report": "样例：已办理"})
        notice = Notice.objects.get(kind="N17")
        assert head.get(to("notice_pdf", notice.pk)).content.startswith(b"%PDF-")
        assert notice.number in text(head.get(to("notices"))) and notice.number in text(
            head.get(to("notice", notice.pk))
        )
        client = signed_in("dangzheng.head")
        assert to("close_assignment", one.pk) in text(client.get(to("assignment", one.pk)))
        client.post(to("close_assignment", one.pk))
        one.refresh_from_db()
        assert one.standing == "closed" and "已销号" in text(client.get(to("assignments"), {"show": "closed"}))

    def test_its_notice_is_not_anybodys(self, signed_in, office):
        notice = office.report(office.enter()).notice
        assert signed_in("minzheng.a").get(to("notice", notice.pk)).status_code == 200, "who deals with it"
        assert signed_in("caizheng.head").get(to("notice", notice.pk)).status_code == 404

    @pytest.mark.parametrize("typed", [{"matter": ""}, {"matter": "\x00"}, {"due_on": "2026-03-03"}, {"due_on": "x"},
                                       {"received_on": ""}, {"received_on": "2026-03-05"}, {"department": "999999"},
                                       {"handler": "abc"}, {"from_body": "长" * 61}])  # fmt: skip
    def test_bad_entries_are_refused_and_kept(self, signed_in, office, text, typed):
        answer = signed_in("dangzheng.head").post(to("assignments"), self.body(office, **typed))
        assert answer.status_code == 422 and "data-refused" in text(answer)
        assert not Assignment.objects.exists()

    def test_closing_without_a_report_is_refused_in_words(self, signed_in, office, text):
        one = office.enter()
        answer = signed_in("dangzheng.head").post(to("close_assignment", one.pk), follow=True)
        assert "没有书面报告，不能销号" in text(answer) and Assignment.objects.get().closed_at is None

    def test_late_it_must_be_explained_first(self, signed_in, office, text, at):
        one = office.enter()
        at(office.now + timedelta(days=9))
        client, report = signed_in("minzheng.head"), {"outcome": "done", "report": "样例：已办理"}
        page = text(client.get(to("assignment", one.pk)))
        assert "未与交办单位联系" in page and "light-red" in page
        refused = client.post(to("report_assignment", one.pk), report)
        assert refused.status_code == 422 and "样例：已办理" in text(refused)
        explained = {"kind": "not_in_time", "person": "样例科长", "explanation": "样例：连日降雨"}
        assert client.post(to("explain_assignment", one.pk), explained).status_code == 302
        assert client.post(to("report_assignment", one.pk), report).status_code == 302
        assert "样例：连日降雨" in text(client.get(to("assignment", one.pk)))

    @pytest.mark.parametrize("bad", BROKEN)
    def test_broken_words_are_refused(self, signed_in, office, bad):
        one, client = office.enter(), signed_in("minzheng.head")
        reported = client.post(to("report_assignment", one.pk), {"outcome": "done", "report": bad})
        explained = client.post(to("explain_assignment", one.pk), {"kind": "x", "person": bad, "explanation": bad})
        assert (reported.status_code, explained.status_code) == (422, 422)
        assert not AssignmentContact.objects.exists() and not Notice.objects.exists()

    def test_what_one_may_not_see_is_not_there(self, signed_in, office):
        one, client = office.enter(), signed_in("caizheng.head")
        assert client.get(to("assignment", one.pk)).status_code == 404
        for name in ("report_assignment", "explain_assignment"):
            assert client.post(to(name, one.pk), {"outcome": "done", "report": "x"}).status_code == 404
        assert client.post(to("close_assignment", one.pk)).status_code == 403
        assert client.post(to("assignments"), self.body(office)).status_code == 403
        assert signed_in("assessor").get(to("assignment", 2**63)).status_code == 404

    def test_the_register_narrows_and_shows_who_is_silent(self, signed_in, office, text, at):
        silent, told = office.enter(), office.enter(matter="另一件")
        office.explain(told)
        at(office.now + timedelta(days=9))
        client = signed_in("leader.principal")

        def shown(**query):
            return {one for one in (silent, told) if str(one) in text(client.get(to("assignments"), query))}

        assert shown() == shown(show="overdue") == shown(show="open") == {silent, told}
        assert shown(show="silent") == {silent} and shown(q="另一件") == {told}
        assert shown(show="closed") == shown(show="reported") == set()

    def test_the_register_costs_the_same_however_many_rows(self, signed_in, office, django_assert_max_num_queries):
        for _ in range(8):
            office.enter()
        client = signed_in("dangzheng.head")
        with django_assert_max_num_queries(6):
            client.get(to("assignments"))
