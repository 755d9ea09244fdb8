"""Amount = standard in force on that day × quantity, exact to the fen (D2.4.0–2.4.2)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.core.fees import Standard, Wrong, WrongCode, charge, in_fen, read_money, read_quantity, standard_on

LICENCE = Standard("工本费", Decimal("9.00"), "证", date(2014, 1, 1), date(2017, 3, 31))
DEARER = Standard("工本费", Decimal("12.00"), "证", date(2017, 4, 1), date(2018, 12, 31))
FREE = Standard("工本费", Decimal("0.00"), "证", date(2019, 1, 1))
AREA = Standard("占用费", Decimal("0.35"), "平方米", date(2017, 1, 1), divisible=True)
ASSESSED = Standard("契税", None, "笔", date(2012, 3, 1))
ALL = (LICENCE, DEARER, FREE, AREA, ASSESSED)


@pytest.mark.parametrize(("name", "day", "found"), [
    ("工本费", date(2013, 12, 31), WrongCode.NOT_YET),  # Tuesday, the day before
    ("工本费", date(2014, 1, 1), LICENCE),
    ("工本费", date(2017, 3, 31), LICENCE),  # Friday, the last day counts
    ("工本费", date(2017, 4, 1), DEARER),
    ("工本费", date(2018, 12, 31), DEARER),
    ("工本费", date(2019, 1, 1), WrongCode.FREE),
    ("搭车费", date(2017, 4, 1), WrongCode.UNKNOWN),
    ("", date(2017, 4, 1), WrongCode.UNKNOWN),
])  # fmt: skip
def test_the_day_decides_which_standard_holds(name, day, found):
    told = standard_on(ALL, name, day)
    assert (told.code if isinstance(told, Wrong) else told) == found
    if isinstance(told, Wrong):
        assert told.clause == "D2.4.2"


def test_after_its_last_day_a_fee_is_abolished():
    assert standard_on([LICENCE], "工本费", date(2017, 4, 1)).code is WrongCode.ABOLISHED


@pytest.mark.parametrize(("standard", "quantity", "amount"), [
    (LICENCE, "1", "9.00"), (LICENCE, "3", "27.00"), (LICENCE, "3.0", "27.00"), (LICENCE, "999999", "8999991.00"),
    (LICENCE, "0.5", WrongCode.NOT_WHOLE), (LICENCE, "0", WrongCode.NO_QUANTITY),
    (LICENCE, "-1", WrongCode.NO_QUANTITY),
    (AREA, "0.5", "0.18"),  # 0.175: half a fen upwards
    (AREA, "0.014", "0.00"), (AREA, "0.015", "0.01"),  # 0.0049 and 0.00525
    (AREA, "100.1", "35.04"),  # 35.035
    (AREA, "12.345", "4.32"),
])  # fmt: skip
def test_what_a_quantity_costs(standard, quantity, amount):
    told = charge(standard, Decimal(quantity))
    assert (told.code if isinstance(told, Wrong) else str(told.amount)) == amount


@pytest.mark.parametrize(("reduced", "taken", "amount"), [
    ("0", "0", "27.00"), ("0.01", "0.01", "26.99"), ("27.00", "27.00", "0.00"), ("27.01", "27.00", "0.00"),
])  # fmt: skip
def test_a_reduction_never_turns_the_sum_round(reduced, taken, amount):
    told = charge(LICENCE, Decimal(3), reduced=Decimal(reduced))
    assert (told.whole, told.reduced, told.amount) == (Decimal("27.00"), Decimal(taken), Decimal(amount))


@pytest.mark.parametrize(("assessed", "amount"), [
    (None, WrongCode.NO_AMOUNT), ("0", WrongCode.NO_AMOUNT), ("-1", WrongCode.NO_AMOUNT), ("1234.50", "1234.50"),
])  # fmt: skip
def test_an_assessed_fee_is_what_was_assessed(assessed, amount):
    told = charge(ASSESSED, Decimal(1), assessed=Decimal(assessed) if assessed else None)
    assert (told.code if isinstance(told, Wrong) else str(told.amount)) == amount


@pytest.mark.parametrize(("typed", "read"), [
    ("2", "2"), (" 2 ", "2"), ("0.5", "0.5"), ("1.500000", "1.500000"), ("999999.999", "999999.999"),
    ("", WrongCode.NO_QUANTITY), ("0", WrongCode.NO_QUANTITY), ("0.000", WrongCode.NO_QUANTITY),
    ("-1", WrongCode.BAD_QUANTITY), ("1e3", WrongCode.BAD_QUANTITY), ("1000000", WrongCode.BAD_QUANTITY),
    ("NaN", WrongCode.BAD_QUANTITY), ("Infinity", WrongCode.BAD_QUANTITY), ("1.", WrongCode.BAD_QUANTITY),
    (".5", WrongCode.BAD_QUANTITY), ("２", WrongCode.BAD_QUANTITY), ("1\x00", WrongCode.BAD_QUANTITY),
    ("两", WrongCode.BAD_QUANTITY), ("1.0001", WrongCode.TOO_FINE), ("9" * 5000, WrongCode.BAD_QUANTITY),
])  # fmt: skip
def test_a_quantity_as_typed(typed, read):
    told = read_quantity(typed)
    assert (told.code if isinstance(told, Wrong) else str(told)) == read


@pytest.mark.parametrize(("typed", "read"), [
    ("180", "180"), ("180.00", "180.00"), ("¥1,234.50", "1234.50"), ("0", "0"), ("", WrongCode.NO_AMOUNT),
    ("1.005", WrongCode.BAD_AMOUNT), ("1e9", WrongCode.BAD_AMOUNT), ("-1", WrongCode.BAD_AMOUNT),
    ("1234567890", WrongCode.BAD_AMOUNT), ("\ud800", WrongCode.BAD_AMOUNT),
])  # fmt: skip
def test_an_amount_as_typed(typed, read):
    told = read_money(typed)
    assert (told.code if isinstance(told, Wrong) else str(told)) == read


def test_fen_are_whole():
    assert (in_fen(Decimal("12.34")), in_fen(Decimal(7))) == (1234, 700)
    with pytest.raises(ValueError, match="whole number of fen"):
        in_fen(Decimal("0.001"))


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_it_agrees_with_fractions(fen, thousandths):
    """Rounded half up by whole numbers alone, as the check of the table does."""
    standard = Standard("费", Decimal(fen) / 100, "吨", date(2017, 1, 1), divisible=True)
    told = charge(standard, Decimal(thousandths) / 1000)
    assert in_fen(told.whole) == (fen * thousandths + 500) // 1000
    assert Fraction(told.product) == Fraction(fen, 100) * Fraction(thousandths, 1000)
