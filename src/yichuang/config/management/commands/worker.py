import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from yichuang.config import clock, schedule

log = logging.getLogger("yichuang.worker")
TICK_SECONDS = 30


class Command(BaseCommand):
    help = "Does the background work of the hall on its schedule (closing the day, checking the chain, tidying)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        done: dict[str, str] = {}
        while not stop.is_set():
            for job in schedule.due_jobs(clock.now(), done):
                try:
                    log.info("%s: %s", job.name, job.run(clock.now()))
                except Exception:
                    # One failing job must not stop the others; it is tried again at the next tick.
                    log.exception("%s failed", job.name)
                    continue
                done[job.name] = job.period(clock.now())
            connection.close()
            stop.wait(TICK_SECONDS)
