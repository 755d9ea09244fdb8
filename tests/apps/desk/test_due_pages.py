"""Why this date: the month grid and its JSON say the same as the clock (T1–T4, lessons 16)."""

import re
from datetime import datetime

import pytest
from django.urls import reverse

from tests.apps.cases.acting import Acting
from yichuang.apps.catalog.queries import counter_items
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI

T2 = datetime(2026, 9, 24, 9, 0, tzinfo=SHANGHAI)  # Thursday
T3 = datetime(2026, 9, 15, 9, 0, tzinfo=SHANGHAI)  # Tuesday


@pytest.fixture
def told(signed_in):
    def both(case, who="leader.charge"):
        client = signed_in(who)
        page = client.get(reverse("desk:case_due", args=[case.pk]))
        return page, client.get(reverse("desk:case_due_json", args=[case.pk])).json()

    return both


def counted(text):
    """Day of the month and its number, in the order of the grid."""
    return re.findall(r'<span class="day">(\d+)</span><strong class="nth">(\d+)</strong>', text)


def test_ten_working_days_across_national_day(cast, told):
    item = cast.item("JS-03")
    cast.now = T2
    case = cast.a_case(item=item, by=cast.person("jisheng.a"), now=T2)
    page, data = told(case)
    assert data["due"] == data["stored"] == "2026-10-15T17:00:00+08:00"
    assert [(line["date"], line["n"]) for line in data["working"] if line["counted"]][4:7] == [
        ("2026-10-09", 5), ("2026-10-10", 6), ("2026-10-12", 7),
    ]  # fmt: skip
    text = page.content.decode()
    assert counted(text) == [("28", "1"), ("29", "2"), ("30", "3"), ("8", "4"), ("9", "5"), ("10", "6"), ("12", "7"),
                             ("13", "8"), ("14", "9"), ("15", "10")]  # fmt: skip
    assert "调休上班日" in text and "国庆" in text and "期满 17:00" in text and "D5.2.1" not in text


def test_an_extension_shows_old_and_new(cast, told):
    cast.now = T3
    case = cast.a_case(now=T3)
    Acting(cast).extend(case, now=datetime(2026, 9, 29, 10, 0, tzinfo=SHANGHAI))
    page, data = told(case)
    assert (data["due"], data["nominal"]) == ("2026-10-15T17:00:00+08:00", "2026-10-15T17:00:00+08:00")
    assert data["original"] == {"due": "2026-10-08T17:00:00+08:00", "nominal": "2026-10-05T17:00:00+08:00"}
    text = page.content.decode()
    assert "2026-10-08 17:00" in text and "2026-10-15 17:00" in text
    assert [n for _, n in counted(text)] == [str(n) for n in range(1, 31)]


def test_thirty_minutes_fit_one_line(cast, told):
    item = next(one for one in counter_items(cast.hall) if one.kind == "instant" and one.post)
    case = cast.a_case(item=item, by=item.post.a)
    page, data = told(case)
    assert data["due"] == "2026-03-04T10:30:00+08:00" and len(data["working"]) == 1
    assert page.status_code == 200 and "期满 10:30" in page.content.decode()


def test_a_year_without_notice_is_provisional(cast, told):
    late = datetime(2026, 12, 28, 9, 0, tzinfo=SHANGHAI)
    cast.now = late
    page, data = told(cast.a_case(now=late))
    assert data["provisional"] is True and "放假安排尚未公布" in page.content.decode()


def test_before_acceptance_there_is_no_clock(cast, signed_in):
    case = cast.a_case(at=State.SUPPLEMENTING)
    for name in ("case_due", "case_due_json"):
        assert signed_in("minzheng.a").get(reverse(f"desk:{name}", args=[case.pk])).status_code == 404


def test_a_calendar_changed_since_is_told_beside_the_kept_date(cast, told):
    case = cast.a_case()
    later = case.due_at.replace(day=25)
    type(case).objects.filter(pk=case.pk).update(due_at=later)
    page, data = told(case)
    assert data["stored"] != data["due"] and "此后日历有变动" in page.content.decode()
