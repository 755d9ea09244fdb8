from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from yichuang.apps.organization.queries import all_halls, hall_by_slug
from yichuang.config.answering import refusing
from yichuang.core.assessment import Quarter


class Command(BaseCommand):
    help = "Writes the facts of a hall's quarter as Parquet, for the province to score (docs/domain/facts.md)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quarter", required=True, help="such as 2026-Q1")
        parser.add_argument("--out", required=True, type=Path, help="a folder; facts of other halls in it stay")
        parser.add_argument("--hall", help="slug of one hall; without it every hall of this database")

    @refusing("export-facts")
    def handle(self, *args: Any, **options: Any) -> None:
        from yichuang.apps.assessments.exported import finding_facts
        from yichuang.apps.oversight.facts import facts_of
        from yichuang.province import ProvinceError, write_facts

        quarter = Quarter.parse(options["quarter"])
        one = hall_by_slug(options["hall"]) if options["hall"] else None
        halls = [one] if one else [] if options["hall"] else list(all_halls())
        if not halls:
            raise ProvinceError(f"no hall {ascii(options['hall'] or '')} is loaded here; load it with load-hall")
        for hall in halls:
            facts = facts_of(hall, quarter, findings=finding_facts(hall, quarter))
            write_facts(options["out"], f"{hall.slug}-{quarter}", facts)
            self.stdout.write(f"{hall.name}: facts of {quarter} are in {options['out']}.")
