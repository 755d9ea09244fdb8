"""What follows from the materials: every mark of a main, a required and an optional paper (D3.4.2–3.4.5, D4.6.3)."""

from itertools import product

import pytest

from yichuang.core.lifecycle import Checked, Decision, Mark, decide

P, M, U, N = Mark.PRESENT, Mark.MISSING, Mark.UNACCEPTABLE, Mark.UNMARKED


def papers(main, other, optional):
    return (
        Checked("m", "申请表", required=True, main=True, mark=main),
        Checked("r", "身份证", required=True, main=False, mark=other),
        Checked("o", "照片", required=False, main=False, mark=optional),
    )


@pytest.mark.parametrize(
    ("marks", "decision", "because", "clause"),
    [
        ((P, P, P), Decision.ACCEPT, "", "D3.4.2"),
        ((P, P, M), Decision.ACCEPT, "", "D3.4.2"),
        ((P, P, N), Decision.ACCEPT, "", "D3.4.2"),
        ((P, M, P), Decision.SUPPLEMENT, "r", "D3.4.4"),
        ((P, U, P), Decision.SUPPLEMENT, "r", "D3.4.4"),
        ((U, P, P), Decision.SUPPLEMENT, "m", "D3.4.4"),
        ((U, M, P), Decision.SUPPLEMENT, "mr", "D3.4.4"),
        ((M, P, P), Decision.RETURN, "m", "D3.4.5"),
        ((M, M, P), Decision.RETURN, "m", "D3.4.5"),
        ((M, U, M), Decision.RETURN, "m", "D3.4.5"),
        ((N, P, P), Decision.CHECK, "m", "D4.6.3"),
        ((P, N, P), Decision.CHECK, "r", "D4.6.3"),
        ((M, N, P), Decision.CHECK, "r", "D4.6.3"),
        ((N, N, N), Decision.CHECK, "mr", "D4.6.3"),
    ],
)
def test_the_table(marks, decision, because, clause):
    found = decide(papers(*marks))
    assert (found.decision, "".join(one.id for one in found.because), found.clause) == (decision, because, clause)


def test_acceptance_is_possible_exactly_when_every_required_paper_is_present():
    for marks in product(Mark, repeat=3):
        required = marks[:2]
        assert decide(papers(*marks)).may_accept == all(mark is P for mark in required), marks


def test_an_item_without_materials_is_accepted_and_advice_is_a_consultation():
    assert decide(()).decision is Decision.ACCEPT
    assert decide(papers(M, M, M), consultation_only=True).decision is Decision.CONSULT
