import hashlib
import hmac
import re
import string
import time

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from yichuang.integrations.sealing import SealBroken, Sealer, SealFault

KEY, OLD, OTHER = bytes(range(32)), b"o" * 32, b"x" * 32
SEALER = Sealer(KEY)
NUMBER = "42032519900307123X"
STORABLE = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def fault(field, token, sealer=SEALER):
    with pytest.raises(SealBroken) as caught:
        sealer.open(field, token)
    assert NUMBER not in str(caught.value)
    assert len(token) < 40 or token not in str(caught.value)
    return caught.value.code


def test_sm4_gcm_agrees_with_the_published_example():
    """RFC 8998, appendix A.1: the cipher that seals is the standard's."""
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    nonce = bytes.fromhex("00001234567800000000abcd")
    bound = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plain = b"".join(bytes([byte]) * 8 for byte in (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA))
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(bound)
    body = encryptor.update(plain) + encryptor.finalize()
    assert body.hex().startswith("17f399f08c67d5ee19d0dc9969c4bb7d")
    assert encryptor.tag.hex() == "83de3541e4c2b58177e065a9bf7b62ec"


@given(STORABLE, st.sampled_from(["identity", "phone"]))
def test_round_trip(plaintext, field):
    token = SEALER.seal(field, plaintext)
    assert SEALER.open(field, token) == plaintext
    assert re.fullmatch(r"s1\.[0-9a-f]{8}\.[A-Za-z0-9_=-]+", token)


def test_two_seals_differ_and_show_nothing():
    tokens = {SEALER.seal("identity", NUMBER) for _ in range(1000)}
    assert len(tokens) == 1000
    assert not any(NUMBER in token or NUMBER[6:14] in token for token in tokens)


def test_a_token_moved_to_another_field_does_not_open():
    assert fault("phone", SEALER.seal("identity", NUMBER)) is SealFault.NOT_AUTHENTIC


def test_every_changed_character_is_noticed():
    token = SEALER.seal("identity", NUMBER)
    for place, old in enumerate(token):
        for new in set(string.ascii_letters[::7] + "059-_=. 一") - {old}:
            assert fault("identity", token[:place] + new + token[place + 1 :]) in SealFault
        assert fault("identity", token[:place]) in SealFault


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("", SealFault.MALFORMED),
        (NUMBER, SealFault.MALFORMED),
        ("s1", SealFault.MALFORMED),
        (f"s1.{SEALER.key_id}.", SealFault.MALFORMED),
        (f"s1.{SEALER.key_id}.AAAA", SealFault.MALFORMED),
        ("s2." + SEALER.seal("identity", "")[3:], SealFault.MALFORMED),
        (SEALER.seal("identity", "") + "\n", SealFault.MALFORMED),
        (SEALER.seal("identity", "") + "\ud800", SealFault.MALFORMED),
        (Sealer(OTHER).seal("identity", NUMBER), SealFault.UNKNOWN_KEY),
        (Sealer(OTHER).seal("identity", NUMBER).replace(Sealer(OTHER).key_id, SEALER.key_id), SealFault.NOT_AUTHENTIC),
    ],
    # Sealing is random, and the runner wants the same names in every process.
    ids=range(10),
)
def test_broken_tokens_say_how(token, expected):
    assert fault("identity", token) is expected


def test_rotation():
    before, during, after = Sealer(OLD), Sealer(KEY, retired=[OLD]), Sealer(KEY)
    token = before.seal("phone", "13000000001")
    assert during.open("phone", token) == "13000000001"
    assert during.needs_reseal(token)
    fresh = during.seal("phone", during.open("phone", token))
    assert not during.needs_reseal(fresh)
    assert after.open("phone", fresh) == "13000000001"
    assert fault("phone", token, after) is SealFault.UNKNOWN_KEY
    both = during.blind_indexes("phone", "13000000001")
    assert both == (after.blind_index("phone", "13000000001"), before.blind_index("phone", "13000000001"))
    assert during.blind_index("phone", "13000000001") == both[0]


