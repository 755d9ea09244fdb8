"""Stock, archives, loans, reports, improvements, petitions: each at its limit."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from yichuang.core.detection import (
    ArchiveFact,
    LoanFact,
    LossFact,
    PetitionFact,
    Reason,
    ReportFact,
    StockFact,
    VersionFact,
    archive_lost,
    improvements,
    late_report,
    loan_overdue,
    not_archived,
    order_disturbed,
    out_of_stock,
)
from yichuang.core.worktime import SHANGHAI

END = datetime(2026, 3, 5, 0, 0, tzinfo=SHANGHAI)
SECOND = timedelta(seconds=1)
VERSION = VersionFact("MZ-10", "临时救助", 3, END, (5, 5), (5, 5), (False, False))
PETITION = PetitionFact("case:7", "X-7", (3, 4), END, "在大厅拉横幅", True)
REPORT = ReportFact("report:1", "B-1", 3, 11, END.date() - timedelta(days=1), END, None)


@pytest.mark.parametrize("in_hours", [True, False])
def test_out_of_stock_in_working_hours(in_hours):
    rows = list(out_of_stock(StockFact("outage:1", 3, "《办事须知》", END, in_hours)))
    assert [(one.rule, one.fact) for one in rows] == [("2.2", "outage:1")] * in_hours


@pytest.mark.parametrize(("done", "now", "found"), [
    (None, END, 0), (None, END + SECOND, 1), (END, END + SECOND, 0), (END + SECOND, END + SECOND, 1),
])  # fmt: skip
def test_archived_and_brought_back_in_time(done, now, found):
    archive = ArchiveFact("case:7", "X-7", 3, 11, END, done)
    loan = LoanFact("loan:4", "卷宗", 3, 11, END, done)
    assert [one.fact for one in not_archived(archive, now)] == ["case:7/archive"] * found
    assert [one.fact for one in loan_overdue(loan, now)] == ["loan:4"] * found


@pytest.mark.parametrize("opens", ["", "archives:5"])
def test_a_file_that_is_lost_opens_what_may_be_opened(opens):
    (found,) = archive_lost(LossFact("archive:5", "卷宗", 3, 11, END, opens))
    assert (found.rule, found.fact, found.at, found.automatic) == ("2.4", "archive:5/lost", END, False)
    assert found.proofs == (opens or "archive:5",)
    late = LoanFact("loan:4", "卷宗", 3, 11, END, None, opens and "loans:5")
    assert [one.proofs for one in loan_overdue(late, END + SECOND)] == [(opens and "loans:5" or "loan:4",)]


def test_what_ran_out_opens_its_card():
    (found,) = out_of_stock(StockFact("outage:1", 3, "《办事须知》", END, card="stock:7"))
    assert (found.fact, found.proofs) == ("outage:1", ("stock:7",))


@pytest.mark.parametrize(("made", "now", "why"), [
    (None, END - SECOND, None), (None, END, Reason.REPORT_MISSING), (END - SECOND, END, None),
    (END, END, Reason.REPORT_LATE),
])  # fmt: skip
@pytest.mark.parametrize("own", [True, False])
def test_a_report_on_its_day(made, now, why, own):
    rows = list(late_report(replace(REPORT, made_at=made, own=own), now))
    assert [(one.rule, one.reason, one.automatic) for one in rows] == ([("3.5", why, own)] if why else [])


@pytest.mark.parametrize(("changes", "found"), [
    ({}, []),
    ({"materials": (5, 4)}, [("item:MZ-10/materials", Reason.FEWER_MATERIALS)]),
    ({"materials": (4, 5), "steps": (5, 3)}, [("item:MZ-10/steps", Reason.FEWER_STEPS)]),
    ({"joint": (False, True)}, [("item:MZ-10/joint", Reason.NEWLY_JOINT)]),
    ({"joint": (True, True)}, []),
    ({"joint": (True, False)}, []),
    ({"materials": (5, 4), "steps": (5, 4), "joint": (False, True)},
     [("item:MZ-10/materials", Reason.FEWER_MATERIALS), ("item:MZ-10/steps", Reason.FEWER_STEPS),
      ("item:MZ-10/joint", Reason.NEWLY_JOINT)]),
])  # fmt: skip
def test_what_was_cut_or_newly_set_up(changes, found):
    assert [(one.fact, one.reason) for one in improvements(replace(VERSION, **changes))] == found


@pytest.mark.parametrize(("what", "verified", "windows"), [
    ("在大厅拉横幅", True, [3, 4]), ("在大厅拉横幅", False, []), ("在大厅拉横幅", None, []), ("", True, []),
])  # fmt: skip
def test_a_petition_that_disturbed_the_order(what, verified, windows):
    rows = list(order_disturbed(replace(PETITION, disturbance=what, verified=verified)))
    assert [(one.rule, one.window) for one in rows] == [("8.6", window) for window in windows]
