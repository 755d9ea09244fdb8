"""Which limit rules a case: statute before item before promise before the general one (C-03)."""

from datetime import date

import pytest

from yichuang.apps.catalog.limits import limit_on, limit_sentence, may_promise
from yichuang.core.worktime import Limit, Unit

DAY = date(2026, 3, 4)
STATUTE = {"length": 45, "unit": "working_day", "source": "行政许可法第四十二条"}
PROMISE = {"length": 12, "unit": "day", "source": "D3.4.7"}
OWN = {"ref": "own", "length": 10, "unit": "working_day", "source": "D5.2.1"}


@pytest.fixture
def item(cast):
    """`item(...)`: a promised item whose limit has been written otherwise, for this test alone."""

    def changed(**limit):
        found = type(cast.item()).objects.get(pk=cast.item().pk)
        found.rules["limit"] |= limit
        return found

    return changed


@pytest.mark.parametrize(("limit", "promise", "found", "ground", "clause"), [
    ({}, None, Limit(20, Unit.DAY), "general", "D5.2.2"),
    ({"promise": PROMISE}, None, Limit(12, Unit.DAY), "promise", "D3.4.7"),
    ({"promise": PROMISE}, 9, Limit(9, Unit.DAY), "promise", "D3.4.7"),
    ({}, 20, Limit(20, Unit.DAY), "promise", "D3.4.7"),
    (OWN, None, Limit(10, Unit.WORKING_DAY), "item", "D5.2.1"),
    ({"statute": STATUTE}, None, Limit(45, Unit.WORKING_DAY), "statute", "行政许可法第四十二条"),
    ({"statute": STATUTE, "promise": PROMISE | {"unit": "working_day"}}, None, Limit(45, Unit.WORKING_DAY), "statute",
     "行政许可法第四十二条"),
    (OWN | {"statute": STATUTE | {"length": 3}}, None, Limit(3, Unit.WORKING_DAY), "statute", "行政许可法第四十二条"),
])  # fmt: skip
def test_the_strongest_rules(item, limit, promise, found, ground, clause):
    given = limit_on(item(**limit), DAY, promise)
    assert (given.limit, given.ground, given.clause) == (found, ground, clause)


def test_too_long_a_promise_is_no_limit(item):
    with pytest.raises(ValueError, match="20 calendar days"):
        limit_on(item(), DAY, 21)


@pytest.mark.parametrize(("limit", "may"), [({}, True), ({"promise": PROMISE}, True), (OWN, False),
                                            ({"statute": STATUTE}, False)])  # fmt: skip
def test_who_is_bound_by_a_stronger_limit_promises_nothing(item, limit, may):
    assert may_promise(item(**limit)) is may


def test_the_sheet_names_the_limit_in_force(item):
    assert limit_sentence(item(statute=STATUTE), DAY) == "受理后45个工作日内办结"
    assert limit_sentence(item(promise=PROMISE), DAY) == "受理后12日内办结"
