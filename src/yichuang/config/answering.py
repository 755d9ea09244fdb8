"""Commands that answer one question: standard input in, an answer or one line of complaint out."""

import sys
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand


class AnsweringCommand(BaseCommand):
    """Gives the whole of standard input to `run`, which returns exit code, standard output and standard error."""

    requires_system_checks: list[str] = []
    run: Callable[[str], tuple[int, str, str]]

    def handle(self, *args: Any, **options: Any) -> None:
        code, out, err = self.run(sys.stdin.buffer.read().decode("utf-8", "surrogateescape"))
        # The answer is UTF-8 whatever the terminal speaks: programs read it.
        sys.stdout.buffer.write(out.encode())
        sys.stdout.flush()
        sys.stderr.write(err)
        sys.exit(code)
