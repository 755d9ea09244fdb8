"""Charged exactly by the standard of the day, on a ticket of one's own, and completed only when settled (D2.4)."""

from datetime import date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.apps.cases.charging import FEE, Charging, everything
from tests.cast import identity
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case, Fee, TicketUse
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Hall, Staff
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer


@pytest.fixture
def charging(cast):
    return Charging(cast)


def refusal_of(run):
    before = everything()
    with pytest.raises(Refused) as refused:
        run()
    assert everything() == before
    return refused.value.refusal


def standards(item, *fees):
    """The catalogue with other fees for an item, as after the next loading."""
    rules = item.rules | {
        "fees": [{"unit": "证", "standard": "样例", "basis": "样例", "valid_to": None} | one for one in fees]
    }
    ServiceItem.objects.filter(pk=item.pk).update(rules=rules)
    Hall.objects.filter(pk=item.hall_id).update(catalog_stamp=f"changed-{len(fees)}-{fees}"[:60])


def test_the_exact_standard_is_charged_and_receipted(charging):
    case, book = charging.case(), charging.book()
    fee = charging.charge(case, quantity="3", amount="540.00")
    fee.refresh_from_db()
    assert (fee.standard_fen, fee.thousandths, fee.whole_fen, fee.amount_fen) == (18000, 3000, 54000, 54000)
    assert (fee.name, fee.unit, fee.ticket, fee.charged_on) == (FEE, "人年", "A0001", date(2026, 3, 4))
    assert fee.basis == "国卫基层发〔2017〕20号文件" and fee.by == charging.clerk
    assert TicketUse.objects.get(fee=fee).book == book
    entry = Entry.objects.order_by("sequence").last()
    assert entry.verb == "fee.charged" and "54000" in entry.detail


@pytest.mark.parametrize(("typed", "code", "field", "clause"), [
    ({"amount": "180.01"}, "amount_differs", "amount", "D2.4.1"),
    ({"amount": "179.99"}, "amount_differs", "amount", "D2.4.1"),
    ({"quantity": "2"}, "amount_differs", "amount", "D2.4.1"),
    ({"fee": "搭车费"}, "fee_unknown", "fee", "D2.4.2"), ({"fee": ""}, "fee_unknown", "fee", "D2.4.2"),
    ({"fee": "罚款"}, "fee_unknown", "fee", "D2.4.2"),
    ({"quantity": "0"}, "quantity_missing", "quantity", "D2.4.0"),
    ({"quantity": ""}, "quantity_missing", "quantity", "D2.4.0"),
    ({"quantity": "-1"}, "quantity_wrong", "quantity", "D2.4.0"),
    ({"quantity": "9" * 7}, "quantity_wrong", "quantity", "D2.4.0"),
    ({"quantity": "0.5", "amount": "90.00"}, "quantity_not_whole", "quantity", "D2.4.0"),
    ({"amount": ""}, "amount_missing", "amount", "D2.4.0"), ({"amount": "一百八"}, "amount_wrong", "amount", "D2.4.0"),
    ({"ticket": ""}, "words_missing", "ticket", "D5.6.14.2"),
    ({"ticket": "A"}, "ticket_unreadable", "ticket", "D5.6.14.2"),
    ({"ticket": "A0000"}, "ticket_not_given_out", "ticket", "D5.6.14.2"),
    ({"ticket": "A0011"}, "ticket_not_given_out", "ticket", "D5.6.14.2"),
    ({"ticket": "B0001"}, "ticket_not_given_out", "ticket", "D5.6.14.2"),
    ({"ticket": "A0001\x00"}, "control", "ticket", ""), ({"ticket": "长" * 999}, "too_long", "ticket", ""),
])  # fmt: skip
def test_anything_else_is_refused_and_nothing_changes(charging, typed, code, field, clause):
    case = charging.case()
    charging.book()
    refusal = refusal_of(lambda: charging.charge(case, **typed))
    assert (refusal.code, refusal.field, refusal.clause) == (code, field, clause)


def test_where_the_catalogue_says_free_nothing_is_charged(charging, cast):
    charging.book(window="w3")
    case = cast.a_case()
    refusal = refusal_of(lambda: charging.charge(case, by=cast.clerk, fee="办理费用", amount="5.00"))
    assert (refusal.code, refusal.clause) == ("fee_free", "D2.4.2")


