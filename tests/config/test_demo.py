"""The lived-in quarter: made by the real commands, whole, and the same for the same last day."""

from datetime import datetime

import pytest

from yichuang.apps.assessments.models import Finding
from yichuang.apps.attachments.models import Attachment
from yichuang.apps.attachments.queries import damaged_of_hall
from yichuang.apps.attendance.models import OffPost, Slip
from yichuang.apps.attendance.queries import away_now
from yichuang.apps.audit.queries import first_break
from yichuang.apps.cases.models import Case, DueChange, SpecialStep, Survey
from yichuang.apps.feedback.models import Rating
from yichuang.config.demo import quarter
from yichuang.core.worktime import SHANGHAI

UNTIL = datetime(2026, 11, 20, 15, 0, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setattr(quarter, "DAYS", 12)
    monkeypatch.setattr(quarter, "VISITS", 90)


def lived(hall):
    told = []
    made = quarter.live(hall, now=UNTIL, tell=told.append)
    rows = list(
        Case.objects.order_by("id").values_list("receipt", "number", "item__code", "state", "due_at", "ended_at")
    )
    return made, rows, told


@pytest.mark.django_db(transaction=False)
def test_a_quarter_has_everything_a_page_can_show_and_is_the_same_for_the_same_last_day(hall, short):
    from django.db import transaction

    with transaction.atomic():
        first = lived(hall)[1]
        transaction.set_rollback(True)
    made, rows, told = lived(hall)
    assert rows == first
    assert made.visits > 60 and made.cases == len(rows) > 20
    assert {state for *_, state, _, _ in rows} >= {"accepted", "completed"}
    assert {"joint", "agency"} <= {
        name for name in ("joint", "agency") if Case.objects.filter(**{f"{name}__isnull": False}).exists()
    }  # fmt: skip
    assert Attachment.objects.count() == made.scans > 0 and Survey.objects.exists()
    assert not list(damaged_of_hall("township"))
    assert SpecialStep.objects.filter(end=None).exists() and DueChange.objects.exists()
    assert "received" in {state for *_, state, _, _ in rows}
    assert Rating.objects.count() == made.ratings > 0
    assert {"draft", "confirmed"} <= set(Finding.objects.values_list("state", flat=True))
    assert Finding.objects.filter(origin="entered").exists()
    assert set(Slip.objects.values_list("state", flat=True)) == {"approved", "refused", "waiting"}
    assert {"1.2a", "1.2b", "1.3"} <= set(Finding.objects.values_list("rule", flat=True))
    assert away_now(hall, UNTIL).exists() and OffPost.objects.filter(withdrawal__isnull=False).exists()
    assert told, "progress is told on the way"
    assert first_break("township") is None

