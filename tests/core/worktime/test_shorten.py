"""An urgent case gets less time, never more (D3.1.4)."""

from datetime import datetime, timedelta

import pytest

from yichuang.core.worktime import SHANGHAI, Due, Readings
from yichuang.core.worktime.shorten import refuse_shortening, shortened

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=SHANGHAI)  # Wednesday
DUE = datetime(2026, 3, 24, 16, 30, tzinfo=SHANGHAI)  # Tuesday
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("new", "code"), [
    (DUE - SECOND, ""), (DUE, ""), (DUE + SECOND, "longer"), (NOW + SECOND, ""), (NOW, "past"), (NOW - SECOND, "past"),
])  # fmt: skip
def test_at_the_limits(new, code):
    refusal = refuse_shortening(new, due_now=DUE, now=NOW)
    assert (refusal.code if refusal else "") == code
    assert refusal is None or refusal.source == "D3.1.4"


def test_nothing_is_shortened_before_a_clock_runs():
    assert refuse_shortening(DUE, due_now=None, now=NOW).code == "no_clock"


def test_after_the_due_time_every_moment_is_longer_or_past():
    late = DUE + timedelta(hours=1)
    codes = {refuse_shortening(moment, due_now=DUE, now=late).code for moment in (DUE, late, late + SECOND)}
    assert codes == {"longer", "past"}


@pytest.mark.parametrize(("to", "due", "nominal"), [
    (DUE - timedelta(days=9), DUE - timedelta(days=9), DUE - timedelta(days=9)),
    (DUE - SECOND, DUE - SECOND, DUE - timedelta(days=1)), (DUE, DUE, DUE - timedelta(days=1)),
    (DUE + SECOND, DUE, DUE - timedelta(days=1)),
])  # fmt: skip
def test_a_due_time_is_cut_and_never_stretched(to, due, nominal):
    whole = Due(DUE, DUE - timedelta(days=1), True, Readings(), DUE, DUE)
    cut = shortened(whole, to)
    assert (cut.due, cut.nominal, cut.original_due) == (due, nominal, DUE)
    assert cut.provisional == (to >= DUE), "a moment that somebody chose is certain"
