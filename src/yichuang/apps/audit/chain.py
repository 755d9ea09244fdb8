"""The hash chain: each entry's digest covers the one before it, so a changed or missing row shows."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from yichuang.apps.audit.models import ChainHead, Entry
from yichuang.apps.audit.rows import Left, locked, real, write
from yichuang.integrations.keys import sm3_hex

GENESIS = "0" * 64

# Written out because every command runs them: the mapper would take a third of a short command's time.
COLUMNS = ("hall", "sequence", "at", "actor", "verb", "subject", "detail", "previous", "digest")
HEAD = "SELECT sequence, digest FROM audit_chainhead WHERE hall = %s"
INSERT = f"INSERT INTO audit_entry ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"  # noqa: S608
ADVANCE = "UPDATE audit_chainhead SET sequence = %s, digest = %s WHERE hall = %s"


@dataclass(frozen=True)
class Break:
    """The first place where a chain does not hold: the entry's sequence, and what is wrong in words."""

    sequence: int
    reason: str


def canonical(detail: Mapping[str, Any]) -> str:
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def digest_of(entry: Entry | SimpleNamespace) -> str:
    """SM3 over the previous digest and every column, each on a line of its own length so that none can run over."""
    stamp = entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    parts = (
        entry.previous, entry.hall, str(entry.sequence), stamp, entry.actor, entry.verb, entry.subject, entry.detail,
    )  # fmt: skip
    return sm3_hex("".join(f"{len(part)}:{part}\n" for part in parts).encode("utf-8", "surrogatepass"))


def append(
    *, hall: str, verb: str, by: str, subject: str, now: datetime, detail: Mapping[str, Any],
    left: Left = ((), ()),
) -> None:  # fmt: skip
    """Writes the next entry of a hall's chain, in the open transaction, with what was `left` to be written by it."""
    sequence, previous = _locked_head(hall)
    entry = SimpleNamespace(
        hall=hall,
        sequence=sequence + 1,
        at=now,
        actor=by,
        verb=verb,
        subject=subject,
        detail=canonical(detail),
        previous=previous,
    )
    entry.digest = digest_of(entry)
    row = vars(entry) | {"at": real().ops.adapt_datetimefield_value(now)}
    # The head is locked from the look at it on, so the way to a server and back is made once.
    groups, plain = left
    entered, advanced = [row[name] for name in COLUMNS], [entry.sequence, entry.digest, hall]
    write(groups, *plain, (INSERT, entered), (ADVANCE, advanced))


def _locked_head(hall: str) -> tuple[int, str]:
    with real().cursor() as cursor:
        cursor.execute(f"{HEAD}{locked('UPDATE')}", [hall])
        row = cursor.fetchone()
    if row is not None:
        return row
    ChainHead.objects.bulk_create([ChainHead(hall=hall, digest=GENESIS)], ignore_conflicts=True)
    return _locked_head(hall)


def entries(hall: str) -> Iterator[Entry]:
    return Entry.objects.filter(hall=hall).order_by("sequence").iterator(chunk_size=2000)


def first_break(hall: str) -> Break | None:
    """Walks the chain of a hall from its first entry to its head; None when every link holds."""
    expected, previous = 1, GENESIS
    for entry in entries(hall):
        if entry.sequence != expected:
            return Break(expected, f"entry {expected} is missing; the next one found is {entry.sequence}")
        if entry.previous != previous:
            return Break(expected, f"entry {expected} does not follow entry {expected - 1}")
        if digest_of(entry) != entry.digest:
            return Break(expected, f"entry {expected} was altered after it was written")
        expected, previous = expected + 1, entry.digest
    head = ChainHead.objects.filter(hall=hall).first()
    if head is None:
        return Break(expected, "the head of the chain is missing")
    standing = (head.sequence, head.digest)
    if standing != (expected - 1, previous):
        return Break(expected, f"the chain ends at entry {expected - 1}, but {standing[0]} were written")
    return None
