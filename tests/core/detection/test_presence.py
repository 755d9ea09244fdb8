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
    without_late_slips,
)
from yichuang.core.worktime import SHANGHAI

HALF_HOUR, SECOND = timedelta(minutes=30), timedelta(seconds=1)


def at(hour, minute=0, *, day=4):
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


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
    found = list(off_post([fact], HALF_HOUR))
    once = [one for one in found if one.rule == "1.2a"]
    assert [(one.at, dict(one.arguments)["minutes"]) for one in once] == away
    assert all((one.person, one.automatic) == (11, False) for one in found)
    assert [one.rule for one in found if one not in once] == ["1.2b"] * half_days


def a_day(*away, covered=(), day=4):
    """Morning and afternoon of one day (9-12, 14-17), present but for the spans away."""
    facts = []
    for name, begins, ends in (("am", at(9, day=day), at(12, day=day)), ("pm", at(14, day=day), at(17, day=day))):
        present, last = [], begins
        for gone, back in away:
            present.append((last, max(last, min(gone, ends))))
            last = max(last, min(back, ends))
        before = f"{day - 1}pm" if name == "am" else f"{day}am"
        facts.append(SessionFact(f"{day}{name}", 3, 11, begins, ends, (*present, (last, ends)), tuple(covered),
                                 (f"off_post:{day}",), before))  # fmt: skip
    return facts


@pytest.mark.parametrize(("facts", "found"), [
    (a_day((at(10), at(10, 40))), ["1.2a"]),  # D2.1.2: 40 minutes cost 0.5
    (a_day((at(9), at(12))), ["1.2b"]),  # a morning costs 1
    (a_day((at(9), at(17))), ["1.2b", "1.2b"]),  # a day 2
    ([*a_day((at(9), at(17))), *a_day((at(9, day=5), at(12, day=5)), day=5)], ["1.2b"] * 3),  # one and a half 3
    (a_day((at(9), at(17)), covered=[(at(9), at(17))]), []),  # approved leave nothing
    (a_day((at(10), at(17))), ["1.2b"]),  # C-38: what is left over is not counted further
    (a_day((at(10), at(15))), ["1.2a"]),  # over the break, less than a half day: once
    (a_day((at(11, 45), at(14, 15))), []),  # 30 minutes of office time
    (a_day((at(11, 45), at(14, 16))), ["1.2a"]),
    (a_day((at(9, 30), at(10, 10)), (at(15), at(16))), ["1.2a", "1.2a"]),
    ([*a_day((at(16), at(17))), *a_day((at(9, day=5), at(10, day=5)), day=5)], ["1.2a"]),  # over the night
    ([*a_day((at(16), at(17))), *a_day((at(9, day=6), at(10, day=6)), day=6)], ["1.2a", "1.2a"]),  # there on the 5th
])  # fmt: skip
def test_an_absence_over_several_sessions(facts, found):
    detections = list(off_post(facts, HALF_HOUR))
    assert [one.rule for one in detections] == found
    assert all(one.proofs and set(one.proofs) <= {"off_post:4", "off_post:5", "off_post:6"} for one in detections)
    assert len({one.fact for one in detections}) == len(detections)


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
    assert list(off_post([covered], HALF_HOUR)) == []
    (other,) = without_late_slips([away], [(12, (at(9), at(12)))])
    assert [one.rule for one in off_post([other], HALF_HOUR)] == ["1.2b"]
