import os
import signal
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from yichuang.config import clock, signins
from yichuang.config.preparing import NotReady, prepare, require_free

STOP_SECONDS = 15
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound


class Command(BaseCommand):
    help = "Prepares the site (the sample township hall on a first start) and runs server and background work together."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--hall", default="township", help="the hall to load on a first start")
        parser.add_argument("--host", default=os.environ.get("YICHUANG_HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("YICHUANG_PORT", "8000")))
        parser.add_argument("--face", choices=("all", "public", "staff"), default="all")
        parser.add_argument("--no-demo", action="store_true", help="give the sample people no password")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Preparing ...")
        try:
            require_free(options["host"], options["port"])
            first = prepare(now=clock.now(), hall=options["hall"], demo=not options["no_demo"])
        except NotReady as error:
            raise CommandError(str(error)) from error
        # The address on every notice and QR code, unless the site names the one its citizens use.
        os.environ.setdefault("YICHUANG_PUBLIC_URL", f"http://{options['host']}:{options['port']}")
        self._tell(options, first)
        command = [sys.executable, "-m", "yichuang.config"]
        address = ["--host", options["host"], "--port", str(options["port"]), "--face", options["face"]]
        children = [subprocess.Popen([*command, "serve", *address]), subprocess.Popen([*command, "worker"])]  # noqa: S603
        sys.exit(_wait(children))

    def _tell(self, options: dict[str, Any], first: bool) -> None:
        origin = f"http://{options['host']}:{options['port']}"
        told = signins.told()
        lines = [
            f"Yichuang serves {origin}  (data in {settings.SITE}{', newly made' if first else ''})",
            f"  citizens  {origin}/   kiosk  {origin}/kiosk/   call display  {origin}/display/",
            f"  staff     {origin}/desk/",
        ]
        if told:
            lines += ["", "Sample sign-ins of this installation (user, password, post):", told.rstrip()]
        if options["host"] in EVERYWHERE and options["host"] in os.environ["YICHUANG_PUBLIC_URL"]:
            lines += ["", "Set YICHUANG_PUBLIC_URL to the address citizens reach: it is printed on every notice."]
        self.stdout.write("\n".join([*lines, "", "Stop with Ctrl-C."]))
        self.stdout.flush()


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Waits for a child that was asked to stop; one that does not is killed (the database survives that)."""
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _wait(children: list["subprocess.Popen[bytes]"]) -> int:
    """Until one child ends or a stop is asked for; then the others are stopped too."""

    def stop(number: int, frame: object) -> None:
        for child in children:
            if child.poll() is None:
                child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    pid, status = os.wait()
    stop(0, None)
    for child in children:
        if child.pid != pid:
            _end(child)
    code = os.waitstatus_to_exitcode(status)
    return 0 if code in (0, -signal.SIGTERM, -signal.SIGINT) else 1
