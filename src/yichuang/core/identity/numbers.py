"""Identity numbers: resident identity cards, residence permits, permanent residence permits of foreigners.

Accepted are resident identity cards (18 places, GB 11643), residence permits of Hong Kong, Macao and Taiwan residents
(18, beginning 810000, 820000, 830000), permanent residence permits of foreigners issued since 2023-12-01 (18: 9,
province, nationality, birth, sequence, check character) and those issued before (15: three letters, twelve digits). Of
the last only the shape and the date in places 8 to 13 are checked: no official text of its check digit could be
consulted. Nationality digits are not compared with a list, which would age.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yichuang.core.identity.characters import first_odd, is_plain_ascii, strip_outer
from yichuang.core.identity.faults import Fault, FaultCode

# The oldest person whose age is beyond doubt died at 122; in a hall an earlier year is nearly always a slip of the
# hand, and the counter can still serve the rare exception without a number.
MAX_AGE_YEARS = 120
# Longer input is refused before it is looked at character by character.
_LONGEST_LOOKED_AT = 64

# GB/T 2260, provincial level. 71 is reserved and on no card: residents of Taiwan hold permits that begin with 830000.
_PROVINCES_BY_REGION = {"1": "12345", "2": "123", "3": "1234567", "4": "123456", "5": "01234", "6": "12345"}
PROVINCES = frozenset(region + place for region, places in _PROVINCES_BY_REGION.items() for place in places)
_WEIGHTS = tuple(pow(2, 17 - index, 11) for index in range(17))
_CHECK_CHARACTERS = "10X98765432"

_SPREADSHEET = re.compile(r"[0-9](?:\.[0-9]*)?[eE]\+?[0-9]{1,3}")
_OLD_CARD = re.compile(r"[0-9]{15}")
_OLD_FOREIGN = re.compile(r"[A-Z]{3}[0-9]{12}")
_DIGITS = frozenset("0123456789")


class IdentityKind(StrEnum):
    RESIDENT_CARD = "resident_card"
    HONGKONG_PERMIT = "hongkong_permit"
    MACAO_PERMIT = "macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    FOREIGN_PERMIT = "foreign_permit"
    FOREIGN_PERMIT_OLD = "foreign_permit_old"


_PERMITS = {
    "810000": IdentityKind.HONGKONG_PERMIT,
    "820000": IdentityKind.MACAO_PERMIT,
    "830000": IdentityKind.TAIWAN_PERMIT,
}


@dataclass(frozen=True, slots=True)
class Identity:
    """A number that passed. `birth` is None where the number leaves the century open."""

    number: str
    kind: IdentityKind
    birth: date | None


def check_character(first_seventeen: str) -> str:
    """The 18th character for 17 ASCII digits, by ISO 7064 MOD 11-2 (GB 11643): a digit or X."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_seventeen, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def check_identity(text: str, *, on: date) -> Identity | Fault:
    """Judge a typed identity number as of the day `on` (in Asia/Shanghai); nothing is guessed or repaired.

    Outer ASCII spaces are dropped and letters become capitals; everything else odd is a Fault.
    """
    bare, offset = strip_outer(text)
    if not bare:
        return Fault(FaultCode.EMPTY)
    if len(bare) > _LONGEST_LOOKED_AT:
        return Fault(FaultCode.WRONG_LENGTH, length=len(bare))
    fault = _shape_fault(bare, offset)
    if fault is not None:
        return fault
    number = bare.upper()
    if _OLD_FOREIGN.fullmatch(number):
        return _old_foreign(number, on)
    return _long_fault(number, offset, on) or Identity(number, _kind(number), _date_of(number[6:14]))


def _shape_fault(bare: str, offset: int) -> Fault | None:
    odd = first_odd(bare, offset, is_plain_ascii, FaultCode.WRONG_CHARACTER)
    if odd is not None:
        return odd
    if _SPREADSHEET.fullmatch(bare):
        return Fault(FaultCode.SPREADSHEET)
    if _OLD_CARD.fullmatch(bare):
        return Fault(FaultCode.OLD_NUMBER)
    if len(bare) == 18 or _OLD_FOREIGN.fullmatch(bare.upper()):
        return None
    # A number with a digit missing may still end in X.
    digits = bare[:-1] if bare[-1] in "xX" else bare
    odd = first_odd(digits, offset, _DIGITS.__contains__, FaultCode.WRONG_CHARACTER)
    return odd or Fault(FaultCode.WRONG_LENGTH, length=len(bare))


def _long_fault(number: str, offset: int, on: date) -> Fault | None:
    odd = first_odd(number[:17], offset, _DIGITS.__contains__, FaultCode.WRONG_CHARACTER)
    if odd is not None:
        return odd
    if number[17] not in _CHECK_CHARACTERS:
        return Fault(FaultCode.WRONG_CHARACTER, position=offset + 18)
    if not _region_exists(number):
        return Fault(FaultCode.UNKNOWN_REGION)
    fault = _birth_fault(_date_of(number[6:14]), on)
    if fault is not None:
        return fault
    return None if check_character(number[:17]) == number[17] else Fault(FaultCode.WRONG_CHECK)


def _region_exists(number: str) -> bool:
    if number[0] == "9":
        return number[1:3] in PROVINCES
    return number[:2] in PROVINCES or number[:6] in _PERMITS


def _kind(number: str) -> IdentityKind:
    if number[0] == "9":
        return IdentityKind.FOREIGN_PERMIT
    return _PERMITS.get(number[:6], IdentityKind.RESIDENT_CARD)


def _date_of(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _birth_fault(birth: date | None, on: date) -> Fault | None:
    if birth is None:
        return Fault(FaultCode.IMPOSSIBLE_DATE)
    if birth > on:
        return Fault(FaultCode.FUTURE_BIRTH)
    age = on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
    # "Over" the limit begins with the day after the last birthday allowed, as a whole year of age does.
    return Fault(FaultCode.TOO_OLD, limit=MAX_AGE_YEARS) if age > MAX_AGE_YEARS else None


def _old_foreign(number: str, on: date) -> Identity | Fault:
    births = [_date_of(century + number[7:13]) for century in ("19", "20")]
    faults = [_birth_fault(birth, on) for birth in births]
    possible = [birth for birth, fault in zip(births, faults, strict=True) if fault is None]
    if possible:
        return Identity(number, IdentityKind.FOREIGN_PERMIT_OLD, possible[0] if len(possible) == 1 else None)
    return next(fault for fault in faults if fault is not None)
