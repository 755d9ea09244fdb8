from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from yichuang.apps.organization.queries import all_halls, hall_by_slug
from yichuang.config import clock
from yichuang.config.answering import refusing
from yichuang.core.assessment import AssessmentError, Quarter


class Command(BaseCommand):
    help = "Looks through a hall's records of a quarter and enters what they show; a second time adds nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quarter", required=True, help="such as 2026-Q1")
        parser.add_argument("--hall", help="slug of one hall; without it every hall of this database")

    @refusing("detect")
    def handle(self, *args: Any, **options: Any) -> None:
        from yichuang.apps.assessments.detecting import look_through

        quarter, now = Quarter.parse(options["quarter"]), clock.now()
        one = hall_by_slug(options["hall"]) if options["hall"] else None
        halls = [one] if one else [] if options["hall"] else list(all_halls())
        if not halls:
            raise AssessmentError("no_hall", f"no hall {ascii(options['hall'] or '')} is loaded here; load it first")
        for hall in halls:
            made = look_through(hall, quarter, now)
            self.stdout.write(f"{hall.name} {quarter}: {made.found} found, {made.added} new, {made.doubted} in doubt.")
