"""Let off only with the consent of the principal leaders (D2.4.3); irregular charges are recorded, not made."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.apps.cases.charging import Charging
from tests.apps.cases.test_fees import refusal_of
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Found
from yichuang.apps.cases.models import FeeWaiver
from yichuang.apps.cases.queries import case_for, fees
from yichuang.core.lifecycle import State

TOMORROW = date(2026, 3, 5)


@pytest.fixture
def charging(cast):
    return Charging(cast)


@pytest.fixture
def case(charging):
    charging.book()
    return charging.case()


class TestConsent:
    def test_asked_for_alone_it_counts_for_nothing(self, charging, case):
        charging.ask(case)
        assert refusal_of(lambda: charging.complete(case)).code == "fee_open"
        assert refusal_of(lambda: charging.charge(case)).code == "waiver_waits"

    @pytest.mark.parametrize("who", ["laodong.b", "laodong.a", "heyi.head", "office.a", "leader.charge", "leader.duty",
                                     "assessor", "superior"])  # fmt: skip
    def test_nobody_but_the_principal_leaders_consents(self, charging, cast, case, who):
        waiver = charging.ask(case)
        assert refusal_of(lambda: charging.decide(waiver, by=cast.person(who))).code == "not_yours"

    def test_waived_nothing_is_to_be_paid(self, charging, case):
        charging.decide(charging.ask(case, quantity="2"))
        assert FeeWaiver.objects.get().amount_fen == 36000
        assert refusal_of(lambda: charging.charge(case)).code == "fee_waived"
        assert charging.complete(case)[0].state == State.COMPLETED

    def test_reduced_the_rest_is_charged_for_the_same_quantity(self, charging, case):
        charging.decide(charging.ask(case, kind="reduction", quantity="2", amount="100.50"))
        assert refusal_of(lambda: charging.complete(case)).code == "fee_open"
        assert (
            refusal_of(lambda: charging.charge(case, quantity="1", amount="79.50")).code
            == "quantity_other_than_consent"
        )
        assert refusal_of(lambda: charging.charge(case, quantity="2", amount="360.00")).code == "amount_differs"
        fee = charging.charge(case, quantity="2", amount="259.50")
        assert (fee.whole_fen, fee.reduced_fen, fee.amount_fen) == (36000, 10050, 25950)
        assert charging.complete(case)[0].state == State.COMPLETED

    def test_deferred_the_case_ends_first_and_the_fee_is_paid_later(self, charging, case):
        charging.decide(charging.ask(case, kind="deferral", pay_by=TOMORROW))
        case = charging.complete(case)[0]
        fee = charging.charge(case, now=charging.now + timedelta(days=1))
        assert (fee.amount_fen, fee.charged_on) == (18000, TOMORROW)

    def test_declined_with_a_reason_it_may_be_asked_again(self, charging, case):
        waiver = charging.ask(case)
        assert refusal_of(lambda: charging.decide(waiver, approve=False)).field == "remark"
        charging.decide(waiver, approve=False, remark="样例：不属于减免对象")
        assert charging.charge(case).amount_fen == 18000
        assert FeeWaiver.objects.get().approved is False

    def test_it_is_decided_once(self, charging, case):
        waiver = charging.ask(case)
        charging.decide(waiver)
        assert refusal_of(lambda: charging.decide(waiver, approve=False, remark="样例")).code == "waiver_decided"


@pytest.mark.parametrize(("typed", "code", "field"), [
    ({"kind": "none"}, "kind_missing", "kind"), ({"reason": " "}, "words_missing", "reason"),
    ({"reason": "样\x00"}, "control", "reason"), ({"reason": "长" * 301}, "too_long", "reason"),
    ({"quantity": "0"}, "quantity_missing", "quantity"), ({"quantity": "0.5"}, "quantity_not_whole", "quantity"),
    ({"fee": "搭车费"}, "fee_unknown", "fee"), ({"kind": "reduction"}, "amount_missing", "amount"),
    ({"kind": "reduction", "amount": "0"}, "reduction_not_a_part", "amount"),
    ({"kind": "reduction", "amount": "180.00"}, "reduction_not_a_part", "amount"),
    ({"kind": "reduction", "amount": "-1"}, "amount_wrong", "amount"),
    ({"kind": "deferral"}, "deferral_day", "pay_by"),
    ({"kind": "deferral", "pay_by": date(2026, 3, 4)}, "deferral_day", "pay_by"),  # Wednesday, today
])  # fmt: skip
def test_what_cannot_be_asked_for(charging, case, typed, code, field):
    refusal = refusal_of(lambda: charging.ask(case, **typed))
    assert (refusal.code, refusal.field) == (code, field)


@pytest.mark.parametrize(("typed", "off"), [
    ({"kind": "reduction", "amount": "0.01"}, 1), ({"kind": "reduction", "amount": "179.99"}, 17999),
    ({"kind": "deferral", "pay_by": TOMORROW}, 18000), ({"quantity": "3"}, 54000),
])  # fmt: skip
def test_what_is_asked_for(charging, case, typed, off):
    assert charging.ask(case, **typed).amount_fen == off


def test_asked_once_and_not_when_paid_or_assessed(charging, cast, case):
    charging.ask(case)
    assert refusal_of(lambda: charging.ask(case)).code == "waiver_too_late"
    paid = charging.case()
    charging.charge(paid)
    assert refusal_of(lambda: charging.ask(paid)).code == "waiver_too_late"
    tax = charging.case("CZ-07", by=cast.other_clerk)
    assert refusal_of(lambda: charging.ask(tax, fee="契税", by=cast.other_clerk)).code == "assessed_not_here"
    assert refusal_of(lambda: charging.ask(tax, fee="契税")).code == "not_yours"


def test_what_was_asked_stays_as_it_was_asked(charging, case):
    charging.ask(case)
    for column in ("amount_fen = 1", "reason = 'x'", "kind = 'deferral'"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE cases_feewaiver SET {column}")


def test_how_a_fee_stands(charging, case):
    def standing():
        fresh = case_for(charging.clerk, case.pk)
        (line,) = fees.lines_of(fresh, charging.now.date())
        return line.standing, line.settled

    seen = [standing()]
    waiver = charging.ask(case)
    seen.append(standing())
    charging.decide(waiver)
    seen.append(standing())
    assert seen == [("due", False), ("asked", False), ("waived", True)]


class TestIrregular:
    def note(self, cast, *, by="assessor", **typed):
        given = {"window": cast.window("w2"), "kind": "raised", "name": "工本费", "amount": "12.00",
                 "standard": "10.00", "on": date(2026, 3, 4), "evidence": "样例：收据照片"} | typed  # fmt: skip
        return cases.note_irregularity(found=Found(**given), by=cast.person(by), now=cast.now)

    @pytest.mark.parametrize("kind", ("raised", "abolished", "unknown", "waived_without_consent"))
    def test_what_really_happened_is_recorded_and_is_no_fee(self, cast, kind):
        row = self.note(cast, kind=kind)
        assert (row.kind, row.standard_fen, row.amount_fen, row.by.username) == (kind, 1000, 1200, "assessor")
        assert not fees.Fee.objects.exists()

    def test_only_a_raised_fee_needs_its_standard(self, cast):
        assert self.note(cast, kind="unknown", standard="").standard_fen is None

    @pytest.mark.parametrize(("typed", "code", "field"), [
        ({"kind": "fine"}, "kind_missing", "kind"), ({"name": ""}, "words_missing", "name"),
        ({"evidence": " "}, "words_missing", "evidence"), ({"evidence": "样\ud800"}, "broken_text", "evidence"),
        ({"amount": "10.00"}, "not_raised", "amount"), ({"amount": "0", "kind": "unknown"}, "amount_missing", "amount"),
        ({"amount": "十二"}, "amount_wrong", "amount"), ({"standard": ""}, "standard_missing", "standard"),
        ({"on": date(2026, 3, 5)}, "day_ahead", "on"),  # Thursday, tomorrow
    ])  # fmt: skip
    def test_bad_entries(self, cast, typed, code, field):
        refusal = refusal_of(lambda: self.note(cast, **typed))
        assert (refusal.code, refusal.field) == (code, field)

    @pytest.mark.parametrize(("who", "may"), [("office.a", True), ("laodong.b", False), ("leader.principal", False),
                                              ("caizheng.head", False)])  # fmt: skip
    def test_by_whom(self, cast, who, may):
        if may:
            assert self.note(cast, by=who).by.username == who
        else:
            assert refusal_of(lambda: self.note(cast, by=who)).code == "not_yours"
