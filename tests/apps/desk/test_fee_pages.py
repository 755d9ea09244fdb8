"""Fees on the page of a case and in their registers: charged, struck out, let off, added up, never a 500."""

import re
import uuid

import pytest
from django.urls import reverse

from tests.apps.cases.charging import FEE, Charging, everything
from tests.apps.desk.excel import sheet_of
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case, Fee, FeeIrregularity, FeeReversal, FeeWaiver, TicketBook, TicketUse

pytestmark = pytest.mark.django_db
CHARGE = {"fee": FEE, "quantity": "1", "amount": "180.00", "ticket": "A0001"}
BAD = ["\x00", "a\ud800b", "长" * 10_000, "\u202e颠倒"]


@pytest.fixture
def charging(cast):
    return Charging(cast)


@pytest.fixture
def case(charging):
    charging.book()
    return charging.case()


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


def send(client, name, pk, body):
    """A post whose bytes are what a broken client would send."""
    from urllib.parse import urlencode

    data = urlencode(body, errors="surrogatepass")
    return client.post(to(name, pk), data, content_type="application/x-www-form-urlencoded")


class TestCasePage:
    def test_standard_amount_and_next_ticket_stand_ready(self, signed_in, case, text):
        page = text(signed_in("laodong.b").get(to("case", case.pk)))
        assert "¥180.00 / 人年" in page and "国卫基层发〔2017〕20号文件" in page
        assert 'value="A0001"' in page and 'value="180.00"' in page and "待缴" in page

    def test_another_quantity_is_worked_out_without_scripts(self, signed_in, case, text):
        client = signed_in("laodong.b")
        page = text(client.get(to("case", case.pk), {"quantity": "3"}))
        assert "¥540.00" in page and 'value="540.00"' in page and 'name="quantity" value="3"' in page
        for nonsense in ("0", "-1", "0.5", "1e9", "长" * 5000):
            answer = client.get(to("case", case.pk), {"quantity": nonsense})
            assert answer.status_code == 200 and 'value="180.00"' in text(answer)

    def test_charged_and_receipted(self, signed_in, case, text):
        client = signed_in("laodong.b")
        assert client.post(to("charge_fee", case.pk), CHARGE)["Location"] == to("case", case.pk)
        page = text(client.get(to("case", case.pk)))
        assert "A0001" in page and "已缴" in page and to("charge_fee", case.pk) not in page
        assert Fee.objects.get().amount_fen == 18000

    @pytest.mark.parametrize(("typed", "said"), [
        ({"amount": "200.00"}, "应为 180.00 元"), ({"ticket": ""}, "请填写此项"), ({"ticket": "B1"}, "未发放"),
        ({"fee": "搭车费"}, "尚未选择"), ({"fee": ""}, "尚未选择"), ({"quantity": "0.5"}, "整数"),
        ({"quantity": "x"}, "不是数量"),
    ])  # fmt: skip
    def test_refused_with_what_was_typed(self, signed_in, case, text, typed, said):
        before = everything()
        answer = signed_in("laodong.b").post(to("charge_fee", case.pk), CHARGE | typed)
        page = text(answer)
        assert answer.status_code == 422 and said in page and "data-refused" in page
        assert all(value in page for name, value in (CHARGE | typed).items() if name != "fee")
        assert everything() == before

    @pytest.mark.parametrize("bad", BAD)
    @pytest.mark.parametrize("field", ["quantity", "amount", "ticket", "fee"])
    def test_broken_input_is_refused(self, signed_in, case, field, bad):
        before = everything()
        assert send(signed_in("laodong.b"), "charge_fee", case.pk, CHARGE | {field: bad}).status_code in (400, 422)
        assert everything() == before

    def test_missing_keys_are_refused(self, signed_in, case):
        for name, who in [("charge_fee", "laodong.b"), ("ask_waiver", "laodong.b"), ("reverse_fee", "office.a"),
                          ("decide_waiver", "leader.principal")]:  # fmt: skip
            assert signed_in(who).post(to(name, case.pk), {}).status_code == 422

    def test_sent_twice_it_happens_once(self, signed_in, case):
        client, body = signed_in("laodong.b"), CHARGE | {"submission_key": str(uuid.uuid4())}
        first, second = (client.post(to("charge_fee", case.pk), body) for _ in range(2))
        assert (first.status_code, second["Location"]) == (302, first["Location"]) and Fee.objects.count() == 1
        assert client.post(to("charge_fee", case.pk), body | {"amount": "1.00"}).status_code == 409

    @pytest.mark.parametrize(("who", "status"), [("minzheng.a", 404), ("caizheng.a", 404), ("leader.principal", 403),
                                                 ("assessor", 403), ("admin.system", 403)])  # fmt: skip
    def test_nobody_else_charges(self, signed_in, case, who, status):
        assert signed_in(who).post(to("charge_fee", case.pk), CHARGE).status_code == status
        assert not Fee.objects.exists()

    def test_completion_says_what_is_open(self, signed_in, case, text):
        answer = signed_in("laodong.b").post(
            to("complete_instant", case.pk), {"result": "缴费票据", "recipient": "样例"}
        )
        assert answer.status_code == 422 and FEE in text(answer) and "尚未缴纳" in text(answer)
        assert Case.objects.get(pk=case.pk).state == "accepted"

    def test_a_free_case_shows_no_fees(self, signed_in, cast, text):
        page = text(signed_in("minzheng.a").get(to("case", cast.a_case().pk)))
        assert 'id="fees"' not in page

    def test_struck_out_by_a_second_person(self, signed_in, case, charging, text):
        fee = charging.charge(case)
        assert to("reverse_fee", case.pk) not in text(signed_in("laodong.b").get(to("case", case.pk)))
        client = signed_in("office.a")
        assert to("reverse_fee", case.pk) in text(client.get(to("case", case.pk)))
        client.post(to("reverse_fee", case.pk), {"fee": fee.pk, "reason": "样例：数量录错"})
        assert "样例：数量录错" in text(client.get(to("case", case.pk))) and FeeReversal.objects.count() == 1

    def test_of_another_case_nothing_is_struck_out_or_decided(self, signed_in, case, charging):
        fee, waiver = charging.charge(case), charging.ask(charging.case())
        other = charging.case()
        answer = signed_in("office.a").post(to("reverse_fee", other.pk), {"fee": fee.pk, "reason": "样例"})
        decided = {"waiver": waiver.pk, "decision": "approve"}
        again = signed_in("leader.principal").post(to("decide_waiver", other.pk), decided)
        assert (answer.status_code, again.status_code) == (422, 422)
        assert not FeeReversal.objects.exists() and FeeWaiver.objects.get().approved is None

    def test_the_page_keeps_to_its_queries(self, signed_in, case, charging, django_assert_max_num_queries):
        charging.charge(case)
        client = signed_in("laodong.b")
        client.get(to("case", case.pk))
        with django_assert_max_num_queries(38):
            client.get(to("case", case.pk))


