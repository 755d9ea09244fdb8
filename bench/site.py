"""A throw-away site: its own folder or database, filled by bench/worlds.py, served by the real server."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import postgres

ROOT = Path(__file__).parents[1]


class Site:
    """`world` runs a function of bench.worlds inside the site and returns what it printed as JSON."""

    def __init__(self, database_url: str = "", *, copy_of: Path | None = None) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="yichuang-bench-"))
        self.environment = os.environ | {
            "YICHUANG_HOME": str(self.home), "DATABASE_URL": database_url, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
            "YICHUANG_LOG": "ERROR",
        }  # fmt: skip
        if copy_of is None:
            self.world("open_hall")
        else:
            shutil.copytree(copy_of, self.home, dirs_exist_ok=True)

    def twin(self) -> "Site":
        """A second site, the same as this one is now; nobody may be using this one."""
        url = self.environment["DATABASE_URL"]
        return Site(postgres.copied(url) if url else "", copy_of=self.home)

    def world(self, name: str, *arguments: object) -> object:
        told = subprocess.run(
            [sys.executable, "-m", "bench.worlds", name, json.dumps(arguments)],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if told.returncode:
            raise RuntimeError(f"{name}: {told.stderr[-2000:]}")
        return json.loads(told.stdout.splitlines()[-1])

    @contextmanager
    def served(self, application: str = "") -> Iterator[int]:
        """Runs the server, or another WSGI application in it with as many processes, and yields its port."""
        port = postgres.free_port()
        command = [sys.executable, "-m", "yichuang.config", "serve", "--port", str(port)]
        if application:
            command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
                       "--workers", str(os.cpu_count() or 1), "--blocking-threads", "4", "--log-level", "error",
                       application]  # fmt: skip
        process = subprocess.Popen(command, env=self.environment, cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()
            process.wait()

    def close(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)


def wait_for(port: int, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/v/", timeout=2)  # noqa: S310 - our own server
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")
