"""The year as tables: the mean of the quarters, exactly, and what may be entered instead (D2.0.5)."""

from fractions import Fraction

import pytest

from yichuang.core.assessment import AssessmentError, Month, Quarter, final_value, propose, quarters_in, two_places


def quarters(*totals):
    return {Quarter(2026, place): Fraction(one) for place, one in enumerate(totals, start=1) if one is not None}


@pytest.mark.parametrize(
    ("totals", "mean", "shown", "missing"),
    [
        ((96, 88, 100, 84), 92, "92.00", []),
        (("82.3", "100", "97.65", "91.2"), Fraction("92.7875"), "92.79", []),
        ((96, 88, 100), Fraction(284, 3), "94.67", ["2026-Q4"]),
        ((None, 88, None, 84), 86, "86.00", ["2026-Q1", "2026-Q3"]),
        (("92.345", None, None, None), Fraction("92.345"), "92.35", ["2026-Q2", "2026-Q3", "2026-Q4"]),
        ((0, 0, 0, 0), 0, "0.00", []),
    ],
)
def test_the_mean_of_the_finalised_quarters(totals, mean, shown, missing):
    made = propose(2026, quarters(*totals))
    assert (made.mean, two_places(made.mean)) == (mean, shown)
    assert [str(one) for one in made.missing] == missing
    assert made.complete == (not missing)


def test_without_a_quarter_there_is_no_proposal():
    made = propose(2026, {Quarter(2025, 4): Fraction(90), Quarter(2027, 1): Fraction(90)})
    assert (made.mean, made.complete, made.missing) == (None, False, quarters_in(2026))


@pytest.mark.parametrize("text", ["0", "92", "92.5", "92.55", "999", "999.00", "00"])
def test_a_final_value(text):
    assert final_value(text) == Fraction(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " 92", "92.555", "92.000", "-1", "+92", "999.01", "1000", "1e2", "92,5", "９２", "九十二", "92.", ".5",
        "nan", "1/2",
    ],
)  # fmt: skip
def test_what_is_no_final_value(text):
    with pytest.raises(AssessmentError) as caught:
        final_value(text)
    assert caught.value.code == "bad_value"


@pytest.mark.parametrize(
    ("text", "first", "last", "following", "quarter"),
    [
        ("2026-01", "2026-01-01", "2026-01-31", "2026-02-01", "2026-Q1"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-03-01", "2024-Q1"),
        ("2026-02", "2026-02-01", "2026-02-28", "2026-03-01", "2026-Q1"),
        ("2026-09", "2026-09-01", "2026-09-30", "2026-10-01", "2026-Q3"),
        ("2026-12", "2026-12-01", "2026-12-31", "2027-01-01", "2026-Q4"),
    ],
)
def test_a_month_and_its_days(text, first, last, following, quarter):
    month = Month.parse(text)
    assert [str(one) for one in (month, month.first, month.last, month.following)] == [text, first, last, following]
    assert str(month.quarter) == quarter and month.quarter.quarter == month.quarter


@pytest.mark.parametrize(
    "text", ["", "2026-00", "2026-13", "2026-9", "2026-Q3", "0000-01", "0001-01", "9999-01", "２０２６-01", "2026-01\n"]
)
def test_what_is_no_month(text):
    with pytest.raises(AssessmentError) as caught:
        Month.parse(text)
    assert caught.value.code == "bad_period"
