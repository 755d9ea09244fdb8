"""A PostgreSQL server for the run: the one named in BENCH_DATABASE_URL, or one started from the machine's binaries."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def given() -> str | None:
    return os.environ.get("BENCH_DATABASE_URL")


@contextmanager
def server() -> Iterator[str | None]:
    """Yields the address of an empty database ("postgresql://..."), or None when there is no server."""
    home = binaries()
    if given() or home is None:
        yield given()
        return
    folder, port = Path(tempfile.mkdtemp(prefix="yichuang-pg-")), free_port()
    as_owner = _owner(folder)
    run = lambda *words: subprocess.run([*as_owner, *words], check=True, capture_output=True, cwd=folder)  # noqa: E731
    try:
        run(home / "initdb", "-D", folder / "data", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        run(home / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log",
            "-o", f"-p {port} -k {folder} -c listen_addresses=127.0.0.1", "start")  # fmt: skip
        run(home / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "bench", "hall")
        yield f"postgresql://bench@:{port}/hall?host={folder}"
    finally:
        subprocess.run([*as_owner, home / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], check=False,
                       capture_output=True)  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)


def copied(url: str) -> str:
    """A second database beside the one at this address, a copy of it; nobody may be using that one."""
    import psycopg

    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}_twin"')
        connection.execute(f'CREATE DATABASE "{name}_twin" TEMPLATE "{name}"')
    return parts._replace(path=f"/{name}_twin").geturl()


def _owner(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root, so root lends the folder to the server's own user."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["runuser", "-u", "postgres", "--"]
