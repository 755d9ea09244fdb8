from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yichuang.apps.attachments.queries import count_of_hall, damaged_of_hall
from yichuang.apps.audit.queries import chain_length, first_break, halls_with_chain
from yichuang.apps.organization.queries import all_halls


class Command(BaseCommand):
    help = "Checks audit chain and stored files of every hall (or one); names the first broken entry and each bad file."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("hall", nargs="?", help="slug of one hall")

    def handle(self, *args: Any, **options: Any) -> None:
        # A loaded hall has at least the entry of its loading, so one without a chain has lost it.
        known = sorted({*halls_with_chain(), *(hall.slug for hall in all_halls())})
        if options["hall"] and options["hall"] not in known:
            raise CommandError(f"no chain of {options['hall']!r}; there are: {', '.join(known) or 'none'}")
        halls = [options["hall"]] if options["hall"] else known
        broken, bad = sum(map(self._broken, halls)), sum(map(self._bad_files, halls))
        if broken or bad:
            raise CommandError(f"{broken} broken chain(s), {bad} missing or damaged file(s)")

    def _broken(self, hall: str) -> bool:
        found = first_break(hall)
        if found is None:
            self.stdout.write(f"{hall}: {chain_length(hall)} entries, every link holds")
        else:
            self.stdout.write(f"{hall}: BROKEN at entry {found.sequence}: {found.reason}")
        return found is not None

    def _bad_files(self, hall: str) -> int:
        """Opens every stored file: it must be there, authentic under the key, and fit its digest."""
        bad = 0
        for attachment, why in damaged_of_hall(hall):
            bad += 1
            self.stdout.write(f"{hall}: DAMAGED {attachment.ref} of {attachment.subject}: {why}")
        if not bad:
            self.stdout.write(f"{hall}: {count_of_hall(hall)} attachments, every file is whole")
        return bad
