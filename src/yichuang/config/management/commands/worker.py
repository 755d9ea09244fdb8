import logging
import signal
import threading
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from yichuang.config import clock, schedule

log = logging.getLogger("yichuang.worker")
TICK_SECONDS = 30


class Command(BaseCommand):
    help = "Does the background work of the hall on its schedule (closing the day, checking the chain, tidying)."
    requires_system_checks: list[str] = []

    def _do(self, job: schedule.Job, now: datetime) -> None:
        """One failing job must not stop the others; it is tried once more, and again at its next time."""
        for last_try in (False, True):
            try:
                log.info("%s: %s", job.name, job.run(now))
                return
            except Exception:
                log.exception("%s failed%s", job.name, "" if last_try else "; once more")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        done: dict[str, str] = {}
        while not stop.is_set():
            now = clock.now()
            for job in list(schedule.due_jobs(now, done)):
                self._do(job, now)
                done[job.name] = job.period(now)
            connection.close()
            stop.wait(TICK_SECONDS)
