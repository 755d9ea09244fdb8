"""Makes a site ready to serve: key, texts, tables, on a first start the sample hall. Again: keeps the data."""

import socket
from datetime import datetime

from django.conf import settings
from django.core.management import call_command

from yichuang.apps.organization.queries import only_hall
from yichuang.config import selfcheck, signins
from yichuang.config.loading import load
from yichuang.integrations.keys import load_master_key
from yichuang.ui.messages import compile_catalogs


class NotReady(Exception):
    """The site must not open; the message says why and what to do."""


def require_free(host: str, port: int) -> None:
    """Refuses an address somebody already serves: the server itself would share it and mix two halls' answers."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise NotReady(f"{host}:{port} cannot be served ({error.strerror}); choose another with --port.") from error


def prepare(*, now: datetime, hall: str, demo: bool) -> bool:
    """Brings the site up to date; True when a hall was loaded for the first time. Raises NotReady."""
    call_command("migrate", verbosity=0, skip_checks=True)
    compile_catalogs()
    call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
    first = only_hall() is None
    if first:
        load_master_key(settings.FIELD_KEY_FILE, create=True)
    found = list(selfcheck.problems(now))
    if found:
        raise NotReady("\n".join(found))
    if first:
        load(hall, now=now)
    if demo and signins.nobody_can_sign_in():
        signins.give_sample_people_a_password()
    return first
