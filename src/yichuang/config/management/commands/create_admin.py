from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yichuang.apps.audit import Refused
from yichuang.apps.audit.web import sentence
from yichuang.apps.organization.commands import create_staff
from yichuang.apps.organization.queries import hall_by_slug
from yichuang.apps.organization.roles import ADMINISTRATORS, Role
from yichuang.config import clock


class Command(BaseCommand):
    help = "Opens an administrator's account and prints its one-time password, once; it is changed at first sign-in."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("hall")
        parser.add_argument("username")
        parser.add_argument("name")
        parser.add_argument("--role", choices=sorted(ADMINISTRATORS), default=Role.SYSTEM_ADMINISTRATOR.value)

    def handle(self, *args: Any, **options: Any) -> None:
        hall = hall_by_slug(options["hall"])
        if hall is None:
            raise CommandError(f"no hall {options['hall']!r}; load it first: yichuang load-hall {options['hall']}")
        roles = frozenset({Role(options["role"])})
        try:
            staff, password = create_staff(
                hall=hall,
                username=options["username"],
                name=options["name"],
                roles=roles,
                by="console",
                now=clock.now(),
            )
        except Refused as refused:
            raise CommandError(sentence(refused.refusal)) from refused
        self.stdout.write(f"{staff.username}: {password}")
