import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from yichuang.config import clock
from yichuang.config.preparing import NotReady, require_free
from yichuang.config.selfcheck import problems

# Changes take turns, so a few threads are enough for readers and long exports beside them.
THREADS = 4


class Command(BaseCommand):
    help = "Serves the hall. One process a core. --face exposes only one side."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--face", choices=("all", "public", "staff"), default="all")
        parser.add_argument("--workers", type=int, default=0, help="0: one a core")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(problems(clock.now()))
        if found:
            raise CommandError("\n".join(found))
        try:
            require_free(options["host"], options["port"])
        except NotReady as error:
            raise CommandError(str(error)) from error
        workers = options["workers"] or os.cpu_count() or 1
        connection.close()
        os.environ["YICHUANG_FACE"] = options["face"]
        self._granian(options["host"], options["port"], workers)

    def _granian(self, host: str, port: int, workers: int) -> None:
        from granian import Granian
        from granian.constants import Interfaces
        from granian.log import LogLevels

        Granian(
            "yichuang.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            backlog=1024,
            log_level=LogLevels.error,
            respawn_failed_workers=True,
        ).serve()
