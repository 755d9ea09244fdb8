"""The folder of sealed files, each named by the SM3 digest of what it holds: ab/cdef…"""

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from yichuang.integrations.keys import sm3_hex
from yichuang.integrations.sealing import SealBroken
from yichuang.integrations.site import sealer

FIELD = "attachment"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class FileFault(Exception):
    """A stored file is missing or is not what was stored; the message says which."""


def sealed(content: bytes) -> tuple[str, bytes]:
    """The digest of some bytes, and the bytes sealed under it."""
    digest = sm3_hex(content)
    return digest, sealer().seal_file(FIELD, digest, content)


def put(digest: str, whole: bytes) -> None:
    """Stores sealed bytes: on disk, whole and under their name, before this returns.

    The same bytes lie there once. They are written again all the same: that mends a damaged file, and keeps a sweep
    from taking it as old before its new row is committed.
    """
    path = _path(digest)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _doorkeeper():
        draft = path.with_name(f".{secrets.token_hex(8)}")
        try:
            with draft.open("xb") as file:
                file.write(whole)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        _settle(path.parent)
        _settle(path.parent.parent)


def get(digest: str) -> bytes:
    """The bytes of this digest as they were stored. Raises FileFault."""
    try:
        content = sealer().open_file(FIELD, digest, _path(digest).read_bytes())
    except FileNotFoundError:
        raise FileFault(f"file {digest[:12]} is missing") from None
    except (OSError, SealBroken) as error:
        raise FileFault(f"file {digest[:12]} cannot be read: {error}") from error
    if sm3_hex(content) != digest:
        raise FileFault(f"file {digest[:12]} does not fit its digest")
    return content


def drop_older(before: datetime, folder: str, kept: set[str]) -> int:
    """Deletes what lies in one folder ("ab") since before a moment and is not `kept`; returns how many."""
    dropped = 0
    for path in _files(folder):
        with _doorkeeper():
            if folder + path.name not in kept and path.exists() and path.stat().st_mtime < before.timestamp():
                path.unlink()
                dropped += 1
    return dropped


def folders() -> Iterator[str]:
    """The folders in which files lie."""
    if settings.ATTACHMENTS.is_dir():
        yield from sorted(one.name for one in settings.ATTACHMENTS.iterdir() if one.is_dir())


def _files(folder: str) -> list[Path]:
    return sorted((settings.ATTACHMENTS / folder).iterdir())


def _path(digest: str) -> Path:
    if not _DIGEST.fullmatch(digest):
        raise ValueError("a stored file is named by a digest of 64 hexadecimal digits")
    return settings.ATTACHMENTS / digest[:2] / digest[2:]


def _settle(folder: Path) -> None:
    """Has the folder's list of names reach the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _doorkeeper() -> Iterator[None]:
    """One at a time, over all processes: a file is never swept away while somebody relies on finding it."""
    with (settings.ATTACHMENTS / ".door").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
