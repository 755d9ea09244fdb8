"""The rules as tables at their limits (D2.1 to D2.8), quarters, and how figures are read and written."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.core.assessment.books import BOOK
from yichuang.core.assessment import (
    AssessmentError,
    Finding,
    Level,
    Measured,
    Measures,
    Quarter,
    Readings,
    Share,
    exact,
    figure,
    score,
)


def lost(rule, times=1, points=None, level=None):
    finding = Finding(rule, times=times, points=points, verified=True, level=level, reason="样例")
    line = score(BOOK, [finding]).lines
    return figure(next(one.points for one in line if one.rule.id == rule))


@pytest.mark.parametrize(
    ("rule", "one", "three"),
    [
        ("1.1", "-1.0", "-3.0"), ("1.2a", "-0.5", "-1.5"), ("1.2b", "-1.0", "-3.0"), ("1.3", "-0.5", "-1.5"),
        ("2.1", "-1.0", "-3.0"), ("2.2", "-0.2", "-0.6"), ("2.3", "-0.5", "-1.5"), ("2.4", "-1.0", "-3.0"),
        ("3.1", "-3.0", "-9.0"), ("3.2", "-2.0", "-6.0"), ("3.3", "-2.0", "-6.0"), ("3.4", "-2.0", "-6.0"),
        ("3.5", "-2.0", "-6.0"), ("3.7", "-4.0", "-12.0"), ("4.1", "-3.0", "-9.0"), ("4.2", "-5.0", "-15.0"),
        ("4.3", "-3.0", "-9.0"), ("5.1", "-3.0", "-9.0"), ("5.2", "-5.0", "-15.0"), ("5.3", "-10.0", "-30.0"),
        ("6.2", "-3.0", "-9.0"), ("7.1", "-1.0", "-3.0"), ("8.2b", "-2.0", "-6.0"), ("8.3", "5.0", "15.0"),
        ("8.5", "1.0", "3.0"), ("8.6", "-3.0", "-9.0"),
    ],
)  # fmt: skip
def test_points_of_the_fixed_rules(rule, one, three):
    assert (lost(rule), lost(rule, times=3)) == (one, three)


@pytest.mark.parametrize(("level", "points"), [(Level.COUNTY, "1.0"), (Level.CITY, "3.0"), (Level.PROVINCE, "5.0")])
def test_points_by_level(level, points):
    assert lost("8.4", level=level) == points


@pytest.mark.parametrize(
    ("rule", "points", "fits"),
    [
        ("3.6", "2.999999", False), ("3.6", "3", True), ("3.6", "4", True), ("3.6", "5", True), ("3.6", "5.1", False),
        ("8.2a+", "0.2", False), ("8.2a+", "0.3", True), ("8.2a+", "1", True), ("8.2a+", "1.1", False),
        ("8.2a-", "0.29", False), ("8.2a-", "0.3", True), ("8.2a-", "1", True), ("8.2a-", "1.01", False),
    ],
)  # fmt: skip
def test_points_at_discretion(rule, points, fits):
    if fits:
        assert lost(rule, points=Fraction(points)).lstrip("-") == figure(Fraction(points))
        return
    with pytest.raises(AssessmentError) as caught:
        lost(rule, points=Fraction(points))
    assert caught.value.code == "points_out_of_range"


def measured(rule, num, den, **readings):
    shares = {"6.1": "on_time", "8.1": "satisfaction"}
    sheet = score(BOOK, [], Measures(**{shares[rule]: Share(num, den)}), BOOK.readings.but(readings))
    line = next(line for line in sheet.lines if line.rule.id == rule)
    part = sheet.sections[5]
    return figure(-line.points), figure(part.effective)


@pytest.mark.parametrize(
    ("num", "den", "floor", "ceil", "prorata"),
    [
        (100, 100, "0.0", "0.0", "0.0"),
        (995, 1000, "0.0", "0.2", "0.1"),
        (99, 100, "0.2", "0.2", "0.2"),
        (9899, 10000, "0.2", "0.4", "0.202"),
        (241, 250, "0.6", "0.8", "0.72"),
        (27, 28, "0.6", "0.8", "0.714"),
        (25, 100, "15.0", "15.0", "15.0"),
        (0, 7, "20.0", "20.0", "20.0"),
        (0, 0, "0.0", "0.0", "0.0"),
    ],
)
def test_the_on_time_rate(num, den, floor, ceil, prorata):
    for step, points in (("floor", floor), ("ceil", ceil), ("prorata", prorata)):
        computed, effective = measured("6.1", num, den, **{"score.step": step})
        assert computed == points
        assert effective == ("15.0" if points == "20.0" else points), "the base of the section bears no more"


@pytest.mark.parametrize(
    ("num", "den", "floor", "ceil"),
    [
        (90, 100, "0.0", "0.0"), (899, 1000, "0.0", "1.0"), (85, 100, "1.0", "1.0"), (849, 1000, "1.0", "2.0"),
        (83, 100, "1.0", "2.0"), (80, 100, "2.0", "2.0"), (40, 100, "10.0", "10.0"), (10, 100, "10.0", "10.0"),
        (0, 3, "10.0", "10.0"), (0, 0, "0.0", "0.0"), (9, 10, "0.0", "0.0"), (100, 100, "0.0", "0.0"),
    ],
)  # fmt: skip
def test_satisfaction(num, den, floor, ceil):
    assert measured("8.1", num, den)[0] == floor
    assert measured("8.1", num, den, **{"score.step": "ceil"})[0] == ceil


def test_too_few_ratings_are_no_data():
    shares = Measures(Share(1, 2), Share(0, 4))
    for least, silent in ((4, ()), (5, (Measured.SATISFACTION,))):
        assert score(BOOK, [], shares, Readings(min_sample=least)).unmeasured == silent
    assert score(BOOK, []).unmeasured == (Measured.ON_TIME, Measured.SATISFACTION)


@pytest.mark.parametrize(("num", "den"), [(2, 1), (-1, 1), (1, 0), (True, 1), (1.0, 2)])
def test_what_is_no_share(num, den):
    with pytest.raises(AssessmentError):
        Share(num, den)


@pytest.mark.parametrize("times", [0, -1, True, 1.0, None, 10**7])
def test_what_is_no_number_of_times(times):
    with pytest.raises(AssessmentError) as caught:
        score(BOOK, [Finding("1.1", times=times)])
    assert caught.value.code == "bad_times"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0.0"), (5, "5.0"), (-5, "-5.0"), (Fraction(823, 10), "82.3"), (Fraction(1, 20), "0.05"),
        (Fraction(-1, 8), "-0.125"), (Fraction(1, 1024), "0.0009765625"), (Fraction(100), "100.0"),
        (Fraction(1145, 14), "81.786"), (Fraction(2, 3), "0.667"), (Fraction(-2, 3), "-0.667"),
        (Fraction(1, 3), "0.333"),
        (Fraction(1, 3000), "0.0"), (Fraction(5999, 6000), "1.0"), (Fraction(11, 10), "1.1"),
    ],
)  # fmt: skip
def test_figures_are_written_short_and_exact(value, text):
    assert figure(value) == text


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("0.5", "1/2"), ("3", "3"), ("010.50", "21/2"), (7, "7"), (Decimal("0.30"), "3/10"), (Decimal("1E+2"), "100"),
        (Fraction(1, 3), "1/3"), (0, "0"), (Decimal("0E-30"), "0"), (Decimal("0.000001"), "1/1000000"),
        ("", None), ("-1", None), ("+1", None), (".5", None), ("1.", None), ("1e3", None), ("1_0", None), (" 1", None),
        ("１", None), ("0.1234567", None), ("1234567890", None), (-1, None), (True, None), (0.5, None), (None, None),
        (Decimal("-1"), None), (Decimal("NaN"), None), (Decimal("Infinity"), None), (Decimal("1E+999999"), None),
        (Decimal("1E-999999"), None), (Decimal("0.1234567"), None), (10**9, None), (Fraction(-1, 2), None),
    ],
)  # fmt: skip
def test_figures_are_read_exactly_or_not_at_all(value, read):
    assert exact(value) == (None if read is None else Fraction(read))


@pytest.mark.parametrize(
    ("text", "first", "last", "following"),
    [
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1)),
        ("2017-Q4", date(2017, 10, 1), date(2017, 12, 31), date(2018, 1, 1)),
    ],
)
def test_quarters(text, first, last, following):
    quarter = Quarter.parse(text)
    assert (quarter.first, quarter.last, quarter.following) == (first, last, following)
    assert str(quarter) == text


def test_readings_are_told_by_the_names_of_their_settings():
    assert Readings().as_mapping() == {
        "score.dedupe": True,
        "score.step": "floor",
        "score.total_floor": "0.0",
        "score.other_deducts": True,
        "feedback.cap": "none",
        "feedback.cap_mode": "each",
        "rate.basis": "due",
        "rating.min_sample": "1",
    }
    assert Readings().but(Readings(step="ceil").as_mapping()) == Readings(step="ceil")
