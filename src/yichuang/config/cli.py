"""The command `yichuang`: every management command under one name, hyphens allowed."""

import os
import sys


def main() -> None:
    """Runs a command: `yichuang run`, `yichuang verify`, `yichuang load-hall county`; `yichuang help` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
    from django.core.management import execute_from_command_line

    import yichuang.config  # noqa: F401 - puts the right SQLite in place before Django looks for one

    arguments = list(sys.argv)
    if len(arguments) > 1:
        arguments[1] = arguments[1].replace("-", "_") if not arguments[1].startswith("-") else arguments[1]
    execute_from_command_line(arguments)
