"""Section 4: a fen above, at and below the standard; without one in force; without consent (D2.4.1 to D2.4.3)."""

from dataclasses import replace
from datetime import datetime

import pytest

from yichuang.core.detection import (
    FeeFact,
    IrregularityFact,
    Reason,
    WaiverFact,
    fee_above_standard,
    fee_below_standard,
    fee_not_in_force,
    noted_irregularity,
    waived_without_consent,
)
from yichuang.core.worktime import SHANGHAI

AT = datetime(2026, 3, 4, 10, 0, tzinfo=SHANGHAI)
FEE = FeeFact("fee:1", "case:7", "工本费", 3, 11, AT, 1000, 1000)
WAIVER = WaiverFact("fee-waiver:1", "case:7", "工本费", 3, 11, AT, 1000, None, let_off=True)


@pytest.mark.parametrize(("changes", "found"), [
    ({}, []),
    ({"amount_fen": 1001}, ["4.1"]),
    ({"amount_fen": 999}, ["4.3"]),
    ({"amount_fen": 999, "consented_fen": 1}, []),
    ({"amount_fen": 998, "consented_fen": 1}, ["4.3"]),
    ({"standard_fen": None}, []),  # assessed case by case
    ({"standard_fen": None, "in_force": False}, ["4.2"]),
    ({"standard_fen": None, "in_force": False, "known": False}, ["4.2"]),
    ({"amount_fen": 5000, "in_force": False}, ["4.2"]),  # one fact, one rule
])  # fmt: skip
def test_a_charge(changes, found):
    fact = replace(FEE, **changes)
    rows = [row for one in (fee_above_standard, fee_not_in_force, fee_below_standard) for row in one(fact)]
    assert [one.rule for one in rows] == found
    assert all((one.fact, one.proofs, one.automatic) == ("fee:1", ("fee:1", "case:7"), False) for one in rows)


def test_unknown_and_abolished_are_told_apart():
    gone = replace(FEE, in_force=False)
    assert [one.reason for one in fee_not_in_force(gone)] == [Reason.FEE_ABOLISHED]
    assert [one.reason for one in fee_not_in_force(replace(gone, known=False))] == [Reason.FEE_UNKNOWN]


@pytest.mark.parametrize(("consented", "let_off", "found"), [
    (True, True, 0), (None, True, 1), (False, True, 1), (None, False, 0), (False, False, 0),
])  # fmt: skip
def test_a_fee_let_off(consented, let_off, found):
    rows = list(waived_without_consent(replace(WAIVER, consented=consented, let_off=let_off)))
    assert [(one.rule, one.reason) for one in rows] == [("4.3", Reason.FEE_WAIVED)] * found


@pytest.mark.parametrize(("kind", "rule"), [
    ("raised", "4.1"), ("abolished", "4.2"), ("unknown", "4.2"), ("waived_without_consent", "4.3"),
])  # fmt: skip
def test_what_was_noted(kind, rule):
    (row,) = noted_irregularity(IrregularityFact("fee-irregularity:4", "", kind, "工本费", 3, AT, 500))
    assert (row.rule, row.fact, row.proofs, row.automatic) == (
        rule,
        "fee-irregularity:4",
        ("fee-irregularity:4",),
        False,
    )
