from typing import Any

from django.core.management.base import BaseCommand

from yichuang.config import docs


class Command(BaseCommand):
    help = "Writes docs/generated/ anew from the tables it describes."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(", ".join(docs.write()) or "everything is current")