class TestWaiver:
    def test_asked_decided_and_seen(self, signed_in, case, text):
        asked = {"fee": FEE, "kind": "reduction", "quantity": "1", "amount": "80.00", "reason": "样例：特困"}
        assert signed_in("laodong.b").post(to("ask_waiver", case.pk), asked).status_code == 302
        leader = signed_in("leader.principal")
        todo = text(leader.get(to("todo")))
        assert f"{to('case', case.pk)}#fees" in todo
        waiver = FeeWaiver.objects.get()
        decided = {"waiver": waiver.pk, "decision": "approve"}
        assert leader.post(to("decide_waiver", case.pk), decided).status_code == 302
        assert f"{to('case', case.pk)}#fees" not in text(leader.get(to("todo")))
        page = text(signed_in("laodong.b").get(to("case", case.pk)))
        assert 'value="100.00"' in page and "样例：特困" in page
        register = text(leader.get(to("fee_waivers"), {"kind": "reduction", "show": "approved"}))
        assert str(case) in register and "¥80.00" in register
        assert str(case) not in text(leader.get(to("fee_waivers"), {"show": "declined"}))

    @pytest.mark.parametrize(("who", "status"), [("laodong.b", 403), ("office.a", 403), ("leader.charge", 403)])
    def test_nobody_else_decides(self, signed_in, case, charging, who, status):
        waiver = charging.ask(case)
        body = {"waiver": waiver.pk, "decision": "approve"}
        assert signed_in(who).post(to("decide_waiver", case.pk), body).status_code == status
        assert FeeWaiver.objects.get().approved is None

    @pytest.mark.parametrize("bad", BAD)
    def test_broken_reasons(self, signed_in, case, bad):
        body = {"fee": FEE, "kind": "waiver", "quantity": "1", "reason": bad}
        assert send(signed_in("laodong.b"), "ask_waiver", case.pk, body).status_code in (400, 422)
        assert not FeeWaiver.objects.exists()