@pytest.mark.skipif("sm3" not in hashlib.algorithms_available, reason="this Python has no second SM3")
def test_blind_index_is_hmac_sm3_under_a_key_of_its_field():
    """Computed here once more from the definitions alone: HKDF (RFC 5869) and HMAC over SM3."""
    extracted = hmac.digest(b"\0" * 32, KEY, "sm3")
    key = hmac.digest(extracted, b"yichuang/s1/index/identity\x01", "sm3")
    assert SEALER.blind_index("identity", NUMBER) == hmac.new(key, NUMBER.encode(), "sm3").hexdigest()
    assert hashlib.new("sm3", NUMBER.encode()).hexdigest() != SEALER.blind_index("identity", NUMBER)


@given(STORABLE, STORABLE)
def test_blind_index_is_equal_exactly_for_equal_values(one, other):
    assert (SEALER.blind_index("identity", one) == Sealer(KEY).blind_index("identity", other)) == (one == other)
    assert SEALER.blind_index("phone", one) != SEALER.blind_index("identity", one)
    assert Sealer(OTHER).blind_index("identity", one) != SEALER.blind_index("identity", one)


@pytest.mark.parametrize("key", [b"", b"k" * 16, b"k" * 31, b"k" * 33])
def test_a_key_of_another_length_is_refused(key):
    with pytest.raises(ValueError, match="32 bytes"):
        Sealer(key)


@pytest.mark.parametrize("field", ["", "Identity", "a/b", "1a", "a b", "a" * 33])
def test_a_strange_field_is_refused(field):
    with pytest.raises(ValueError, match="named by"):
        SEALER.seal(field, NUMBER)
    with pytest.raises(ValueError, match="named by"):
        SEALER.blind_index(field, NUMBER)


def test_a_page_of_twenty_rows_is_opened_in_a_blink():
    tokens = [SEALER.seal("identity", NUMBER) for _ in range(20)]
    fastest = min(_timed(tokens) for _ in range(20))
    assert fastest < 0.010


def _timed(tokens):
    start = time.perf_counter()
    for token in tokens:
        SEALER.open("identity", token)
    return time.perf_counter() - start


class TestFiles:
    @given(content=st.binary(max_size=200), name=st.text(string.hexdigits, min_size=1, max_size=64))
    def test_round_trip(self, content, name):
        sealed = SEALER.seal_file("attachment", name, content)
        assert sealed.startswith(b"s1." + SEALER.key_id.encode() + b".")
        assert SEALER.open_file("attachment", name, sealed) == content
        assert len(content) < 8 or content not in sealed

    def of(self, sealed, name="a", field="attachment", sealer=SEALER):
        with pytest.raises(SealBroken) as caught:
            sealer.open_file(field, name, sealed)
        return caught.value.code

    def test_under_another_name_field_or_key_it_does_not_open(self):
        sealed = SEALER.seal_file("attachment", "a", b"sample")
        assert self.of(sealed, name="b") is SealFault.NOT_AUTHENTIC
        assert self.of(sealed, field="other") is SealFault.NOT_AUTHENTIC
        assert self.of(sealed, sealer=Sealer(OTHER)) is SealFault.UNKNOWN_KEY
        assert Sealer(OTHER, retired=[KEY]).open_file("attachment", "a", sealed) == b"sample"

    def test_every_altered_byte_is_seen(self):
        sealed = SEALER.seal_file("attachment", "a", b"sample")
        for place in range(len(sealed)):
            altered = bytearray(sealed)
            altered[place] ^= 1
            assert self.of(bytes(altered)) in tuple(SealFault), place

    @pytest.mark.parametrize("sealed", [b"", b"s1", b"s1.", b"s1.abcd.", b"s2.00000000." + bytes(40), b"\xff" * 40])
    def test_what_is_none_is_malformed(self, sealed):
        assert self.of(sealed) is SealFault.MALFORMED
