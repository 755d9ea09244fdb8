"""Sections 2 and 3: lists, returns, joint work; what is found and under which fact (D2.2.3, D2.3.1 to D2.3.7)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from yichuang.core.detection import (
    JointFact,
    ListFact,
    PartFact,
    Reason,
    ReturnFact,
    handled_serially,
    no_complete_list,
    no_written_reason,
    not_told,
    second_list,
    turned_away,
)
from yichuang.core.worktime import SHANGHAI

AT = datetime(2026, 3, 4, 10, 0, tzinfo=SHANGHAI)
TODAY, SECOND = AT.date(), timedelta(seconds=1)
LIST = ListFact("case:7", "X-7", 3, 11, AT, TODAY, 1, frozenset({"身份证"}), frozenset({"身份证"}), "notice:5", TODAY)
RETURN = ReturnFact("case:7", "X-7", 3, 11, AT, TODAY, "缺主件", "notice:6", TODAY, complete=False, for_papers=True)
JOINT = JointFact("case:7", "X-7", 3, 11, AT, AT, (PartFact("财政所", 4, AT), PartFact("派出所", 5, AT)))


@pytest.mark.parametrize(("place", "found"), [(1, []), (2, ["case:7/list:2"]), (3, ["case:7/list:3"])])
def test_each_list_after_the_first(place, found):
    rows = list(second_list(replace(LIST, place=place, cause="新增核查")))
    assert [one.fact for one in rows] == found
    assert all((one.rule, one.reason, one.automatic) == ("2.3", Reason.SECOND_LIST, False) for one in rows)


@pytest.mark.parametrize(("changes", "why"), [
    ({}, None),
    ({"paper": "", "paper_on": None}, Reason.NO_LIST),
    ({"paper_on": TODAY + timedelta(days=1)}, Reason.LIST_LATE),
    ({"lacking": frozenset({"身份证", "户口簿"})}, Reason.LIST_INCOMPLETE),
    ({"lacking": frozenset()}, None),
    ({"listed": frozenset({"身份证", "户口簿"})}, None),
])  # fmt: skip
def test_a_complete_list_at_once(changes, why):
    rows = list(no_complete_list(replace(LIST, **changes)))
    assert [one.reason for one in rows] == ([why] if why else [])
    assert all((one.rule, one.automatic, one.person) == ("3.2", False, 11) for one in rows)


def test_one_list_is_one_fact_under_both_rules():
    second = replace(LIST, place=2, paper="", paper_on=None)
    assert [one.fact for one in (*second_list(second), *no_complete_list(second))] == ["case:7/list:2"] * 2


@pytest.mark.parametrize(("changes", "why"), [
    ({}, None),
    ({"paper": "", "paper_on": None}, Reason.RETURN_WITHOUT_PAPER),
    ({"reason": "  "}, Reason.RETURN_WITHOUT_PAPER),
    ({"paper_on": TODAY + timedelta(days=1)}, Reason.RETURN_PAPER_LATE),
])  # fmt: skip
def test_a_written_reason_at_once(changes, why):
    rows = list(no_written_reason(replace(RETURN, **changes)))
    assert [(one.rule, one.reason) for one in rows] == ([("3.3", why)] if why else [])


@pytest.mark.parametrize(("complete", "for_papers", "found"), [
    (True, True, 1), (False, True, 0), (None, True, 0), (True, False, 0),
])  # fmt: skip
def test_a_complete_file_turned_away(complete, for_papers, found):
    rows = list(turned_away(replace(RETURN, complete=complete, for_papers=for_papers)))
    assert [(one.rule, one.automatic) for one in rows] == [("3.1", False)] * found


LATER = AT + SECOND


@pytest.mark.parametrize(("explained", "contacted", "now", "why", "missed"), [
    (AT, AT, LATER, None, ""),
    (None, None, AT, None, ""),  # the day is not over
    (None, AT, LATER, Reason.NOT_EXPLAINED, ""),
    (LATER, AT, LATER, Reason.NOT_EXPLAINED, ""),
    (AT, None, LATER, Reason.NOT_CONTACTED, "派出所"),
    (AT, LATER, LATER, Reason.NOT_CONTACTED, "派出所"),
    (None, None, LATER, Reason.NEITHER_EXPLAINED_NOR_CONTACTED, "派出所"),
])  # fmt: skip
def test_joint_work_is_explained_and_passed_on_the_same_day(explained, contacted, now, why, missed):
    fact = replace(JOINT, explained_at=explained, parts=(JOINT.parts[0], PartFact("派出所", 5, contacted)))
    rows = list(not_told(fact, now))
    assert [(one.reason, dict(one.arguments)["departments"]) for one in rows] == ([(why, missed)] if why else [])
    assert all((one.rule, one.fact, one.window) == ("3.4", "case:7/joint", 3) for one in rows)


@pytest.mark.parametrize(("serial", "windows"), [
    ((), []),
    ((("财政所", "派出所", AT),), [4, 5]),
    ((("财政所", "自然资源所", AT),), [4]),  # the other has no window in the hall
    ((("司法所", "自然资源所", AT),), [3]),  # neither has
])  # fmt: skip
def test_every_responsible_window_of_serial_work(serial, windows):
    rows = list(handled_serially(replace(JOINT, serial=serial)))
    assert [one.window for one in rows] == windows
    assert all((one.rule, one.fact, one.automatic) == ("3.7", "case:7/serial", False) for one in rows)