@pytest.fixture
def charged(charging, case):
    """Two fees that count and one struck out."""
    fees = [charging.charge(case), charging.charge(charging.case(), quantity="2", amount="360.00", ticket="A0002"),
            charging.charge(charging.case(), ticket="A0003")]  # fmt: skip
    cases.reverse_fee(fee=fees[2], reason="样例", by=charging.office, now=charging.now)
    return fees


class TestRegister:
    def test_rows_totals_and_filters(self, signed_in, charged, text):
        client = signed_in("office.a")
        page = text(client.get(to("fees")))
        assert all(fee.ticket in page for fee in charged) and page.count("¥540.00") >= 2 and "已冲销" in page

        def shown(**query):
            return {fee.ticket for fee in charged if fee.ticket in text(client.get(to("fees"), query))}

        assert shown(q="A0002") == {"A0002"} and shown(q=str(charged[0].case)) == {"A0001"}
        assert shown(show="struck") == {"A0003"} and shown(window="w3") == set()
        assert shown(month="2026-03", window="w2") == shown(day="2026-03-04") == {"A0001", "A0002", "A0003"}
        assert shown(month="2026-02") == shown(day="2026-03-05") == shown(month="nonsense") == set()

    def test_a_workbook_of_the_same_rows(self, signed_in, charged):
        xml = sheet_of(signed_in("office.a").get(to("fees_xlsx"), {"show": "charged"}))
        assert "A0002" in xml and "<v>360</v>" in xml and "A0003" not in xml and "<f>" not in xml

    def test_waivers_as_a_workbook_narrowed_like_the_page(self, signed_in, charging):
        charging.ask(charging.case())
        client = signed_in("office.a")
        assert "<v>180</v>" in sheet_of(client.get(to("fee_waivers_xlsx"), {"show": "open"}))
        assert "<v>180</v>" not in sheet_of(client.get(to("fee_waivers_xlsx"), {"show": "approved"}))

    def test_runs_as_a_workbook_with_their_figures(self, signed_in, charged):
        told = sheet_of(signed_in("office.a").get(to("ticket_books_xlsx")))
        figures = [int(one) for one in re.findall(r"<v>(\d+)</v>", told)]
        issued, used, void, left, missing = figures
        assert issued == used + void + left and (used, void, missing) == (2, 1, 0)

    @pytest.mark.parametrize(("who", "seen"), [("laodong.a", True), ("caizheng.head", True), ("assessor", True),
                                               ("minzheng.a", False), ("minzheng.head", False)])  # fmt: skip
    def test_who_sees_what(self, signed_in, charged, text, who, seen):
        assert ("A0001" in text(signed_in(who).get(to("fees")))) is seen

    @pytest.mark.parametrize("query", ["q=%00", "q=%ED%A0%80", "q=" + "x" * 5000, "month=9999-12", "day=0000-00-00",
                                       "window=%27", "after=x~1&before=y", "show=%01"])  # fmt: skip
    @pytest.mark.parametrize("name", ["fees", "fees_xlsx", "fee_waivers", "fee_waivers_xlsx", "fee_irregularities",
                                      "fee_irregularities_xlsx", "ticket_books", "ticket_books_xlsx"])  # fmt: skip
    def test_bad_questions_get_a_page(self, signed_in, charged, name, query):
        expected = 400 if query == "q=%00" else 200
        assert signed_in("office.a").get(f"{to(name)}?{query}").status_code == expected

    @pytest.mark.parametrize(("name", "most"), [("fees", 8), ("fee_waivers", 7), ("ticket_books", 8),
                                                ("fee_irregularities", 7)])  # fmt: skip
    def test_registers_cost_the_same_however_many_rows(self, signed_in, charged, charging, name, most,
                                                       django_assert_max_num_queries):  # fmt: skip
        for number in range(4, 9):
            charging.charge(charging.case(), ticket=f"A{number}")
            charging.book(f"B{number}0", f"B{number}9")
            charging.ask(charging.case())
        client = signed_in("office.a")
        with django_assert_max_num_queries(most):
            assert client.get(to(name)).status_code == 200


