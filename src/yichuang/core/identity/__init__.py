"""Judging and masking what people type about themselves: identity numbers, telephones, names, free text."""

from yichuang.core.identity.faults import FAULT_SENTENCES, N_, Fault, FaultCode, noop
from yichuang.core.identity.masking import mask_identity, mask_name, mask_phone
from yichuang.core.identity.numbers import MAX_AGE_YEARS, Identity, IdentityKind, check_character, check_identity
from yichuang.core.identity.phones import Phone, PhoneKind, check_phone, last_four
from yichuang.core.identity.texts import NAME_MAX_LENGTH, check_name, clean_text

__all__ = [
    "FAULT_SENTENCES",
    "MAX_AGE_YEARS",
    "NAME_MAX_LENGTH",
    "N_",
    "Fault",
    "FaultCode",
    "Identity",
    "IdentityKind",
    "Phone",
    "PhoneKind",
    "check_character",
    "check_identity",
    "check_name",
    "check_phone",
    "clean_text",
    "last_four",
    "mask_identity",
    "mask_name",
    "mask_phone",
    "noop",
]
