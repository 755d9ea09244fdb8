from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yichuang.config import clock
from yichuang.config.loading import load
from yichuang.rulebook.errors import RulebookError


class Command(BaseCommand):
    help = "Loads a hall from rules/halls/, or brings one already loaded up to date with its rule files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            hall = load(options["slug"], now=clock.now())
        except RulebookError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{hall.name} is loaded.")
