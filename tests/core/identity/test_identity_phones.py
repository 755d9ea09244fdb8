import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.core.identity import Fault, FaultCode, Phone, PhoneKind, check_phone, last_four

MOBILE, LANDLINE = PhoneKind.MOBILE, PhoneKind.LANDLINE


@pytest.mark.parametrize(
    ("typed", "number", "kind", "tail"),
    [
        ("13000000001", "13000000001", MOBILE, "0001"),
        (" 19999999999\n", "19999999999", MOBILE, "9999"),
        ("010-23456789", "010-23456789", LANDLINE, "6789"),
        ("01023456789", "010-23456789", LANDLINE, "6789"),
        ("027-88889999-6", "027-88889999-6", LANDLINE, "9999"),
        ("0719-3241234", "0719-3241234", LANDLINE, "1234"),
        ("07193241234-801234", "0719-3241234-801234", LANDLINE, "1234"),
    ],
)
def test_accepted(typed, number, kind, tail):
    assert check_phone(typed) == Phone(number, kind)
    assert last_four(number) == tail


@pytest.mark.parametrize(
    ("typed", "expected", "position"),
    [
        ("", FaultCode.EMPTY, None),
        ("12000000000", FaultCode.PHONE_SHAPE, None),
        ("1300000000", FaultCode.PHONE_SHAPE, None),
        ("130000000011", FaultCode.PHONE_SHAPE, None),
        ("+8613000000001", FaultCode.PHONE_SHAPE, None),
        ("3241234", FaultCode.PHONE_SHAPE, None),
        ("0019-3241234", FaultCode.PHONE_SHAPE, None),
        ("0719-1241234", FaultCode.PHONE_SHAPE, None),
        ("0719-324123", FaultCode.PHONE_SHAPE, None),
        ("0719-324123456", FaultCode.PHONE_SHAPE, None),
        ("0719-3241234-", FaultCode.PHONE_SHAPE, None),
        ("0719-3241234-8012345", FaultCode.PHONE_SHAPE, None),
        ("1.3E+10", FaultCode.PHONE_SHAPE, None),
        ("1" * 1_000_000, FaultCode.PHONE_SHAPE, None),
        ("１3000000001", FaultCode.FULL_WIDTH, 1),
        ("0719－3241234", FaultCode.FULL_WIDTH, 5),
        ("130 0000 0001", FaultCode.INNER_SPACE, 4),
        (" 130\u200b00000001", FaultCode.INVISIBLE, 5),
        ("130\x0000000001", FaultCode.CONTROL, 4),
        ("130\udc0000000001", FaultCode.BROKEN_TEXT, 4),
        ("\u06f130000000001", FaultCode.PHONE_SHAPE, 1),
    ],
)
def test_refused(typed, expected, position):
    assert check_phone(typed) == Fault(expected, position=position)


@given(st.from_regex(r"1[3-9][0-9]{9}|0719-?[2-8][0-9]{6,7}(-[0-9]{1,6})?", fullmatch=True))
def test_the_stored_spelling_is_stable(typed):
    first = check_phone(typed)
    assert isinstance(first, Phone)
    assert check_phone(first.number) == first
    assert first.number.replace("-", "") == typed.replace("-", "")