OLD = {"name": "工本费", "amount": "9.00", "valid_from": "2014-01-01", "valid_to": "2026-03-04"}
NEW = {"name": "工本费", "amount": "12.00", "valid_from": "2026-03-05", "valid_to": "2026-03-06"}
WEDNESDAY_END = datetime(2026, 3, 4, 23, 59, 59, 999999, tzinfo=SHANGHAI)  # 4 March, the last day of the old standard
THURSDAY = datetime(2026, 3, 5, 0, 0, tzinfo=SHANGHAI)
FRIDAY_END = datetime(2026, 3, 6, 23, 59, 59, tzinfo=SHANGHAI)
SATURDAY = datetime(2026, 3, 7, 0, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(("at", "amount", "code"), [
    (WEDNESDAY_END, "9.00", None), (WEDNESDAY_END, "12.00", "amount_differs"), (THURSDAY, "12.00", None),
    (THURSDAY, "9.00", "amount_differs"), (FRIDAY_END, "12.00", None), (SATURDAY, "12.00", "fee_abolished"),
])  # fmt: skip
def test_the_standard_is_that_of_the_day_whatever_the_case_began_with(charging, cast, at, amount, code):
    case = charging.case()
    charging.book()
    standards(case.item, OLD, NEW)
    case = Case.objects.select_related("hall", "item", "applicant", "front_window").get(pk=case.pk)

    def run():
        return charging.charge(case, fee="工本费", amount=amount, now=at)

    if code is None:
        assert run().amount_fen == int(amount.replace(".", ""))
    else:
        assert refusal_of(run).code == code


def test_parts_of_a_unit_only_where_the_catalogue_divides_it(charging):
    case = charging.case()
    charging.book()
    standards(case.item, {"name": "占用费", "amount": "0.35", "valid_from": "2017-01-01", "divisible": True})
    case = Case.objects.select_related("hall", "item", "applicant", "front_window").get(pk=case.pk)
    fee = charging.charge(case, fee="占用费", quantity="0.5", amount="0.18")
    assert (fee.thousandths, fee.amount_fen) == (500, 18)


def test_an_assessed_fee_names_its_paper(charging, cast):
    clerk = cast.other_clerk
    case = charging.case("CZ-07", by=clerk)
    charging.book(window="w1")
    typed = {"by": clerk, "fee": "契税", "amount": "1234.56"}
    assert refusal_of(lambda: charging.charge(case, **typed)).field == "assessment"
    fee = charging.charge(case, **typed, assessment="样例税核〔2026〕1号")
    assert (fee.standard_fen, fee.amount_fen, fee.assessment) == (None, 123456, "样例税核〔2026〕1号")


def test_a_fee_is_charged_once(charging):
    case = charging.case()
    charging.book()
    charging.charge(case)
    assert refusal_of(lambda: charging.charge(case, ticket="A0002")).code == "fee_charged_already"


@pytest.mark.parametrize("who", ["laodong.b", "laodong.a"])
def test_every_clerk_of_the_window_charges(charging, cast, who):
    case = charging.case()
    charging.book()
    assert charging.charge(case, by=cast.person(who)).by.username == who


@pytest.mark.parametrize("who", ["minzheng.a", "caizheng.head", "leader.principal", "assessor", "heyi.head"])
def test_nobody_else_charges(charging, cast, who):
    case = charging.case()
    charging.book()
    assert refusal_of(lambda: charging.charge(case, by=cast.person(who))).code == "not_yours"


def test_nobody_charges_himself(charging, cast):
    case = charging.case()
    charging.book()
    index = Case.objects.get(pk=case.pk).applicant.identity_index
    assert index == sealer().blind_index("identity", identity(1))
    Staff.objects.filter(pk=charging.clerk.pk).update(identity_index=index)
    assert refusal_of(lambda: charging.charge(case, by=cast.person("laodong.b"))).code == "own_matter"


@pytest.mark.parametrize("state", [State.SUPPLEMENTING, State.RETURNED, State.REFUSED])
def test_not_before_acceptance_nor_after_the_end(charging, acting, cast, state):
    charging.book(window="w3")
    case = acting.case_at(state)
    standards(case.item, OLD)
    case = Case.objects.select_related("hall", "item", "applicant", "front_window").get(pk=case.pk)
    refusal = refusal_of(lambda: charging.charge(case, by=cast.clerk, fee="工本费", amount="9.00"))
    assert refusal.code == "fee_wrong_state"


class TestCompletion:
    def test_not_while_a_fee_is_open(self, charging):
        case = charging.case()
        refusal = refusal_of(lambda: charging.complete(case))
        assert (refusal.code, refusal.clause, refusal.values["names"]) == ("fee_open", "D2.4.0", FEE)

    def test_once_it_is_paid(self, charging):
        case = charging.case()
        charging.book()
        charging.charge(case)
        assert charging.complete(case)[0].state == State.COMPLETED

    def test_not_after_the_payment_was_struck_out(self, charging):
        case = charging.case()
        charging.book()
        cases.reverse_fee(fee=charging.charge(case), reason="样例", by=charging.office, now=charging.now)
        assert refusal_of(lambda: charging.complete(case)).code == "fee_open"

    def test_an_assessed_fee_holds_nothing_up(self, charging, cast):
        case = charging.case("CZ-07", by=cast.other_clerk)
        done = cases.complete_instant(case=case, result="样例", recipient="样例", by=cast.other_clerk, now=cast.now)
        assert done[0].state == State.COMPLETED


class TestReversal:
    @pytest.fixture
    def fee(self, charging):
        charging.book()
        return charging.charge(charging.case())

    def test_by_a_second_person_and_the_ticket_stays_spent(self, charging, fee):
        cases.reverse_fee(fee=fee, reason="样例：数量录错", by=charging.office, now=charging.now)
        again = charging.charge(fee.case, ticket="A0002")
        assert again.pk != fee.pk and Fee.objects.count() == 2
        cases.reverse_fee(fee=again, reason="样例", by=charging.office, now=charging.now)
        assert refusal_of(lambda: charging.charge(fee.case, ticket="A0001")).code == "ticket_used"

    @pytest.mark.parametrize("who", ["laodong.b", "laodong.a", "minzheng.b", "leader.principal"])
    def test_not_by_who_entered_it_nor_by_strangers(self, charging, cast, fee, who):
        """laodong.b heads the window, but entered it himself."""

        def run():
            return cases.reverse_fee(fee=fee, reason="样例", by=cast.person(who), now=cast.now)

        assert refusal_of(run).code == "second_person"

    def test_with_a_reason_and_once(self, charging, fee):

        def run(reason):
            return cases.reverse_fee(fee=fee, reason=reason, by=charging.office, now=charging.now)

        assert refusal_of(lambda: run(" ")).field == "reason"
        run("样例")
        assert refusal_of(lambda: run("样例")).code == "fee_reversed_already"


@pytest.mark.parametrize("statement", [
    "UPDATE cases_fee SET amount_fen = 1", "DELETE FROM cases_fee", "UPDATE cases_ticketuse SET number = 2",
    "DELETE FROM cases_ticketuse", "UPDATE cases_ticketbook SET last = 99", "DELETE FROM cases_ticketbook",
])  # fmt: skip
def test_the_database_itself_refuses_to_alter_them(charging, statement):
    charging.book()
    charging.charge(charging.case())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("wrong", [
    {"amount_fen": 18001, "whole_fen": 18001}, {"amount_fen": 17999, "whole_fen": 17999}, {"reduced_fen": 1},
    {"amount_fen": 0, "whole_fen": 0, "thousandths": 0}, {"standard_fen": None},
])  # fmt: skip
def test_the_database_knows_what_a_fee_comes_to(charging, wrong):
    charging.book()
    fee = charging.charge(charging.case())
    row = {name: getattr(fee, name) for name in (
        "hall_id", "case_id", "window_id", "name", "unit", "basis", "standard_fen", "thousandths", "whole_fen",
        "reduced_fen", "amount_fen", "ticket", "charged_on", "by_id", "at")}  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Fee.objects.create(**row | wrong)


def test_the_day_is_that_of_the_hall_not_of_greenwich(charging):
    charging.book()
    half_past_midnight = datetime(2026, 3, 5, 0, 30, tzinfo=SHANGHAI)  # Thursday here, still Wednesday there
    assert charging.charge(charging.case(), now=half_past_midnight).charged_on == date(2026, 3, 5)
