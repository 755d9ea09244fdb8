"""What runs in the background, and when: a table, read by `yichuang worker`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.management import call_command

from yichuang.apps.accountability.commands import open_overdue
from yichuang.apps.accountability.queries import no_longer_late, not_yet_recorded
from yichuang.apps.assessments.detecting import look_through
from yichuang.apps.assessments.quarters import before, quarter_at
from yichuang.apps.attachments.queries import sweep
from yichuang.apps.audit.queries import first_break, forget_submissions, halls_with_chain
from yichuang.apps.cases.commands import deem_accepted, send_reminders
from yichuang.apps.cases.queries import is_open, is_overripe, to_be_told, undecided
from yichuang.apps.organization.queries import all_halls
from yichuang.apps.reception.commands import give_up_places
from yichuang.apps.reception.queries import overdue
from yichuang.apps.tickets.commands import close_day
from yichuang.apps.tickets.queries import has_leftovers
from yichuang.core.worktime import SHANGHAI
from yichuang.rulebook.worktime import forget

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


def record_overdue(now: datetime) -> str:
    """Records cases whose due time has passed, whatever the hour; whom it concerns is told in office hours (D5.2.4)."""
    late = [hall for hall in all_halls() if not_yet_recorded(hall, now).exists() or no_longer_late(hall, now).exists()]
    return ", ".join(f"{hall.slug}: {open_overdue(hall=hall, now=now)}" for hall in late) or "nothing past due"


def remind(now: datetime) -> str:
    """Tells handlers and heads of yellow and red cases, in office hours only (lessons 18)."""
    due = [hall for hall in all_halls() if is_open(hall, now) and next(to_be_told(hall, now), None) is not None]
    return ", ".join(f"{hall.slug}: {send_reminders(hall=hall, now=now)}" for hall in due) or "nobody to remind"
def free_places(now: datetime) -> str:
    """Frees the places of bookings whose citizen has not come (D3.3.1)."""
    left = [hall for hall in all_halls() if overdue(hall, now).exists()]
    return ", ".join(f"{hall.slug}: {give_up_places(hall=hall, now=now)} missed" for hall in left) or "nobody missed"


def detect(now: datetime) -> str:
    """Looks through the records of the running quarter and of the one before it, until its sheets are finalised."""
    running = quarter_at(now)
    found = [f"{hall.slug} {quarter}: {looked.added}" for hall in all_halls() for quarter in (before(running), running)
             if (looked := look_through(hall, quarter, now)).added]  # fmt: skip
    return ", ".join(found) or "nothing new in the records"


def check_chains(now: datetime) -> str:
    known = {*halls_with_chain(), *(hall.slug for hall in all_halls())}
    broken = {hall: found for hall in sorted(known) if (found := first_break(hall)) is not None}
    if broken:
        raise RuntimeError(f"the audit chain is broken: {broken}")
    return "every audit chain holds"


def tidy(now: datetime) -> str:
    call_command("clearsessions")
    return f"{forget_submissions(now - KEEP_SUBMISSIONS)} old form answers forgotten"


def accept_by_law(now: datetime) -> str:
    """Enters licences left undecided beyond their days as accepted, within minutes of the deadline."""
    forget()
    late = [case for hall in all_halls() for case in undecided(hall) if is_overripe(case, now)]
    return ", ".join(deem_accepted(case=case, now=now)[0].number for case in late) or "nothing undecided for too long"


def sweep_files(now: datetime) -> str:
    """Deletes stored files whose command did not come to its end, so that no row names them."""
    return f"{sweep(now - KEEP_UNNAMED_FILES)} files without a row deleted"


JOBS = (
    Job("close the day", 0, close_days),
    Job("check the chain", 2, check_chains),
    Job("tidy", 3, tidy),
    Job("accept by law", 0, accept_by_law, minutes=10),
    Job("record overdue cases", 0, record_overdue, minutes=5),
    Job("remind", 0, remind, minutes=5),
    Job("detect", 0, detect, minutes=30),
    Job("free missed bookings", 0, free_places, minutes=5),
    Job("sweep the files", 4, sweep_files),
)


def due_jobs(now: datetime, done: Mapping[str, str]) -> Iterator[Job]:
    """Jobs not yet done in their day or stretch of minutes; `done` keeps the last period of each by name."""
    return (job for job in JOBS if done.get(job.name) != job.period(now))
