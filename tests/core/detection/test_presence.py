"""Section 1: spans away from the post at their limits, and slips (D2.1.2, D2.1.3, C-08)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from yichuang.core.detection import (
    Reason,
    SessionFact,
    SlipFact,
    late_slip,
    off_post,
    off_post_half_days,
    without_late_slips,
)
from yichuang.core.worktime import SHANGHAI

HALF_HOUR, SECOND = timedelta(minutes=30), timedelta(seconds=1)


def at(hour, minute=0):
    return datetime(2026, 3, 4, hour, minute, tzinfo=SHANGHAI)


MORNING = SessionFact("session:9", 3, 11, at(9), at(12), ((at(9), at(12)),))


@pytest.mark.parametrize(("present", "covered", "away", "half_days"), [
    ([(at(9), at(12))], [], [], 0),
    ([(at(9, 30), at(12))], [], [], 0),  # exactly the tolerance
    ([(at(9, 30) + SECOND, at(12))], [], [(at(9), 30)], 0),
    ([(at(9), at(11, 20))], [], [(at(11, 20), 40)], 0),
    ([(at(9), at(10)), (at(11), at(12))], [], [(at(10), 60)], 0),
    ([(at(9, 40), at(11, 20))], [], [(at(9), 40), (at(11, 20), 40)], 0),
    ([(at(9), at(10))], [(at(10), at(12))], [], 0),
    ([(at(9), at(10))], [(at(10), at(11, 20))], [(at(11, 20), 40)], 0),
    ([(at(8), at(13))], [], [], 0),
    ([], [], [], 1),
    ([(at(12), at(13))], [], [], 1),
    ([], [(at(9), at(12))], [], 0),
    ([], [(at(9), at(9, 10))], [(at(9, 10), 170)], 0),
])  # fmt: skip
def test_off_post(present, covered, away, half_days):
    fact = replace(MORNING, present=tuple(present), covered=tuple(covered))
    found = list(off_post(fact, HALF_HOUR))
    assert [(one.at, dict(one.arguments)["minutes"]) for one in found] == away
    assert all((one.rule, one.person, one.automatic) == ("1.2a", 11, False) for one in found)
    assert [one.rule for one in off_post_half_days(fact)] == ["1.2b"] * half_days


BACK = date(2026, 3, 5)
SLIP = SlipFact("slip:2", 3, 11, at(10), at(9), date(2026, 3, 4))
RETRO = replace(SLIP, approved_at=None, retro=True, explained=True, filed_on=BACK, first_day_back=BACK)


@pytest.mark.parametrize(("slip", "why"), [
    (SLIP, None),
    (replace(SLIP, approved_at=at(10)), Reason.SLIP_LATE),  # before leaving, not while
    (replace(SLIP, approved_at=None), Reason.SLIP_LATE),
    (RETRO, None),
    (replace(RETRO, filed_on=BACK + timedelta(days=1)), Reason.SLIP_NOT_MADE_UP),
    (replace(RETRO, filed_on=None), Reason.SLIP_NOT_MADE_UP),
    (replace(RETRO, explained=False), Reason.SLIP_UNEXPLAINED),
])  # fmt: skip
def test_slips(slip, why):
    rows = list(late_slip(slip))
    assert [one.reason for one in rows] == ([why] if why else [])
    assert all((one.rule, one.fact, one.automatic) == ("1.3", "slip:2", True) for one in rows)


def test_an_absence_with_a_late_slip_costs_the_slip_only():
    away = replace(MORNING, present=())
    (covered,) = without_late_slips([away], [(11, (at(9), at(12))), (12, (at(9), at(10)))])
    assert list(off_post_half_days(covered)) == [] and list(off_post(covered, HALF_HOUR)) == []
    (other,) = without_late_slips([away], [(12, (at(9), at(12)))])
    assert [one.rule for one in off_post_half_days(other)] == ["1.2b"]
