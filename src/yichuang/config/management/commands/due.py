import sys
from typing import Any

from django.core.management.base import BaseCommand

from yichuang.rulebook.due_command import run


class Command(BaseCommand):
    help = "Reads one JSON object (start, limit, hall, ...) on standard input and prints its due time with the working."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        code, out, err = run(sys.stdin.buffer.read().decode("utf-8", "surrogateescape"))
        sys.stdout.write(out)
        sys.stderr.write(err)
        sys.exit(code)
