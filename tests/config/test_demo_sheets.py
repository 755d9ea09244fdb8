"""The sample's sheets: those of the quarter that ended, as far as the weeks after it have been lived."""

from datetime import datetime

import pytest

from yichuang.apps.assessments.models import Objection, Sheet, SheetVersion
from yichuang.apps.audit.queries import first_break
from yichuang.config.demo.sheets import add_sheets
from yichuang.core.worktime import SHANGHAI


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "sheets", "answered", "published"),
    [(31, 0, 0, 0), (33, 7, 0, 0), (44, 7, 1, 0), (55, 7, 1, 7)],
)
def test_as_far_as_the_weeks_after_the_quarter_are_over(cast, day, sheets, answered, published):
    cast.a_case()
    month, date = (3, day) if day <= 31 else (4, day - 31)
    now = datetime(2026, month, date, 18, 0, tzinfo=SHANGHAI)
    assert add_sheets(cast.hall, now=now) == sheets == SheetVersion.objects.count()
    assert Objection.objects.filter(answered_at__isnull=False).count() == answered
    assert Sheet.objects.filter(published_at__isnull=False).count() == published
    assert add_sheets(cast.hall, now=now) == 0
    assert first_break("township") is None
