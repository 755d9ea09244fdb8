"""`python -m bench [quick]`: each figure with its promise, a limit of the same run, what was checked."""

import os
import sys
from pathlib import Path

from bench import limits, loads, postgres, province, pure
from bench.site import Site

QUICK = "quick" in sys.argv
SIZES = (10_000, 100_000) if QUICK else (10_000, 1_000_000)
EACH = 20 if QUICK else 60
CASES = 2_500_000 if QUICK else 25_000_000


# What the smallest view over the same rows did where the promises were made: the yardstick between two machines.
YARDSTICK = 465


def line(what: str, figure: float, promise: str, limit: float, of: str, note: str = "") -> None:
    ratio = f"{figure / limit:.2f} of {of} ({limit:,.0f})" if limit else ""
    print(f"{what:<44} {figure:>10,.1f}   {promise:<22} {ratio:<52} {note}", flush=True)


def _kept(promised: float, figure: float, smallest: float) -> str:
    """Whether a promised rate is kept by the yardstick of this run: the share of the smallest view it stands for."""
    share = promised / YARDSTICK
    return f"{'kept' if figure >= share * smallest else 'MISSED'}: promised {share:.2f} of the smallest view"


def on(name: str, url: str, bare: float) -> None:
    print(f"\n{name}: bare transactions {bare:,.0f}/s")
    site = Site(url)
    try:
        smallest = loads.smallest(site, EACH // 2)
        line("smallest Django view, same rows, /s", smallest.rate, "", bare, "bare SQL", f"p95 {smallest.p95:.0f} ms")
        figures, checked = loads.intakes(site, EACH)
        _tell("intake over HTTP, 16 clerks, /s", figures, 250, smallest, f"{checked}")
        figures, checked = loads.calls(site, each=2 * EACH)
        slowest = 50 * YARDSTICK / smallest.rate
        fast = "kept" if figures.p95 <= slowest else "MISSED"
        _tell("call next, 8 windows, /s", figures, 300, smallest, f"p95 {fast} (<= {slowest:.0f} ms here), {checked}")
        small = loads.ledger(site, SIZES[0], EACH)
        _tell(f"ledger page of 20 at {SIZES[0]:,}, /s", small, 300, smallest, "")
        twin = site.twin()
        told = site.world("recalculated", 100_000)
        line("100,000 due times anew, proposed + approved, s", told["propose"] + told["approve"], "<= 15 s",
             told["read"] + told["write"], "reading and writing the rows", f"moved {told['moved']:,}")  # fmt: skip
        large = loads.ledger(site, SIZES[1], EACH)
        _tell(f"ledger page of 20 at {SIZES[1]:,}, /s", large, 300, smallest, "")
        flat = loads.flatness(twin, site, EACH // 2)
        line(f"slower at {SIZES[1]:,} than at {SIZES[0]:,}, times", flat, "<= 1.3", 0, "",
             "kept" if flat <= 1.3 else "MISSED")  # fmt: skip
        twin.close()
    finally:
        site.close()


def _tell(what: str, figures: "object", promised: float, smallest: "object", checked: str) -> None:
    kept = _kept(promised, figures.rate, smallest.rate)
    line(what, figures.rate, f">= {promised}", smallest.rate, "smallest view",
         f"{kept}; p95 {figures.p95:.0f} ms, failed {figures.failed} {checked}")  # fmt: skip
    _excuse(figures)


def whole_province() -> None:
    adding = province.fractions()
    line("score sheets from ready measures, /s", province.sheets(), ">= 1,000", adding, "exact additions")
    found = province.province(CASES)
    line(f"province of {found.cases:,} cases, s", found.seconds, "<= 60 s at 25 million", found.scan, "a plain scan",
         found.told)  # fmt: skip
    line("its memory, MiB", found.mebibytes, "<= 4,096 MiB", 0, "")


def _excuse(figures: "object") -> None:
    if figures.failed:
        print(f"    first failure: {figures.faults[0]}")


def main() -> None:
    os.environ.setdefault("YICHUANG_HOME", str(Path(os.environ.get("TMPDIR", "/tmp")) / "yichuang-bench-pure"))  # noqa: S108
    looping = pure.counting_loop()
    line("due times, 10 working days, /s", pure.due_times(), ">= 500,000", looping, "a loop over days")
    line("office minutes between two moments, /s", pure.office_minutes(), ">= 500,000", looping, "a loop over days")
    notice, empty = pure.notice_milliseconds()
    line("notice N01 as PDF, ms", notice, "<= 30 ms", empty, "an empty page")
    whole_province()
    on("SQLite", "", limits.bare_sqlite())
    with postgres.server() as url:
        if url is None:
            print("\nPostgreSQL: no server here; set BENCH_DATABASE_URL to measure it.")
        else:
            on("PostgreSQL", url, limits.bare_postgres(url))


if __name__ == "__main__":
    main()
