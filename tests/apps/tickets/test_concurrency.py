"""Eight windows and the kiosk at the same moment, two processes on one file: nobody and no number twice (lessons 8)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.apps.tickets.rush import TICKETS, doubled

ROOT = Path(__file__).resolve().parents[3]


def played(folder, how, **settings):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path]), **settings}
    command = [sys.executable, "-m", "tests.apps.tickets.rush", str(folder), how]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    return played(tmp_path_factory.mktemp("guarded"), "guarded")


def test_nobody_meets_an_error(guarded):
    assert guarded["errors"] == []


def test_every_number_is_given_once_and_none_is_missing(guarded):
    numbers = sorted(guarded["taken"])
    assert len(numbers) >= TICKETS
    assert numbers == [f"C{n:03d}" for n in range(1, len(numbers) + 1)]


def test_every_number_is_called_once(guarded):
    assert doubled(guarded["called"]) == []
    assert len(guarded["called"]) == len(guarded["taken"])


def test_reading_first_and_writing_later_calls_people_twice(tmp_path):
    """The control: the same rush over the careless way must show what the test above would then find."""
    naive = played(tmp_path, "naive")
    assert doubled(naive["called"]) != []