class TestTicketBooks:
    def test_given_out_used_voided_missing(self, signed_in, cast, charging, text):
        client = signed_in("caizheng.head")
        body = {"window": cast.window("w2").pk, "first": "样财0001", "last": "样财0010", "holder": ""}
        assert client.post(to("ticket_books"), body).status_code == 302
        book = TicketBook.objects.get()
        charging.charge(charging.case(), ticket="样财0003")
        clerk = signed_in("laodong.a")
        assert clerk.post(to("ticket_book", book.pk), {"ticket": "样财0004", "reason": "样例：污损"}).status_code == 302
        page = text(clerk.get(to("ticket_book", book.pk)))
        assert "样财0001–样财0002" in page and "样例：污损" in page and "样财0005" in page
        assert "样财0001–样财0010" in text(clerk.get(to("ticket_books")))

    @pytest.mark.parametrize("typed", [{"first": ""}, {"last": "样财0000"}, {"first": "\x00"}, {"window": "999999"},
                                       {"holder": "abc"}, {"window": ""}])  # fmt: skip
    def test_bad_runs_are_refused_and_kept(self, signed_in, cast, text, typed):
        body = {"window": str(cast.window("w2").pk), "first": "样财0001", "last": "样财0010", "holder": ""} | typed
        answer = signed_in("office.a").post(to("ticket_books"), body)
        assert answer.status_code == 422 and "data-refused" in text(answer)
        assert not TicketBook.objects.exists()

    def test_another_windows_book_is_not_there(self, signed_in, charging):
        book = charging.book()
        client = signed_in("minzheng.a")
        assert client.get(to("ticket_book", book.pk)).status_code == 404
        assert client.post(to("ticket_book", book.pk), {"ticket": "A0001", "reason": "x"}).status_code == 404
        for pk in (424242, 2**63, 10**30):
            assert client.get(to("ticket_book", pk)).status_code == 404
        assert not TicketUse.objects.exists()

    def test_a_clerk_gives_no_tickets_out(self, signed_in, cast, text):
        client = signed_in("laodong.a")
        assert "样财" not in text(client.get(to("ticket_books")))
        assert client.post(to("ticket_books"), {"first": "A1", "last": "A2"}).status_code == 403
        head = signed_in("minzheng.head").post(
            to("ticket_books"), {"window": cast.window("w2").pk, "first": "A1", "last": "A2"}
        )
        assert head.status_code == 422 and not TicketBook.objects.exists()


class TestIrregular:
    BODY = {
        "kind": "raised",
        "name": "工本费",
        "amount": "12",
        "standard": "10",
        "on": "2026-03-04",
        "evidence": "收据",
    }

    def test_recorded_by_the_assessor(self, signed_in, cast, text):
        client = signed_in("assessor")
        body = self.BODY | {"window": cast.window("w2").pk}
        assert client.post(to("fee_irregularities"), body).status_code == 302
        assert "擅自提高标准" in text(client.get(to("fee_irregularities"), {"kind": "raised", "q": "收据"}))
        assert FeeIrregularity.objects.get().amount_fen == 1200 and not Fee.objects.exists()

    @pytest.mark.parametrize("typed", [{"evidence": ""}, {"on": "2026-13-01"}, {"on": "2027-01-01"}, {"amount": "9"},
                                       {"kind": "fine"}, {"window": "x"}, {"evidence": "\x00"}])  # fmt: skip
    def test_bad_entries(self, signed_in, cast, typed):
        body = self.BODY | {"window": cast.window("w2").pk} | typed
        assert signed_in("assessor").post(to("fee_irregularities"), body).status_code == 422
        assert not FeeIrregularity.objects.exists()

    @pytest.mark.parametrize(("who", "reads"), [("leader.principal", 200), ("laodong.b", 403), ("caizheng.head", 403)])
    def test_others_read_or_do_not(self, signed_in, who, reads):
        client = signed_in(who)
        assert client.get(to("fee_irregularities")).status_code == reads
        assert client.post(to("fee_irregularities"), self.BODY).status_code == 403
