"""Section 5: what is found at, before and after each limit (D2.5.1 to D2.5.3)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from yichuang.core.detection import (
    CompletionFact,
    DueFact,
    KindFact,
    Reason,
    Sent,
    closed_but_not_done,
    instant_as_promised,
    past_due,
)
from yichuang.core.worktime import SHANGHAI

DUE = datetime(2026, 3, 20, 17, 0, tzinfo=SHANGHAI)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
PROMISE = DueFact("case:7", "X-2026-7", 3, 11, DUE, None)
KIND = KindFact("case:7", "X-2026-7", 3, 11, DUE, "instant", "promised")


@pytest.mark.parametrize(("item", "kind", "why", "found"), [
    ("instant", "promised", "", (Reason.INSTANT_AS_PROMISED, True)),
    ("instant", "promised", "系统停电", (Reason.INSTANT_WITH_REASON, False)),
    ("instant", "instant", "", None),
    ("promised", "promised", "", None),
    ("instant", "forwarded", "", None),
    ("promised", "instant", "", None),
])  # fmt: skip
def test_an_instant_case_handled_as_promised(item, kind, why, found):
    rows = list(instant_as_promised(replace(KIND, item_kind=item, kind=kind, why=why)))
    assert [(one.reason, one.automatic) for one in rows] == ([found] if found else [])
    assert all((one.rule, one.fact, one.at, one.person) == ("5.1", "case:7/kind", DUE, 11) for one in rows)


@pytest.mark.parametrize(("ended", "now", "standing", "why"), [
    (DUE, DUE + DAY, False, None),
    (DUE + SECOND, DUE + DAY, False, Reason.ENDED_LATE),
    (DUE + SECOND, DUE + DAY, True, Reason.ENDED_LATE),
    (DUE - DAY, DUE + DAY, False, None),
    (None, DUE, False, None),
    (None, DUE + SECOND, False, Reason.STILL_OPEN),
    (None, DUE + DAY, True, None),
])  # fmt: skip
def test_past_the_due_time(ended, now, standing, why):
    rows = list(past_due(replace(PROMISE, ended_at=ended, standing=standing), now))
    assert [one.reason for one in rows] == ([why] if why else [])
    assert all((one.rule, one.fact, one.at, one.automatic) == ("5.2", "case:7", DUE, True) for one in rows)


LOCAL = DUE - 10 * DAY


@pytest.mark.parametrize(("sent", "back", "ended", "found"), [
    (LOCAL, None, None, None),  # in time, and out above: the upper body's time
    (LOCAL + SECOND, None, None, (Reason.SENT_UP_LATE, LOCAL)),
    (LOCAL + SECOND, DUE - DAY, DUE + DAY, (Reason.SENT_UP_LATE, LOCAL)),  # late twice, found once
    (LOCAL, DUE + SECOND, DUE + DAY, None),  # the answer itself came late
    (LOCAL, DUE, DUE + DAY, (Reason.ENDED_LATE, DUE)),
    (LOCAL, DUE - DAY, DUE, None),
])  # fmt: skip
def test_a_case_that_was_sent_up(sent, back, ended, found):
    fact = replace(PROMISE, sent=Sent(LOCAL, sent, back), ended_at=ended)
    assert [(one.reason, one.at) for one in past_due(fact, DUE + 2 * DAY)] == ([found] if found else [])


@pytest.mark.parametrize(("changes", "why", "proofs"), [
    ({}, None, ()),
    ({"reopened_undone": True}, Reason.REOPENED_UNDONE, ("case:7",)),
    ({"complaint": "complaint:2"}, Reason.COMPLAINT_UNDONE, ("case:7", "complaint:2")),
    ({"late_parts": ("财政所",)}, Reason.PART_AFTER_COMPLETION, ("case:7",)),
    ({"reopened_undone": True, "complaint": "complaint:2"}, Reason.REOPENED_UNDONE, ("case:7",)),
])  # fmt: skip
def test_marked_finished_though_it_was_not(changes, why, proofs):
    rows = list(closed_but_not_done(replace(CompletionFact("case:7", "X-2026-7", 3, 11, DUE), **changes)))
    assert [(one.reason, one.proofs, one.automatic) for one in rows] == ([(why, proofs, False)] if why else [])


def test_a_false_completion_has_the_fact_of_the_lateness_it_hides():
    (late,) = past_due(replace(PROMISE, ended_at=DUE + DAY), DUE + DAY)
    (undone,) = closed_but_not_done(CompletionFact("case:7", "X-2026-7", 3, 11, DUE + DAY, reopened_undone=True))
    assert late.fact == undone.fact and (late.rule, undone.rule) == ("5.2", "5.3")
