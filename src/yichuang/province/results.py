"""The sheets of a province as a file, one row a window, figures as exact text."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from yichuang.core.assessment import Rulebook, ScoreSheet, figure
from yichuang.province.errors import ProvinceError
from yichuang.province.scoring import Key, Ready

KINDS = (".parquet", ".csv")


@dataclass(frozen=True)
class Summary:
    """What one looks at first."""

    windows: int
    passed: int
    without_data: int
    findings: int
    lowest: str
    median: str
    highest: str


def tabled(rulebook: Rulebook, scored: Iterable[tuple[Key, Ready, ScoreSheet]]) -> tuple[pa.Table, Summary]:
    """All sheets as one table, in order of hall and window, with a summary."""
    rows, totals, silent, entries = [], [], 0, 0
    for key, ready, sheet in scored:
        rows.append(_row(rulebook, key, ready, sheet))
        totals.append(sheet.total)
        silent += bool(sheet.unmeasured)
        entries += ready.entries
    totals.sort()
    marks = [figure(totals[place]) if totals else "" for place in (0, len(totals) // 2, -1)]
    passed = sum(total >= rulebook.pass_mark for total in totals)
    return pa.Table.from_pylist(rows), Summary(len(rows), passed, silent, entries, *marks)


def _row(rulebook: Rulebook, key: Key, ready: Ready, sheet: ScoreSheet) -> dict[str, object]:
    return {
        "hall": key[0],
        "window": key[1],
        "rulebook": rulebook.number,
        "total": figure(sheet.total),
        "passed": sheet.passed,
        **{f"section_{part.section.id}": figure(part.score) for part in sheet.sections},
        **{f"computed_{part.section.id}": figure(part.computed) for part in sheet.sections},
        "added": figure(sheet.other.added),
        "deducted": figure(sheet.other.deducted),
        "on_time": ready.on_time.num,
        "on_time_of": ready.on_time.den,
        "satisfied": ready.satisfaction.num,
        "satisfied_of": ready.satisfaction.den,
        "findings": ready.entries,
    }


def check_out(path: Path) -> None:
    """Refuse a name that ends in neither, before anything is counted."""
    if path.suffix not in KINDS:
        raise ProvinceError(f"{path.name} ends in neither {' nor '.join(KINDS)}; choose one of them")


def write_results(table: pa.Table, path: Path) -> None:
    """Write the table as Parquet or CSV, by the ending of the name."""
    check_out(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".csv":
            pyarrow.csv.write_csv(table, path)
        else:
            pq.write_table(table, path, compression="zstd")
    except OSError as error:
        raise ProvinceError(f"{path} cannot be written: {error.strerror}; choose another place") from error
