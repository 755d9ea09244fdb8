"""The county's database: the same hall, real concurrency, two worker processes; skipped where no server can be had."""

import pytest

from bench import loads, postgres
from bench.site import Site
from tests.apps.tickets.rush import TICKETS, doubled
from tests.apps.tickets.test_concurrency import played

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def site():
    if postgres.binaries() is None and not postgres.given():
        pytest.skip("no PostgreSQL server on this machine")
    with postgres.server() as url:
        site = Site(url)
        yield site
        site.close()


def test_whoever_takes_a_number_and_whoever_calls_never_stop_each_other(site):
    """Both hold what the other points at: with the queue's key locked by a call, this rush ended in deadlocks."""
    twin = site.twin()
    said = played(twin.home, "guarded", DATABASE_URL=twin.environment["DATABASE_URL"])
    twin.close()
    assert said["errors"] == []
    assert doubled(said["taken"]) == []
    assert len(said["taken"]) >= TICKETS
    assert doubled(said["called"]) == []
    assert len(said["called"]) == len(said["taken"])


def test_intakes_from_sixteen_clerks_lose_and_double_nothing(site):
    figures, checked = loads.intakes(site, each=4)
    assert figures.failed == 0, figures.faults[:1]
    assert (checked["gaps"], checked["twice"], checked["chain"]) == (0, 0, True)
    assert checked["cases"] == 16 * (4 + 3)


def test_rows_written_in_one_statement_get_their_own_keys(site):
    told = site.world("left_rows")
    assert told["given"] == told["stored"]
    assert len(told["given"]) == 6


def test_values_that_went_as_json_are_stored_as_given(site):
    twin = site.twin()
    told = twin.world("kept_values")
    twin.close()
    assert told == []


def test_who_calls_after_another_act_and_who_calls_at_once_do_not_stop_each_other(site):
    """The first act's entry must not hold the head of the chain while the call waits for the queue: a deadlock."""
    twin = site.twin()
    told = twin.world("rivals", 60)
    twin.close()
    assert told == {"failed": [], "chain": True, "calls": 120, "double": 0}


def test_eight_windows_call_nobody_twice(site):
    figures, checked = loads.calls(site, each=15)
    assert figures.failed == 0, figures.faults[:1]
    assert checked == {"calls": 8 * (15 + 5), "double": 0}


def test_the_database_refuses_to_change_what_was_issued(site):
    assert site.world("try_to_alter") == ["audit_entry", "notices_notice", "reception_firstcontact"]
