"""Exact figures, how they are read and how they are written: no binary float ever touches a point."""

import re
from decimal import Decimal
from fractions import Fraction

ZERO = Fraction(0)
_PLACES = 3
_WRITTEN = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?", re.ASCII)
_MOST = 10**9
_FINEST = 6


def exact(value: object) -> Fraction | None:
    """Read a figure that is not negative: a whole number, a Decimal, a Fraction or a text such as "0.5".

    None for anything else: a float, a boolean, more than nine digits before the point or six after it.
    """
    if isinstance(value, str):
        return Fraction(value) if _WRITTEN.fullmatch(value) else None
    if isinstance(value, Decimal):
        return _from_decimal(value)
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        return None
    return Fraction(value) if 0 <= value < _MOST else None


def figure(value: Fraction | int) -> str:
    """Write a figure in its shortest form with at least one decimal: 82.3, 2.0, -0.05.

    What no decimal can hold, such as a seventh, is rounded half away from zero to three decimals.
    """
    number = Fraction(value)
    places = _places(number.denominator)
    if places is None:
        number, places = _rounded(number), _PLACES
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    after = digits[len(digits) - places :].rstrip("0")
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[: len(digits) - places]}.{after or '0'}"


def _from_decimal(value: Decimal) -> Fraction | None:
    # The size is judged before the fraction is made: 1e-999999999 would fill the memory.
    if not value.is_finite() or value.is_signed() or len(value.as_tuple().digits) > 2 * _FINEST + 3:
        return None
    if value and not -_FINEST <= value.adjusted() < len(str(_MOST)) - 1:
        return None
    number = Fraction(value)
    return number if (number * 10**_FINEST).denominator == 1 else None


def _places(denominator: int) -> int | None:
    """How many decimals hold a fraction of this denominator; None when none do."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives, 1) if denominator == 1 else None


def _rounded(value: Fraction) -> Fraction:
    scaled = abs(value) * 10**_PLACES
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value > 0 else -whole, 10**_PLACES)
