from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from yichuang.config.answering import refusing
from yichuang.core.assessment import Quarter


class Command(BaseCommand):
    help = "Makes the facts of a province that does not exist, to try or measure `yichuang assess`."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quarter", required=True, help="such as 2026-Q1")
        parser.add_argument("--out", required=True, type=Path, help="an empty folder")
        parser.add_argument("--halls", type=int, default=1_200)
        parser.add_argument("--windows", type=int, default=10, help="windows of a hall")
        parser.add_argument("--cases", type=int, default=25_000_000, help="cases of the whole province")

    @refusing("make-facts")
    def handle(self, *args: Any, **options: Any) -> None:
        from yichuang.province import Size, make_facts

        size = Size(options["halls"], options["windows"], options["cases"])
        make_facts(options["out"], Quarter.parse(options["quarter"]), size)
        self.stdout.write(f"{options['out']} holds the facts of {size.halls} halls.")
