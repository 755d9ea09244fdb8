"""Praise that was asked for, as it shows in ratings: only ever a proposal (D2.8.2b)."""

from datetime import datetime, timedelta
from random import Random

import pytest

from yichuang.core.detection import PraiseFact, PraiseLimits, Reason, bursts, by_staff, same_contact
from yichuang.core.worktime import SHANGHAI

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=SHANGHAI)
LIMITS = PraiseLimits(same_contact=3, burst=3, burst_lasts=timedelta(minutes=10))


def praise(serial, seconds, *, window=3, contact="", citizen="", insider=False):
    at = NOON + timedelta(seconds=seconds)
    return PraiseFact(f"rating:{serial}", f"case:{serial}", window, at, contact, citizen, insider)


@pytest.mark.parametrize(("rows", "facts"), [
    ([("a", "p"), ("b", "p")], []),
    ([("a", "p"), ("b", "p"), ("c", "p")], ["rating:0/contact"]),
    ([("a", "p"), ("a", "p"), ("b", "p")], []),  # one citizen with two cases
    ([("a", "p"), ("b", "q"), ("c", "p")], []),
    ([("a", ""), ("b", ""), ("c", "")], []),  # nothing known of them
])  # fmt: skip
def test_one_contact_behind_several_citizens(rows, facts):
    known = [praise(place, 3600 * place, citizen=who, contact=phone) for place, (who, phone) in enumerate(rows)]
    assert [one.fact for one in same_contact(known, LIMITS)] == facts


@pytest.mark.parametrize(("seconds", "counts"), [
    ([0, 300], []),
    ([0, 300, 600], [3]),
    ([0, 300, 601], []),
    ([0, 301, 600, 901, 902], [3]),
    ([0, 601, 900, 1200], [3]),  # the first stands alone
    ([0, 1, 2, 700, 701, 702], [3, 3]),
])  # fmt: skip
def test_a_burst_is_counted_once(seconds, counts):
    rows = [praise(place, second) for place, second in enumerate(seconds)]
    found = list(bursts(rows, LIMITS))
    assert [dict(one.arguments)["count"] for one in found] == counts
    Random(1).shuffle(rows)
    assert list(bursts(rows, LIMITS)) == found


def test_windows_are_looked_at_apart():
    rows = [praise(place, place, window=place % 2, contact="p", citizen=str(place)) for place in range(4)]
    assert not list(bursts(rows, LIMITS)) and not list(same_contact(rows, LIMITS))


def test_praise_by_staff_names_its_rating():
    found = list(by_staff([praise(1, 0), praise(2, 0, insider=True)]))
    assert [(one.rule, one.fact, one.reason, one.automatic) for one in found] == [
        ("8.2b", "rating:2/staff", Reason.PRAISE_BY_STAFF, False)
    ]


def test_a_burst_keeps_its_fact_when_it_grows():
    rows = [praise(place, place) for place in range(5)]
    (early,) = bursts(rows[:3], LIMITS)
    (late,) = bursts(rows, LIMITS)
    assert early.fact == late.fact and late.proofs == tuple(one.case for one in rows)
