"""Replay in the browser: side by side, by clause, as a file; for those who plan, and with nothing stored."""

import pytest
from django.urls import reverse

from tests.apps.assessments.sheet_cast import OVER, a_finding, rated
from tests.apps.desk.excel import text_of
from yichuang.apps.assessments.models import SheetVersion

pytestmark = pytest.mark.django_db
PAGE, FILE = "desk:replay", "desk:replay_xlsx"


@pytest.fixture(autouse=True)
def later(at):
    at(OVER)


@pytest.fixture
def quarter(cast):
    rated(cast, 5, 1)
    a_finding(cast, "5.2", window="w1")


def test_a_reading_is_tried_and_its_clause_named(signed_in, quarter, text):
    client = signed_in("assessor")
    assert "还没有重新计分" in text(client.get(reverse(PAGE)))
    page = text(client.get(reverse(PAGE), {"quarter": "2026-Q1", "score_step": "ceil"}))
    assert "D2.8.1" in page and "0个窗口得分提高 · 1个窗口得分降低" in page and "−1" in page
    assert "D2.8.1" in text_of(client.get(reverse(FILE), {"quarter": "2026-Q1", "score_step": "ceil"}))
    assert not SheetVersion.objects.exists()


def test_the_same_rules_move_nothing(signed_in, quarter, text):
    page = text(signed_in("leader.charge").get(reverse(PAGE), {"quarter": "2026-Q1", "rulebook": "wan-2017-49"}))
    assert "没有条款变动分数" in page and "7个窗口不变" in page


@pytest.mark.parametrize("changed", [
    {"quarter": "2019-Q9"}, {"quarter": ""}, {"rulebook": "none"}, {"score_step": "up"},
    {"score_total_floor": "x"}, {"rating_min_sample": "0"}, {"feedback_cap": "-1"}, {"feedback_cap": "1" * 5000},
], ids=str)  # fmt: skip
def test_bad_input_names_its_field(signed_in, quarter, text, changed):
    client = signed_in("assessor")
    answer = client.get(reverse(PAGE), {"quarter": "2026-Q1"} | changed)
    assert answer.status_code == 422 and "field-bad" in text(answer)
    assert client.get(reverse(FILE), {"quarter": "2026-Q1"} | changed).status_code == 302


@pytest.mark.parametrize("who", ["minzheng.a", "minzheng.b", "dangzheng.head"])
def test_not_for_those_who_are_scored(signed_in, who):
    assert signed_in(who).get(reverse(PAGE)).status_code == 403


def test_it_costs_the_same_for_every_quarter(signed_in, quarter, django_assert_max_num_queries):
    client = signed_in("assessor")
    with django_assert_max_num_queries(16):
        assert client.get(reverse(PAGE), {"quarter": "2026-Q1", "rate_basis": "closed"}).status_code == 200
