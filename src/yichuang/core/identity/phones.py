"""Telephone numbers of mainland China."""

import re
from dataclasses import dataclass
from enum import StrEnum

from yichuang.core.identity.characters import first_odd, is_plain_ascii, strip_outer
from yichuang.core.identity.faults import Fault, FaultCode

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
# Area codes: 010 and 02x have three digits, the others four. Local numbers begin with 2 to 8.
_LANDLINE = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})-?([2-8][0-9]{6,7})(?:-([0-9]{1,6}))?")
_LONGEST = 24


class PhoneKind(StrEnum):
    MOBILE = "mobile"
    LANDLINE = "landline"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that passed, in one spelling: 13800000000, 0719-3241234 or 0719-3241234-801."""

    number: str
    kind: PhoneKind


def check_phone(text: str) -> Phone | Fault:
    """Judge a typed telephone number: a mobile one, or a landline with area code and perhaps -extension.

    Outer ASCII spaces are dropped, the hyphen after the area code is supplied; country codes and short numbers are
    refused, since a later text message or call-back would not arrive.
    """
    bare, offset = strip_outer(text)
    if not bare:
        return Fault(FaultCode.EMPTY)
    if len(bare) > _LONGEST:
        return Fault(FaultCode.PHONE_SHAPE)
    odd = first_odd(bare, offset, is_plain_ascii, FaultCode.PHONE_SHAPE)
    if odd is not None:
        return odd
    if _MOBILE.fullmatch(bare):
        return Phone(bare, PhoneKind.MOBILE)
    landline = _LANDLINE.fullmatch(bare)
    if landline is None:
        return Fault(FaultCode.PHONE_SHAPE)
    return Phone("-".join(part for part in landline.groups() if part), PhoneKind.LANDLINE)


def last_four(number: str) -> str:
    """The last four digits of a checked number, an extension left aside (progress look-up and masks)."""
    parts = number.split("-")
    return (parts[1] if len(parts) > 1 else number)[-4:]
