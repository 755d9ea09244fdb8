"""What runs in the background, and when: a table, read by `yichuang worker`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.management import call_command

from yichuang.apps.attachments.queries import sweep
from yichuang.apps.audit.queries import first_break, forget_submissions, halls_with_chain
from yichuang.apps.organization.queries import all_halls
from yichuang.apps.tickets.commands import close_day
from yichuang.apps.tickets.queries import has_leftovers
from yichuang.core.worktime import SHANGHAI

KEEP_SUBMISSIONS = timedelta(days=7)
KEEP_UNNAMED_FILES = timedelta(days=1)


@dataclass(frozen=True)
class Job:
    """Runs once a day, not before `hour` (Asia/Shanghai), or every so many minutes; it returns a line for the log."""

    name: str
    hour: int
    run: Callable[[datetime], str]
    minutes: int = 0

    def period(self, now: datetime) -> str:
        if self.minutes:
            return str(int(now.timestamp()) // (60 * self.minutes))
        return (now.astimezone(SHANGHAI) - timedelta(hours=self.hour)).date().isoformat()


def close_days(now: datetime) -> str:
    """Expires tickets that yesterday left behind, so that no queue stands overnight (lessons 11)."""
    left = [hall for hall in all_halls() if has_leftovers(hall, now)]
    return ", ".join(f"{hall.slug}: {close_day(hall=hall, now=now)} expired" for hall in left) or "nothing left over"


def check_chains(now: datetime) -> str:
    known = {*halls_with_chain(), *(hall.slug for hall in all_halls())}
    broken = {hall: found for hall in sorted(known) if (found := first_break(hall)) is not None}
    if broken:
        raise RuntimeError(f"the audit chain is broken: {broken}")
    return "every audit chain holds"


def tidy(now: datetime) -> str:
    call_command("clearsessions")
    return f"{forget_submissions(now - KEEP_SUBMISSIONS)} old form answers forgotten"


def sweep_files(now: datetime) -> str:
    """Deletes stored files whose command did not come to its end, so that no row names them."""
    return f"{sweep(now - KEEP_UNNAMED_FILES)} files without a row deleted"


JOBS = (
    Job("close the day", 0, close_days),
    Job("check the chain", 2, check_chains),
    Job("tidy", 3, tidy),
    Job("sweep the files", 4, sweep_files),
)


def due_jobs(now: datetime, done: Mapping[str, str]) -> Iterator[Job]:
    """Jobs whose day, or whose stretch of minutes, is not done yet; `done` keeps the last period of each by name."""
    return (job for job in JOBS if done.get(job.name) != job.period(now))
