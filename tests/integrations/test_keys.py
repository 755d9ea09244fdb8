import hashlib
import multiprocessing
import os

import pytest

from yichuang.integrations import keys
from yichuang.integrations.keys import KEY_FAULT_SENTENCES, KeyFault, KeyRefused, load_master_key, sm3_hex

# The two examples printed in GB/T 32905-2016, and the empty message.
VECTORS = [
    (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    (b"", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
]


@pytest.mark.parametrize(("data", "digest"), VECTORS)
def test_sm3_agrees_with_the_published_examples_by_either_way(data, digest):
    assert sm3_hex(data) == digest
    assert keys._sm3_of_cryptography(data) == digest
    if "sm3" in hashlib.algorithms_available:
        assert keys._sm3_of_openssl(data) == digest


def refusal(path, **options):
    with pytest.raises(KeyRefused) as caught:
        load_master_key(path, **options)
    assert str(path) in str(caught.value)
    return caught.value.code


def written(path, content, mode=0o600):
    path.write_bytes(content)
    path.chmod(mode)
    return path


def test_a_missing_key_is_made_only_when_allowed(tmp_path):
    path = tmp_path / "secrets" / "master.key"
    assert refusal(path) is KeyFault.MISSING
    assert not path.parent.exists()
    made = load_master_key(path, create=True)
    assert len(made) == 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert [entry.name for entry in path.parent.iterdir()] == ["master.key"]
    assert load_master_key(path) == load_master_key(path, create=True) == made


def test_made_with_a_careless_umask_it_is_still_private(tmp_path):
    before = os.umask(0)
    try:
        load_master_key(tmp_path / "master.key", create=True)
    finally:
        os.umask(before)
    assert (tmp_path / "master.key").stat().st_mode & 0o777 == 0o600


def _load(path):
    return load_master_key(path, create=True)


def test_processes_that_start_together_get_the_same_key(tmp_path):
    with multiprocessing.get_context("fork").Pool(8) as pool:
        found = pool.map(_load, [tmp_path / "master.key"] * 32, chunksize=1)
    assert len(set(found)) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["master.key"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o610, 0o602, 0o777])
def test_a_key_open_to_others_is_refused(tmp_path, mode):
    path = written(tmp_path / "master.key", b"ab" * 32, mode)
    assert refusal(path, create=True) is KeyFault.OPEN_TO_OTHERS
    assert path.read_bytes() == b"ab" * 32


@pytest.mark.parametrize("mode", [0o600, 0o400])
@pytest.mark.parametrize("ending", [b"", b"\n", b"\r\n"])
def test_private_keys_are_read(tmp_path, mode, ending):
    assert load_master_key(written(tmp_path / "k", b"aB" * 32 + ending, mode)) == b"\xab" * 32


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ab" * 31,
        b"ab" * 31 + b"a",
        b"ab" * 33,
        b"ab" * 31 + b"ag",
        b"ab" * 32 + b"\n\n",
        b" " + b"ab" * 32,
        b"\0" * 32,
    ]
    + [b"ab" * 31 + "１".encode()[:2], b"ab" * 500],
)
def test_a_malformed_key_is_refused_and_kept(tmp_path, content):
    path = written(tmp_path / "master.key", content)
    assert refusal(path, create=True) is KeyFault.MALFORMED
    assert path.read_bytes() == content


def test_links_and_folders_are_refused(tmp_path):
    real = written(tmp_path / "real", b"ab" * 32)
    link, dangling = tmp_path / "link", tmp_path / "dangling"
    link.symlink_to(real)
    dangling.symlink_to(tmp_path / "nowhere")
    for path in (link, dangling, tmp_path):
        assert refusal(path, create=True) is KeyFault.NOT_A_FILE
    assert not (tmp_path / "nowhere").exists()


def test_every_fault_has_its_words():
    assert set(KEY_FAULT_SENTENCES) == set(KeyFault)
