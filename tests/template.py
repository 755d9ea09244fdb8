"""A migrated and empty database for halls of their own, made once a test run and copied: to migrate takes seconds."""

import fcntl
import os
import sqlite3
import subprocess
import sys
from pathlib import Path


def begin(home):
    """Puts the database into the folder of a hall that lies in the temporary folder of a worker of this run.

    Anywhere else nothing is shared: the hall migrates by itself, as it does in any case.
    """
    worker = next((one for one in Path(home).parents if one.name.startswith("popen-")), None)
    if worker is None:
        return
    copy = sqlite3.connect(Path(home, "yichuang.sqlite3"))
    pour(worker, copy)
    copy.close()


def pour(worker, copy):
    """Copies the migrated database of the run that this worker's temporary folder belongs to into a connection."""
    source = sqlite3.connect(migrated(worker.parent))
    source.backup(copy)
    source.close()


def migrated(run):
    """The migrated database in the temporary folder of a run; whoever comes first makes it, the others wait."""
    kept = run / "migrated"
    kept.mkdir(mode=0o700, exist_ok=True)
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (kept / "whole").exists():
            subprocess.run([sys.executable, "-m", "yichuang.config", "migrate", "--verbosity", "0"], check=True,
                           env=os.environ | {"YICHUANG_HOME": str(kept), "DATABASE_URL": ""})  # fmt: skip
            (kept / "whole").touch()
    return kept / "yichuang.sqlite3"


if __name__ == "__main__":
    migrated(Path(sys.argv[1]))
