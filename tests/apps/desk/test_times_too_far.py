"""A day that no calendar holds in every time zone is no period and no place in a list: never a 500."""

import pytest
from django.urls import reverse

FIRST = "0001-01-01T00:00:00+08:00~1"
ASKED = [
    ("contest", {"month": "0001-01"}, 404), ("contest_xlsx", {"month": "0001-01"}, 404),
    ("findings", {"quarter": "0001-Q1"}, 404), ("findings_xlsx", {"quarter": "0001-Q1"}, 404),
    ("sheets", {"quarter": "0001-Q1"}, 404), ("slips", {"month": "0001-01"}, 200),
    ("slips_xlsx", {"month": "0001-01"}, 200), ("off_post", {"month": "0001-01"}, 200),
    ("slips", {"after": FIRST}, 200), ("archives", {"after": FIRST}, 200), ("loans", {"before": FIRST}, 200),
    ("stock", {"after": "9999-12-31T23:59:59-08:00~1"}, 200),
]  # fmt: skip


@pytest.mark.parametrize("who", ["minzheng.a", "assessor"])
@pytest.mark.parametrize(("name", "query", "status"), ASKED, ids=str)
def test_it_shows_nothing_or_the_first_page(cast, signed_in, who, name, query, status):
    assert signed_in(who).get(reverse(f"desk:{name}"), query).status_code == status
