"""Eight people for two places at the same moment: two get one, six are told so, nobody meets an error (D3.3.1)."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.apps.reception.last_place import PROCESSES, THREADS

ROOT = Path(__file__).resolve().parents[3]
QUOTA = 2


def test_the_last_places_are_given_once(tmp_path):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path])}
    command = [sys.executable, "-m", "tests.apps.reception.last_place", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["errors"] == []
    assert sorted(said["seats"]) == list(range(1, QUOTA + 1))
    assert said["refused"] == ["slot_full"] * (THREADS * PROCESSES - QUOTA)
