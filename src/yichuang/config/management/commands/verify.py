from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yichuang.apps.audit.queries import chain_length, first_break, halls_with_chain
from yichuang.apps.organization.queries import all_halls


class Command(BaseCommand):
    help = "Checks the audit chain of every hall (or one) and names the first broken entry."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("hall", nargs="?", help="slug of one hall")

    def handle(self, *args: Any, **options: Any) -> None:
        # A loaded hall has at least the entry of its loading, so one without a chain has lost it.
        known = sorted({*halls_with_chain(), *(hall.slug for hall in all_halls())})
        if options["hall"] and options["hall"] not in known:
            raise CommandError(f"no chain of {options['hall']!r}; there are: {', '.join(known) or 'none'}")
        broken = 0
        for hall in [options["hall"]] if options["hall"] else known:
            found = first_break(hall)
            if found is None:
                self.stdout.write(f"{hall}: {chain_length(hall)} entries, every link holds")
            else:
                broken += 1
                self.stdout.write(f"{hall}: BROKEN at entry {found.sequence}: {found.reason}")
        if broken:
            raise CommandError(f"{broken} broken chain(s)")
