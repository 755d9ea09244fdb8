"""A province in a process of its own: seconds and memory of `yichuang assess`, beside a plain scan of its files."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

QUARTER = "2026-Q1"
# The columns that the counting reads, each looked at once, in the shape that a scan cannot skip.
SCAN = """
SELECT max(hall), max("window"), max(kind), max(due_at), max(ended_at), max(outcome) FROM '{folder}/cases/*.parquet'
UNION ALL SELECT max(hall), max("window"), max(grade), max(rated_at), NULL, NULL FROM '{folder}/ratings/*.parquet'
"""


@dataclass(frozen=True)
class Figures:
    cases: int
    windows: int
    seconds: float
    scan: float
    mebibytes: float
    told: str


def province(cases: int, halls: int = 1_200) -> Figures:
    """Make a province, score it on DuckDB with two threads, and scan it plainly before and after."""
    from yichuang.core.assessment import Quarter
    from yichuang.province import Size, make_facts

    with tempfile.TemporaryDirectory(prefix="yichuang-bench-") as place:
        folder = Path(place) / "facts"
        make_facts(folder, Quarter.parse(QUARTER), Size(halls=halls, cases=cases))
        before = _scan(folder)
        began = time.perf_counter()
        told = subprocess.run(
            [sys.executable, "-m", "yichuang.config", "assess", f"--quarter={QUARTER}", f"--facts={folder}",
             "--engine=duckdb", f"--out={folder}/sheets.csv"],
            check=True, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        ).stdout.strip()  # fmt: skip
        seconds = time.perf_counter() - began
        # The largest process this one has waited for: the scoring, for making and scanning are done here.
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        return Figures(cases, halls * 10, seconds, min(before, _scan(folder)), memory, told)


def _scan(folder: Path) -> float:
    import duckdb

    with duckdb.connect(config={"threads": 2}) as database:
        began = time.perf_counter()
        database.execute(SCAN.format(folder=folder)).fetchall()
        return time.perf_counter() - began


def sheets() -> float:
    """Score sheets a second from ready measures and findings: a window's quarter with a dozen findings."""
    from fractions import Fraction

    from bench.pure import rate
    from yichuang.core.assessment import Finding, Level, Measures, Share, score
    from yichuang.rulebook.assessment import load_rulebook

    book = load_rulebook("wan-2017-49")
    plain = [Finding(rule, fact=rule) for rule in ("1.2a", "1.2b", "1.3", "2.2", "2.3", "3.3", "5.2", "6.2", "7.1")]
    quarters = [
        (
            [*plain, Finding("3.6", points=Fraction(number % 21 + 30, 10), reason="样例"),
             Finding("8.2a+", points=Fraction(4, 5), verified=True, reason="样例"),
             Finding("8.4", level=Level.COUNTY)],
            Measures(Share(number, 97), Share(96 - number, 96)),
        )
        for number in range(97)
    ]  # fmt: skip
    return rate(lambda index: score(book, *quarters[index % 97]), 5_000)


def fractions() -> float:
    """Additions of two exact figures a second: what a sheet is made of."""
    from fractions import Fraction

    from bench.pure import rate

    one, other = Fraction(1, 2), Fraction(3, 10)
    return rate(lambda index: one + other, 200_000)
