from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yichuang.apps.cases.queries import hall_has_cases
from yichuang.apps.organization.queries import only_hall
from yichuang.config import clock
from yichuang.config.demo import live
from yichuang.config.preparing import NotReady, prepare


class Command(BaseCommand):
    help = "Adds a lived-in quarter to the sample hall through the real commands; the same for the same last day."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until", type=datetime.fromisoformat, help="the last moment lived (with time zone)")
        parser.add_argument("--again", action="store_true", help="also when the hall already has cases")

    def handle(self, *args: Any, **options: Any) -> None:
        now = options["until"] or clock.now()
        try:
            prepare(now=clock.now(), hall="township", demo=True)
        except NotReady as error:
            raise CommandError(str(error)) from error
        hall = only_hall()
        if hall_has_cases(hall) and not options["again"]:
            raise CommandError("This hall already has cases; --again adds a quarter to them.")
        quarter = live(hall, now=now, tell=self.stdout.write)
        self.stdout.write(
            f"{quarter.first} to {quarter.last}: {quarter.visits} visits, {quarter.cases} cases, "
            f"{quarter.ratings} ratings; {quarter.findings} findings in the records."
        )
