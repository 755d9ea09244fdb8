from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.identity.made_numbers import foreign, resident, with_check
from yichuang.core.identity import Fault, FaultCode, Identity, IdentityKind, check_character, check_identity

TODAY = date(2026, 3, 2)
VALID = resident()
ENDS_IN_X = next(n for n in (resident(sequence=f"{i:03}") for i in range(1, 1000)) if n.endswith("X"))


def code(text, on=TODAY):
    result = check_identity(text, on=on)
    assert isinstance(result, Fault), result
    return result.code


@pytest.mark.parametrize(
    ("number", "kind", "birth"),
    [
        (VALID, IdentityKind.RESIDENT_CARD, date(1990, 3, 7)),
        # The worked examples printed in GB 11643-1999.
        ("11010519491231002X", IdentityKind.RESIDENT_CARD, date(1949, 12, 31)),
        ("440524188001010014", IdentityKind.RESIDENT_CARD, None),
        (resident(region="650000"), IdentityKind.RESIDENT_CARD, date(1990, 3, 7)),
        (resident(region="810000"), IdentityKind.HONGKONG_PERMIT, date(1990, 3, 7)),
        (resident(region="820000"), IdentityKind.MACAO_PERMIT, date(1990, 3, 7)),
        (resident(region="830000"), IdentityKind.TAIWAN_PERMIT, date(1990, 3, 7)),
        (foreign(), IdentityKind.FOREIGN_PERMIT, date(1980, 1, 1)),
        ("USA420180010112", IdentityKind.FOREIGN_PERMIT_OLD, date(1980, 1, 1)),
        ("usa420180010112", IdentityKind.FOREIGN_PERMIT_OLD, date(1980, 1, 1)),
        # 2010 as well as 1910 could be meant: the number does not say, so nothing is claimed.
        ("FRA110110052011", IdentityKind.FOREIGN_PERMIT_OLD, None),
        # 29 February 1900 never was, 29 February 2000 was.
        ("FRA110100022911", IdentityKind.FOREIGN_PERMIT_OLD, date(2000, 2, 29)),
    ],
)
def test_valid_numbers(number, kind, birth):
    on = TODAY if birth or kind is IdentityKind.FOREIGN_PERMIT_OLD else date(1950, 1, 1)
    expected_birth = birth or (None if kind is IdentityKind.FOREIGN_PERMIT_OLD else date(1880, 1, 1))
    assert check_identity(number, on=on) == Identity(number.upper(), kind, expected_birth)


@pytest.mark.parametrize("typed", [ENDS_IN_X, ENDS_IN_X.lower(), f"  {ENDS_IN_X}\t\r\n"])
def test_small_x_and_outer_spaces_are_normalised(typed):
    assert check_identity(typed, on=TODAY).number == ENDS_IN_X


