"""Fees, waivers and late reports made through the real commands, and what the detectors say of them."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.apps.assessments.test_detecting import Q1, rules, seen
from tests.apps.cases.charging import FEE, Charging
from tests.apps.cases.test_assignments import OVER, Office
from yichuang.apps.assessments.detecting import found_in
from yichuang.apps.assessments.facts import Period
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Found
from yichuang.apps.cases.models import FeeWaiver
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Hall
from yichuang.core.detection import Reason
from yichuang.core.worktime import SHANGHAI

TODAY = datetime(2026, 3, 4, tzinfo=SHANGHAI)
# Before the thirty minutes of an instant case are over.
SOON = TODAY + timedelta(hours=10, minutes=20)


@pytest.fixture
def charging(cast):
    return Charging(cast)


def standards(item, **changes):
    """The catalogue with its fee changed, as after the next loading; every version in the table follows."""
    fees = [one | changes for one in item.rules["fees"]]
    ServiceItem.objects.filter(hall=item.hall, code=item.code).update(rules=item.rules | {"fees": fees})
    Hall.objects.filter(pk=item.hall_id).update(catalog_stamp=f"changed-{changes}"[:60])


class TestCharges:
    @pytest.fixture
    def charged(self, charging):
        charging.book()
        return charging.charge(charging.case(), quantity="3", amount="540.00")

    def test_by_the_standard_there_is_nothing(self, cast, charged):
        assert rules(cast, now=SOON) == []

    @pytest.mark.parametrize(("changes", "rule", "why"), [
        ({"amount": "179.99"}, "4.1", Reason.FEE_RAISED),
        ({"amount": "180.01"}, "4.3", Reason.FEE_LESS),
        ({"valid_to": "2026-03-03"}, "4.2", Reason.FEE_ABOLISHED),
        ({"valid_to": "2026-03-04"}, None, None),  # the last day counts
        ({"valid_from": "2026-03-05"}, "4.2", Reason.FEE_ABOLISHED),
        ({"name": "另一收费"}, "4.2", Reason.FEE_UNKNOWN),
        ({"amount": None}, None, None),
    ])  # fmt: skip
    def test_against_the_catalogue_of_that_day(self, cast, charged, changes, rule, why):
        standards(charged.case.item, **changes)
        cast.hall.refresh_from_db()
        found = seen(cast, now=SOON)
        assert [(one.rule, one.reason) for one in found] == ([(rule, why)] if rule else [])
        assert all((one.fact, one.at, one.automatic) == (charged.ref, TODAY, False) for one in found)

    def test_a_fee_that_was_struck_out_is_none(self, cast, charging, charged):
        standards(charged.case.item, amount="1.00")
        cast.hall.refresh_from_db()
        cases.reverse_fee(fee=charged, reason="数量录错", by=charging.office, now=cast.now)
        assert rules(cast, now=SOON) == []


class TestWaivers:
    @pytest.fixture
    def waiver(self, charging):
        return charging.ask(charging.case())

    def test_with_consent_there_is_nothing(self, cast, charging, waiver):
        charging.decide(waiver)
        charging.complete(waiver.case)
        assert rules(cast, now=SOON) == []

    @pytest.mark.parametrize("approved", [None, False])
    def test_completed_unpaid_without_consent(self, cast, charging, waiver, approved):
        charging.decide(waiver)
        charging.complete(waiver.case)
        # The normal path refuses the completion; what comes from elsewhere is found all the same.
        by, at = (None, None) if approved is None else (waiver.asked_by, cast.now)
        FeeWaiver.objects.filter(pk=waiver.pk).update(approved=approved, decided_by=by, decided_at=at)
        (found,) = seen(cast, now=SOON)
        assert (found.rule, found.fact, found.reason) == ("4.3", waiver.ref, Reason.FEE_WAIVED)


@pytest.mark.parametrize(("kind", "rule"), [
    ("raised", "4.1"), ("abolished", "4.2"), ("unknown", "4.2"), ("waived_without_consent", "4.3"),
])  # fmt: skip
def test_what_was_noted_is_a_proposal_whose_register_opens(cast, signed_in, kind, rule):
    noted = Found(cast.window(), kind, "工本费", "12.00", date(2026, 3, 4), "样例：收据照片", standard="10.00")
    cases.note_irregularity(found=noted, by=cast.person("assessor"), now=cast.now)
    (found,) = found_in(Period.of(cast.hall, Q1, SOON))
    assert (found.rule, found.automatic, found.happened_at) == (rule, False, TODAY)
    assert "12.00元" in found.reason
    client = signed_in("assessor")
    for one in found.evidence:
        page = client.get(reverse(one.route, args=[one.key]), follow=True)
        assert page.status_code == 200 and f'id="row-{one.key}"' in page.content.decode()


class TestReports:
    def test_late_from_the_end_of_the_day_on_for_a_window_of_the_department(self, cast, signed_in):
        office = Office(cast)
        one = office.enter()
        assert rules(cast, now=OVER - timedelta(seconds=1)) == []
        (found,) = seen(cast, now=OVER)
        assert (found.rule, found.reason, found.automatic) == ("3.5", Reason.REPORT_MISSING, False)
        assert (found.window, found.person, found.at) == (cast.window("w3").pk, cast.clerk.pk, OVER)
        client = signed_in("assessor")
        assert client.get(reverse("desk:assignment", args=[one.pk])).status_code == 200

    @pytest.mark.parametrize(("made", "found"), [(OVER - timedelta(seconds=1), 0), (OVER, 1)])
    def test_reported_in_time_or_not(self, cast, made, found):
        office = Office(cast)
        one = office.enter()
        office.explain(one)
        office.report(one, now=made)
        rows = seen(cast, now=OVER + timedelta(days=9))
        assert [one.reason for one in rows] == [Reason.REPORT_LATE] * found


def test_the_fee_is_the_one_the_tests_charge(charging):
    assert [one["name"] for one in charging.case().item.rules["fees"]] == [FEE]


def test_the_evidence_of_a_fee_opens_its_row_alone(charging, signed_in):
    charging.book()
    charged = charging.charge(charging.case())
    other = charging.charge(charging.case(), ticket="A0002")
    client = signed_in("assessor")
    page = client.get(reverse("desk:fee", args=[charged.pk]), follow=True).content.decode()
    assert f'id="row-{charged.pk}"' in page and f'id="row-{other.pk}"' not in page
    assert client.get(reverse("desk:fee", args=[10**9])).status_code == 404
    assert signed_in("minzheng.a").get(reverse("desk:fee", args=[charged.pk])).status_code == 404
    assert client.get(reverse("desk:fees"), {"one": "x"}).status_code == 200
