"""From counts to score sheets: the same core that scores one window in its hall."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from yichuang.core.assessment import (
    NO_DATA,
    AssessmentError,
    Finding,
    Level,
    Measures,
    Quarter,
    Readings,
    Rulebook,
    ScoreSheet,
    Share,
    exact,
    score,
)
from yichuang.province import counting
from yichuang.province.errors import ProvinceError
from yichuang.province.facts import Facts

Key = tuple[str, str]


@dataclass
class Ready:
    """What the engine found of one window."""

    on_time: Share = NO_DATA
    satisfaction: Share = NO_DATA
    findings: list[Finding] = field(default_factory=list)
    entries: int = 0

    @property
    def measures(self) -> Measures:
        return Measures(self.on_time, self.satisfaction)


def count_windows(connection: Any, facts: Facts, quarter: Quarter, basis: str) -> dict[Key, Ready]:
    """Ask the engine for every window of the facts; ProvinceError when facts name a window that is not listed."""
    ready = {key: Ready() for key in _windows(connection.read_parquet(facts.pattern("windows")))}

    def rows(table: str, count: Callable[[Any], Any]) -> Iterator[tuple[Ready, dict[str, Any]]]:
        found = _rows(count(connection.read_parquet(facts.pattern(table)))) if table in facts.tables else []
        return ((_place(ready, row, table), row) for row in found)

    for window, row in rows("cases", lambda cases: counting.on_time(cases, quarter, basis)):
        window.on_time = _share(row, "cases", "outcome")
    for window, row in rows("ratings", lambda ratings: counting.satisfaction(ratings, quarter)):
        window.satisfaction = _share(row, "ratings", "grade")
    for window, row in rows("findings", lambda findings: counting.gathered(findings, quarter)):
        window.findings.append(_finding(row))
        window.entries += row["entries"]
    return dict(sorted(ready.items()))


def sheets(
    rulebook: Rulebook, readings: Readings, ready: Mapping[Key, Ready]
) -> Iterator[tuple[Key, Ready, ScoreSheet]]:
    """A sheet for every window, in order of hall and window; ProvinceError names the finding that does not fit."""
    for key, one in ready.items():
        try:
            yield key, one, score(rulebook, one.findings, one.measures, readings)
        except AssessmentError as error:
            raise ProvinceError(f"hall {key[0]}, window {key[1]}: {error}") from error


def _windows(windows: Any) -> Iterable[Key]:
    keys = [(row["hall"], row["window"]) for row in _rows(windows.select("hall", "window"))]
    if len(set(keys)) < len(keys):
        twice = next(key for key in sorted(keys) if keys.count(key) > 1)
        raise ProvinceError(f"hall {twice[0]}, window {twice[1]} is listed twice; keep one export of each hall")
    return keys


def _rows(expression: Any) -> list[dict[str, Any]]:
    return expression.to_pyarrow().to_pylist()


def _place(ready: Mapping[Key, Ready], row: Mapping[str, Any], table: str) -> Ready:
    found = ready.get((row["hall"], row["window"]))
    if found is None:
        raise ProvinceError(f"{table} name hall {row['hall']}, window {row['window']}, which windows/ does not list")
    return found


def _share(row: Mapping[str, Any], table: str, column: str) -> Share:
    if row["odd"]:
        where = f"hall {row['hall']}, window {row['window']}"
        raise ProvinceError(f"{where}: {row['odd']} of its {table} have an unknown {column}; export them again")
    return Share(row["num"], row["den"])


def _finding(row: Mapping[str, Any]) -> Finding:
    points = None if row["points"] is None else exact(row["points"])
    level = row["level"]
    if row["least"] < 1 or (points is None and row["points"] is not None) or level not in {None, *Level}:
        where = f"hall {row['hall']}, window {row['window']}: a finding of rule {row['rule']}"
        raise ProvinceError(f"{where} has times, points or a level that is none; export them again")
    return Finding(
        rule=row["rule"],
        times=row["times"],
        points=points,
        fact=row["fact"],
        verified=row["verified"],
        level=None if level is None else Level(level),
        reason="stated" if row["stated"] else "",
    )
