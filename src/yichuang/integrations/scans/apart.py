"""Has a file cleaned in a process of its own."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from yichuang.integrations.scans.values import BadScan, Bounds, Cleaned, ScanFault

SOURCE = Path(__file__).resolve().parents[3]
PATIENCE = 60
# One at a time: several large pictures at once would take the memory of a small machine.
_one = threading.Lock()


def clean_apart(content: bytes, bounds: Bounds) -> Cleaned:
    """The file made anew. Raises BadScan; a decoder that crashes or takes too long gives TOO_HARD."""
    command = [sys.executable, "-m", "yichuang.integrations.scans.worker", json.dumps(asdict(bounds))]
    # Nothing of the hall's surroundings goes along, neither keys nor the address of the database.
    surroundings = {"PYTHONPATH": str(SOURCE), "PATH": os.defpath, "LANG": "C.UTF-8"}
    try:
        with _one:
            done = subprocess.run(  # noqa: S603 - our own module, no words from outside
                command, input=content, capture_output=True, env=surroundings, timeout=PATIENCE, check=True
            )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise BadScan(ScanFault.TOO_HARD) from None
    return _read(done.stdout)


def _read(answer: bytes) -> Cleaned:
    line, _, rest = answer.partition(b"\n")
    facts = json.loads(line)
    if "fault" in facts:
        raise BadScan(ScanFault(facts["fault"]))
    length, _ = facts.pop("lengths")
    return Cleaned(content=rest[:length], preview=rest[length:], **facts)
