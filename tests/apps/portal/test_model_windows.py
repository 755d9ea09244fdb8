"""The model windows in public: ranks, totals, the tie rule; only what is settled (R28)."""

import pytest
from django.urls import reverse

from tests.apps.assessments.contest_cast import LATER, lived_month, settle

HERE = reverse("portal:model_windows")


@pytest.fixture
def lived(cast, monkeypatch, at):
    at(LATER)
    lived_month(cast, monkeypatch)


def test_nothing_is_shown_before_a_month_is_settled(client, lived, text):
    page = text(client.get(HERE))
    assert "尚无评定的月份" in page and "民政救济" not in page


def test_the_newest_settled_month_for_everybody(cast, client, lived, text, django_assert_max_num_queries):
    settle(cast)
    with django_assert_max_num_queries(4):
        page = text(client.get(HERE))
    for said in ("2026年3月", "党员示范窗口", "3号窗口 民政救济", "第1名", "总分98，低于100", "每月前3名"):
        assert said in page, said
    assert text(client.get(HERE, {"month": "2026-03"})).count("第3名") == page.count("第3名")
    assert "样例·" not in page


@pytest.mark.parametrize("month", ["2026-02", "x", "2026-13"])
def test_no_such_month(cast, client, lived, month):
    settle(cast)
    assert client.get(HERE, {"month": month}).status_code == 404


def test_the_home_page_leads_there(client, lived, text):
    assert HERE in text(client.get(reverse("portal:home")))
