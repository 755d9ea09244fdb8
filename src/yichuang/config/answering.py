"""Commands that answer one question, or refuse it with exit code 2 and one line of complaint."""

import functools
import sys
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yichuang.core.assessment import AssessmentError
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.questions import REFUSED, one_line


class AnsweringCommand(BaseCommand):
    """Gives the whole of standard input to `run`, which returns exit code, standard output and standard error."""

    requires_system_checks: list[str] = []
    run: Callable[[str], tuple[int, str, str]]

    def handle(self, *args: Any, **options: Any) -> None:
        code, out, err = self.run(sys.stdin.buffer.read().decode("utf-8", "surrogateescape"))
        sys.stdout.write(out)
        sys.stderr.write(err)
        sys.exit(code)


def refusing(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command that turns what the rules or the facts refuse into one line and exit code 2."""

    def wrap(handle: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(handle)
        def inner(self: BaseCommand, *args: Any, **options: Any) -> None:
            from yichuang.province import ProvinceError

            try:
                handle(self, *args, **options)
            except (AssessmentError, RulebookError, ProvinceError) as error:
                raise CommandError(f"yichuang {name}: {one_line(str(error))}", returncode=REFUSED) from error

        return inner

    return wrap
