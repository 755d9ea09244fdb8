"""The hall's master key on disk, and the SM3 digest."""

import hashlib
import os
import secrets
import stat
from enum import StrEnum
from pathlib import Path

from cryptography.hazmat.primitives import hashes

MASTER_KEY_BYTES = 32


def noop(message: str) -> str:
    """Mark a message for extraction."""
    return message


N_ = noop


class KeyFault(StrEnum):
    MISSING = "missing"
    NOT_A_FILE = "not_a_file"
    OPEN_TO_OTHERS = "open_to_others"
    MALFORMED = "malformed"


KEY_FAULT_SENTENCES: dict[KeyFault, tuple[str, str]] = {
    KeyFault.MISSING: (
        N_("The key file %(path)s does not exist."),
        N_("Put the key back from its backup; without it identity numbers and telephones cannot be read."),
    ),
    KeyFault.NOT_A_FILE: (
        N_("The key file %(path)s is a link or a folder."),
        N_("Put the key itself there as a plain file."),
    ),
    KeyFault.OPEN_TO_OTHERS: (
        N_("The key file %(path)s can be read by other users of this machine."),
        N_("Take their rights away (chmod 600) and consider replacing the key."),
    ),
    KeyFault.MALFORMED: (
        N_("The key file %(path)s does not hold a key of 64 hexadecimal digits."),
        N_("Put the key back from its backup; do not make a new one over it."),
    ),
}


class KeyRefused(Exception):
    """The key file cannot be used. `code`, `path`, and untranslated `sentence` and `remedy` for the administrator."""

    def __init__(self, code: KeyFault, path: Path) -> None:
        self.code = code
        self.path = path
        self.sentence, self.remedy = KEY_FAULT_SENTENCES[code]
        super().__init__(f"{self.sentence} {self.remedy}" % {"path": path})


def load_master_key(path: Path, *, create: bool = False) -> bytes:
    """The 32 bytes of the master key, kept as one line of 64 hexadecimal digits so that it can be copied on paper.

    With `create` a missing key is made, mode 0600, and reaches the disk before anything is sealed with it; of
    several processes starting at once all get the same one. Never create beside an existing database. Raises
    KeyRefused when the file is missing, no plain file, open to group or others, or malformed.
    """
    if create and not path.exists() and not path.is_symlink():
        _create(path)
    return _parse(_read_private(path), path)


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(MASTER_KEY_BYTES).encode("ascii") + b"\n")
            file.flush()
            os.fsync(file.fileno())
        _publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _publish(draft: Path, path: Path) -> None:
    # A hard link appears whole or not at all, and loses against another process that was quicker.
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read_private(path: Path) -> bytes:
    # Checked on the open handle: between a look at the name and the reading the file could be exchanged.
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise KeyRefused(KeyFault.MISSING, path) from None
    except OSError:
        raise KeyRefused(KeyFault.NOT_A_FILE, path) from None
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise KeyRefused(KeyFault.NOT_A_FILE, path)
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise KeyRefused(KeyFault.OPEN_TO_OTHERS, path)
        return os.read(handle, 4 * MASTER_KEY_BYTES)
    finally:
        os.close(handle)


def _parse(content: bytes, path: Path) -> bytes:
    line = content.removesuffix(b"\n").removesuffix(b"\r")
    if len(line) != 2 * MASTER_KEY_BYTES or line.strip(b"0123456789abcdefABCDEF"):
        raise KeyRefused(KeyFault.MALFORMED, path)
    return bytes.fromhex(line.decode("ascii"))


def _sm3_of_openssl(data: bytes) -> str:
    return hashlib.new("sm3", data).hexdigest()


def _sm3_of_cryptography(data: bytes) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


# The Python of some machines is built with an OpenSSL without SM3; cryptography brings its own.
_sm3 = _sm3_of_openssl if "sm3" in hashlib.algorithms_available else _sm3_of_cryptography


def sm3_hex(data: bytes) -> str:
    """The SM3 digest (GB/T 32905) of `data` as 64 lower-case hexadecimal digits."""
    return _sm3(data)
