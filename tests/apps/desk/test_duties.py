"""The lists of the To-do page: counted by the database, read as far as they are shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yichuang.apps.desk.duties import DUTIES, duties_of
from yichuang.core.lifecycle import State

pytestmark = pytest.mark.django_db
MOST = 2


def _shown(staff, now, name):
    return next(one for one in duties_of(staff, now, str, MOST) if one["duty"].name == name)


@pytest.fixture
def closed(cast):
    return [cast.a_case(at=State.COMPLETED) for _ in range(MOST + 3)]


def test_a_long_list_shows_its_first_rows_and_counts_them_all(cast, closed, now):
    shown = _shown(cast.clerk, now, "to_archive")
    assert shown["count"] == len(closed)
    assert [row.what.split()[0] for row in shown["rows"]] == [str(one) for one in closed[:MOST]], "the oldest first"


def test_no_more_rows_are_read_than_are_shown(cast, closed, now):
    with CaptureQueriesContext(connection) as asked:
        _shown(cast.clerk, now, "to_archive")
    read = [sql for sql in _reads(asked, "cases_case") if "IN ('completed', 'refused')" in sql]
    assert read and all("COUNT(" in sql or f"LIMIT {MOST + 1}" in sql for sql in read)


def _reads(asked, table):
    """The statements that read rows of a table, not those that only ask it something on the way."""
    return [one["sql"] for one in asked if one["sql"].split(" FROM ", 1)[-1].startswith(f'"{table}"')]


def test_a_list_that_fits_needs_no_count(cast, now):
    cast.a_case(at=State.COMPLETED)
    with CaptureQueriesContext(connection) as asked:
        assert _shown(cast.clerk, now, "to_archive")["count"] == 1
    assert not any("COUNT(" in one["sql"] for one in asked)


@pytest.mark.parametrize("duty", [one for one in DUTIES if one.found is not None], ids=lambda one: one.name)
def test_a_list_of_one_query_asks_for_its_first_rows_only(cast, now, duty):
    """Every statement that reads the rows of the list bears its bound; sub-queries of others need none."""
    with CaptureQueriesContext(connection) as asked:
        duty.waiting(cast.clerk, now, MOST)
    table = duty.found(cast.clerk, now).model._meta.db_table
    assert all("LIMIT" in sql for sql in _reads(asked, table))


def test_what_is_read_whole_is_said_to_be():
    """The order of the undecided follows from the calendar, coming holidays from the roster; all others are bounded."""
    assert {one.name for one in DUTIES if one.found is None} == {"undecided", "duty-roster"}
