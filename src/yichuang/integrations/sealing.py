"""Encryption of fields and files (SM4-GCM), blind index (HMAC-SM3): a stolen database or backup shows nobody.

The master key lives in a file outside the database (see keys). From it every field gets two keys of its own, one to
seal and one to index, so that equal values in two fields cannot be told and one leaked key opens one field.
"""

import base64
import binascii
import re
import secrets
from collections.abc import Iterable
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from yichuang.integrations.keys import MASTER_KEY_BYTES

VERSION = "s1"
# 96 random bits: with one key a collision stays below 2^-32 for four thousand million values, a hall's in millennia.
_NONCE_BYTES = 12
_TAG_BYTES = 16
_SM4_KEY_BYTES = 16
_INDEX_KEY_BYTES = 32
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,31}")


class SealFault(StrEnum):
    MALFORMED = "malformed"
    UNKNOWN_KEY = "unknown_key"
    NOT_AUTHENTIC = "not_authentic"


class SealBroken(Exception):
    """A stored token cannot be opened: it is no token, its key is not at hand, or it was altered or moved.

    `code` says which. Never shown to citizens; the message holds no part of the token.
    """

    def __init__(self, code: SealFault, field: str) -> None:
        self.code = code
        self.field = field
        super().__init__(f"sealed field {field}: {code}")


class _Keys:
    """The keys that follow from one master key, each derived once."""

    def __init__(self, master: bytes) -> None:
        if len(master) != MASTER_KEY_BYTES:
            raise ValueError(f"a master key has {MASTER_KEY_BYTES} bytes, not {len(master)}")
        self._master = master
        self._sealing: dict[str, bytes] = {}
        self._indexing: dict[str, HMAC] = {}
        self.key_id = self._derive("key id", 4).hex()

    def _derive(self, purpose: str, length: int) -> bytes:
        info = f"yichuang/{VERSION}/{purpose}".encode()
        return HKDF(algorithm=hashes.SM3(), length=length, salt=None, info=info).derive(self._master)

    def sealing(self, field: str) -> bytes:
        if field not in self._sealing:
            self._sealing[field] = self._derive(f"seal/{_named(field)}", _SM4_KEY_BYTES)
        return self._sealing[field]

    def index(self, field: str, normalised: str) -> str:
        if field not in self._indexing:
            self._indexing[field] = HMAC(self._derive(f"index/{_named(field)}", _INDEX_KEY_BYTES), hashes.SM3())
        code = self._indexing[field].copy()
        code.update(normalised.encode())
        return code.finalize().hex()


class Sealer:
    """Seals and opens fields such as "identity" and "phone" (lower-case names; any other raises ValueError).

    New tokens are sealed under `master_key`; tokens of the `retired` master keys still open. To rotate: start with
    the new key and the old one retired, reseal every row for which `needs_reseal` is true, then drop the old one.
    """

    def __init__(self, master_key: bytes, *, retired: Iterable[bytes] = ()) -> None:
        self._current = _Keys(master_key)
        self._all = [self._current, *(_Keys(key) for key in retired)]
        self._by_id = {keys.key_id: keys for keys in reversed(self._all)}

    @property
    def key_id(self) -> str:
        """Eight hexadecimal digits that name the current key and reveal nothing of it."""
        return self._current.key_id

    def seal(self, field: str, plaintext: str) -> str:
        """A token `s1.<key id>.<base64url>` of ASCII characters; two seals of one value differ."""
        raw = self._sealed(field, plaintext.encode(), _bound(field, self.key_id))
        return f"{VERSION}.{self.key_id}.{base64.urlsafe_b64encode(raw).decode()}"

    def open(self, field: str, token: str) -> str:
        """The plaintext of a token of this field; raises SealBroken."""
        key_id, raw = _parts(field, token)
        return self._opened(field, key_id, raw, _bound(field, key_id)).decode()

    def seal_file(self, field: str, name: str, content: bytes) -> bytes:
        """The content of a file `s1.<key id>.<bytes>`, bound to its name: moved to another name it does not open."""
        bound = _bound(f"{field}/{name}", self.key_id)
        return f"{VERSION}.{self.key_id}.".encode() + self._sealed(field, content, bound)

    def open_file(self, field: str, name: str, sealed: bytes) -> bytes:
        """The content of a sealed file of this name; raises SealBroken."""
        version, _, rest = sealed.partition(b".")
        key_id, _, raw = rest.partition(b".")
        if version != VERSION.encode() or len(raw) < _NONCE_BYTES + _TAG_BYTES:
            raise SealBroken(SealFault.MALFORMED, field)
        shown = key_id.decode("ascii", "replace")
        return self._opened(field, shown, raw, _bound(f"{field}/{name}", shown))

    def _sealed(self, field: str, plain: bytes, bound: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        encryptor = Cipher(algorithms.SM4(self._current.sealing(field)), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(bound)
        return nonce + encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def _opened(self, field: str, key_id: str, raw: bytes, bound: bytes) -> bytes:
        keys = self._by_id.get(key_id)
        if keys is None:
            raise SealBroken(SealFault.UNKNOWN_KEY, field)
        nonce, body, tag = raw[:_NONCE_BYTES], raw[_NONCE_BYTES:-_TAG_BYTES], raw[-_TAG_BYTES:]
        decryptor = Cipher(algorithms.SM4(keys.sealing(field)), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(bound)
        try:
            return decryptor.update(body) + decryptor.finalize()
        except InvalidTag:
            raise SealBroken(SealFault.NOT_AUTHENTIC, field) from None

    def needs_reseal(self, token: str) -> bool:
        """Whether a token was sealed under a retired key."""
        return not token.startswith(f"{VERSION}.{self.key_id}.")

    def blind_index(self, field: str, normalised: str) -> str:
        """64 hexadecimal digits, equal for equal values: for equality search and unique constraints.

        Normalise first (the `number` of a checked Identity or Phone). Never index short or guessable values alone.
        """
        return self._current.index(field, normalised)

    def blind_indexes(self, field: str, normalised: str) -> tuple[str, ...]:
        """The index under the current key, then under each retired one: to search with while a rotation runs."""
        return tuple(keys.index(field, normalised) for keys in self._all)


def _named(field: str) -> str:
    if not _FIELD.fullmatch(field):
        raise ValueError("a sealed field is named by lower-case letters, digits and underscores")
    return field


def _bound(field: str, key_id: str) -> bytes:
    return f"{VERSION}.{key_id}.{field}".encode()


def _parts(field: str, token: str) -> tuple[str, bytes]:
    version, _, rest = token.partition(".")
    key_id, _, encoded = rest.partition(".")
    try:
        raw = base64.b64decode(encoded.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise SealBroken(SealFault.MALFORMED, field) from None
    # Encoded again it must be the same text: base64 leaves spare bits, and no alteration may pass unseen.
    canonical = base64.urlsafe_b64encode(raw).decode() == encoded
    if version != VERSION or not canonical or len(raw) < _NONCE_BYTES + _TAG_BYTES:
        raise SealBroken(SealFault.MALFORMED, field)
    return key_id, raw