@pytest.mark.parametrize(
    ("typed", "expected", "position"),
    [
        ("", FaultCode.EMPTY, None),
        (" \t ", FaultCode.EMPTY, None),
        ("".join(chr(ord(c) + 0xFEE0) for c in VALID), FaultCode.FULL_WIDTH, 1),
        (VALID[:17] + "\uff38", FaultCode.FULL_WIDTH, 18),
        (VALID[:6] + "\u200b" + VALID[6:], FaultCode.INVISIBLE, 7),
        ("\ufeff" + VALID, FaultCode.INVISIBLE, 1),
        ("\u202a" + VALID, FaultCode.DIRECTION, 1),
        (VALID[:6] + " " + VALID[6:], FaultCode.INNER_SPACE, 7),
        ("  " + VALID[:6] + " " + VALID[6:], FaultCode.INNER_SPACE, 9),
        ("\u3000" + VALID, FaultCode.INNER_SPACE, 1),
        ("\xa0" + VALID, FaultCode.INNER_SPACE, 1),
        (VALID[:5] + "\x00" + VALID[6:], FaultCode.CONTROL, 6),
        (VALID[:5] + "\ud800" + VALID[6:], FaultCode.BROKEN_TEXT, 6),
        (VALID[:5] + "\ufffd" + VALID[6:], FaultCode.BROKEN_TEXT, 6),
        ("1.10101E+17", FaultCode.SPREADSHEET, None),
        ("4.20325199003071e+17", FaultCode.SPREADSHEET, None),
        ("4E17", FaultCode.SPREADSHEET, None),
        ("420325900307123", FaultCode.OLD_NUMBER, None),
        (VALID[:17], FaultCode.WRONG_LENGTH, None),
        (VALID + "1", FaultCode.WRONG_LENGTH, None),
        (ENDS_IN_X[1:], FaultCode.WRONG_LENGTH, None),
        ("X", FaultCode.WRONG_LENGTH, None),
        ("1" * 10_000_000, FaultCode.WRONG_LENGTH, None),
        (VALID[:9] + "O" + VALID[10:], FaultCode.WRONG_CHARACTER, 10),
        (VALID[:16] + "XX", FaultCode.WRONG_CHARACTER, 17),
        (VALID[:17] + "A", FaultCode.WRONG_CHARACTER, 18),
        ("'" + VALID, FaultCode.WRONG_CHARACTER, 1),
        (VALID[:6] + "-" + VALID[6:], FaultCode.WRONG_CHARACTER, 7),
        ("一" + VALID[1:], FaultCode.WRONG_CHARACTER, 1),
        ("\u0661" + VALID[1:], FaultCode.WRONG_CHARACTER, 1),
        (resident(region="710000"), FaultCode.UNKNOWN_REGION, None),
        (resident(region="000000"), FaultCode.UNKNOWN_REGION, None),
        (resident(region="470000"), FaultCode.UNKNOWN_REGION, None),
        (resident(region="550000"), FaultCode.UNKNOWN_REGION, None),
        (resident(region="660000"), FaultCode.UNKNOWN_REGION, None),
        (resident(region="810001"), FaultCode.UNKNOWN_REGION, None),
        (foreign(province="10"), FaultCode.UNKNOWN_REGION, None),
        ("USA420180023012", FaultCode.IMPOSSIBLE_DATE, None),
    ],
)
def test_refused(typed, expected, position):
    result = check_identity(typed, on=TODAY)
    assert isinstance(result, Fault)
    assert (result.code, result.position) == (expected, position)


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        ("20000229", None),
        ("19000229", FaultCode.IMPOSSIBLE_DATE),
        ("20230229", FaultCode.IMPOSSIBLE_DATE),
        ("19900230", FaultCode.IMPOSSIBLE_DATE),
        ("19900431", FaultCode.IMPOSSIBLE_DATE),
        ("19900430", None),
        ("19901301", FaultCode.IMPOSSIBLE_DATE),
        ("19900001", FaultCode.IMPOSSIBLE_DATE),
        ("19900100", FaultCode.IMPOSSIBLE_DATE),
        ("00000101", FaultCode.IMPOSSIBLE_DATE),
        ("20260302", None),  # born today
        ("20260303", FaultCode.FUTURE_BIRTH),
        ("19050303", None),  # tomorrow 121, today still 120
        ("19050302", FaultCode.TOO_OLD),
    ],
)
def test_birth_dates_at_the_limits(birth, expected):
    for number in (resident(birth=birth), foreign(birth=birth), resident(region="830000", birth=birth)):
        result = check_identity(number, on=TODAY)
        assert (result.code if isinstance(result, Fault) else None) == expected


def test_future_old_permit_is_refused_only_if_no_century_fits():
    assert code("USA420140010112", on=date(1939, 12, 31)) is FaultCode.FUTURE_BIRTH
    assert check_identity("USA420140010112", on=date(1940, 1, 1)).birth == date(1940, 1, 1)


REGIONS = st.sampled_from(["110101", "420325", "650102", "810000", "820000", "830000", "942840", "911276"])
BIRTHS = st.dates(date(1910, 1, 1), TODAY)
SEQUENCES = st.integers(0, 999)


@given(REGIONS, BIRTHS, SEQUENCES)
def test_made_numbers_pass(region, birth, sequence):
    first = f"{region}{birth:%Y%m%d}{sequence:03}"
    result = check_identity(with_check(first), on=TODAY)
    assert isinstance(result, Identity)
    assert result.birth == birth
    assert check_character(first) == with_check(first)[17]


@given(REGIONS, BIRTHS, SEQUENCES)
def test_every_single_mutation_and_neighbour_swap_is_refused(region, birth, sequence):
    number = with_check(f"{region}{birth:%Y%m%d}{sequence:03}")
    for place in range(17):
        for digit in "0123456789":
            mutated = number[:place] + digit + number[place + 1 :]
            if mutated != number:
                assert check_character(mutated[:17]) != mutated[17]
                assert isinstance(check_identity(mutated, on=TODAY), Fault)
    for place in range(16):
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert swapped == number or isinstance(check_identity(swapped, on=TODAY), Fault)
    for last in "0123456789X":
        assert (check_identity(number[:17] + last, on=TODAY).__class__ is Identity) == (last == number[17])


@given(st.text(max_size=30))
def test_no_text_breaks_it(text):
    assert isinstance(check_identity(text, on=TODAY), Identity | Fault)
