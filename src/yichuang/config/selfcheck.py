"""What must be right before the hall opens: the SQLite build, its durability, the clock, the keys."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from yichuang.apps.audit.queries import latest_entry_time
from yichuang.apps.organization.queries import only_hall

# 3.7.0–3.51.2 can corrupt a WAL database when two connections checkpoint (ADR 0003).
OLDEST_SAFE_SQLITE = (3, 51, 3)
CLOCK_SLACK = timedelta(minutes=5)
SYNCHRONOUS_FULL = 2


def problems(now: datetime) -> Iterator[str]:
    """One sentence for each thing that forbids opening; nothing when all is well."""
    if connection.vendor == "sqlite":
        yield from _sqlite()
    last = latest_entry_time()
    if last is not None and now < last - CLOCK_SLACK:
        yield (
            f"The clock of this machine says {now:%Y-%m-%d %H:%M}, but the last act was recorded at "
            f"{last:%Y-%m-%d %H:%M}."
            " Set the clock before opening (时钟异常)."
        )
    if only_hall() is not None and not settings.FIELD_KEY_FILE.exists():
        yield (
            f"The key of the sealed fields is missing ({settings.FIELD_KEY_FILE}). Put it back from its safe copy; "
            "a new key would not open the numbers already stored."
        )


def _sqlite() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        version = tuple(int(part) for part in cursor.fetchone()[0].split("."))
        cursor.execute("PRAGMA journal_mode")
        journal = cursor.fetchone()[0]
        cursor.execute("PRAGMA synchronous")
        synchronous = cursor.fetchone()[0]
    if version < OLDEST_SAFE_SQLITE:
        yield f"SQLite {'.'.join(map(str, version))} can lose data; install the locked requirements (make venv)."
    if (journal, synchronous) != ("wal", SYNCHRONOUS_FULL):
        yield f"The database runs with journal {journal} and synchronous {synchronous}; wal and 2 are needed."
