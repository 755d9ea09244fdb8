"""The value of a year through its command: with a reason, beside the proposal, every value kept (D2.0.5)."""

import json
from datetime import datetime
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction

from tests.apps.assessments.sheet_cast import NEXT_DAY, Q1, a_finding
from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.models import Finding, YearScore
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.organization.models import Staff
from yichuang.core.assessment import Quarter
from yichuang.core.worktime import SHANGHAI

REASON = "全年无投诉，参照季度情况从高确定"


@pytest.fixture
def finalised(cast):
    """Window 3 with 95.0 in the first quarter."""
    a_finding(cast, "5.2")
    return finalise(cast, Q1, NEXT_DAY)


def finalise(cast, quarter, now):
    return commands.finalise(
        hall=cast.hall, quarter=quarter, windows=list(cast.hall.windows.all()), by=cast.person("assessor"), now=now
    )


def enter(cast, value="96.5", reason=REASON, *, who="leader.charge", window="w3", year=2026, now=NEXT_DAY):
    return commands.enter_year_value(
        window=cast.window(window), year=year, value=value, reason=reason, by=cast.person(who), now=now
    )


def refused(*args, **given):
    with pytest.raises(Refused) as caught:
        enter(*args, **given)
    return caught.value.refusal.code


def test_a_value_is_kept_beside_the_proposal(cast, finalised):
    made = enter(cast, " 96.50 ")
    assert (made.number, made.value, made.quarters, made.reason) == (1, "96.5", {"2026-Q1": "95.0"}, REASON)
    entry = Entry.objects.latest("pk")
    detail = json.loads(entry.detail)
    assert (entry.verb, detail["value"], detail["year"]) == ("year.entered", "96.5", 2026)


@pytest.mark.parametrize("value", ["", "96.555", "-1", "1000", "九十六", "96,5", "1e2", "nan", "999.01"])
def test_what_is_no_value_is_refused(cast, finalised, value):
    assert refused(cast, value) == "bad_value"
    assert not YearScore.objects.exists()


@pytest.mark.parametrize("value", ["0", "999", "92.55"])
def test_values_at_the_limits(cast, finalised, value):
    assert Fraction(enter(cast, value).value) == Fraction(value)


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_refused_without_a_reason(cast, finalised, reason):
    assert refused(cast, reason=reason) == "words_missing"


@pytest.mark.parametrize("who", ["assessor", "office.a", "leader.principal", "minzheng.b"])
def test_only_the_leader_in_charge_enters(cast, finalised, who):
    assert refused(cast, who=who) == "not_yours"


def test_nobody_enters_the_year_of_his_own_window(cast, finalised):
    Staff.objects.filter(username="leader.charge").update(window=cast.window("w3"))
    assert refused(cast) == "own_window"
    assert enter(cast, window="w2").number == 1


def test_without_a_finalised_quarter_there_is_nothing_to_refer_to(cast):
    assert refused(cast) == "no_quarter"
    finalise(cast, Q1, NEXT_DAY)
    assert refused(cast, year=2025) == refused(cast, year=2027) == "no_quarter"


def test_a_later_value_is_a_further_row(cast, finalised):
    enter(cast)
    Finding.objects.filter(rule="5.2").update(state="withdrawn")
    commands.rescore(sheet=finalised[2], why="撤销一条", by=cast.person("assessor"), now=NEXT_DAY)
    enter(cast, "99", "考核记录撤销后重新确定")
    kept = queries.year_values([cast.window().pk], 2026)[cast.window().pk]
    assert [(one.number, one.value, one.quarters) for one in kept] == [
        (1, "96.5", {"2026-Q1": "95.0"}), (2, "99.0", {"2026-Q1": "100.0"}),
    ]  # fmt: skip
    for change in (lambda: YearScore.objects.update(value="100.0"), lambda: YearScore.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_proposal_is_the_mean_of_the_newest_versions(cast, finalised, django_assert_max_num_queries):
    finalise(cast, Quarter(2026, 2), datetime(2026, 7, 1, tzinfo=SHANGHAI))
    a_finding(cast, "2.1", times=5)
    commands.rescore(sheet=finalised[2], why="补记一条", by=cast.person("assessor"), now=NEXT_DAY)
    with django_assert_max_num_queries(1):
        found = queries.proposals_of(cast.hall, 2026)
    made = found[cast.window().pk]
    assert made == queries.proposal_for(cast.window(), 2026)
    assert (made.mean, [str(one) for one in made.missing]) == (95, ["2026-Q3", "2026-Q4"])
    assert found[cast.window("w1").pk].mean == 100
    assert queries.proposals_of(cast.hall, 2025) == {}


def test_the_years_a_page_offers(cast, finalised):
    assert queries.years_known(cast.hall, NEXT_DAY) == [2026]
    assert queries.years_known(cast.hall, datetime(2028, 1, 1, tzinfo=SHANGHAI)) == [2028, 2027, 2026]
    assert queries.years_known(cast.hall, datetime(2040, 1, 1, tzinfo=SHANGHAI)) == list(range(2040, 2034, -1))
