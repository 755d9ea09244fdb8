"""The sample's contests and year: the months that ended, and a value where a quarter is finalised."""

from datetime import datetime

import pytest

from yichuang.apps.assessments.models import MonthlyContest, YearScore
from yichuang.apps.audit.queries import first_break
from yichuang.config.demo.contest import add_contest, add_year
from yichuang.config.demo.sheets import add_sheets
from yichuang.core.worktime import SHANGHAI


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("month", "day", "settled"),
    [(3, 31, []), (4, 1, []), (4, 2, ["2026-03"]), (5, 4, ["2026-03"]), (5, 29, ["2026-03", "2026-04"])],
)
def test_the_months_that_are_over_are_settled_on_the_second_working_day(cast, month, day, settled):
    cast.a_case()
    now = datetime(2026, month, day, 18, 0, tzinfo=SHANGHAI)
    assert add_contest(cast.hall, now=now) == len(settled)
    assert list(MonthlyContest.objects.values_list("month", flat=True)) == settled
    assert add_contest(cast.hall, now=now) == 0
    assert first_break("township") is None


@pytest.mark.django_db
def test_a_value_beside_the_proposal_once_a_quarter_is_finalised(cast):
    cast.a_case()
    before, after = (datetime(2026, 4, day, 18, 0, tzinfo=SHANGHAI) for day in (1, 2))
    assert add_year(cast.hall, now=before) == 0
    add_sheets(cast.hall, now=after)
    assert (add_year(cast.hall, now=after), add_year(cast.hall, now=after)) == (1, 0)
    assert (YearScore.objects.get().value, YearScore.objects.get().quarters) == ("101.0", {"2026-Q1": "100.0"})
